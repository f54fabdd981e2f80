import Platform
import TestSupport
import Testing

/// Model files that are not what they should be: one line, and never a crash.
@Suite struct DamagedModelTests {
    private let folder: TemporaryFolder

    init() throws { folder = try SmallModel.copies() }

    private static let remedy = "copy or save the file again"

    /// A file with the given header, and data of `count` zeros.
    private static func file(_ header: String, count: Int) -> [UInt8] {
        let length = UInt64(header.utf8.count)
        return (0..<8).map { UInt8(length >> (8 * $0) & 0xff) } + header.utf8
            + [UInt8](repeating: 0, count: count)
    }

    @Test(
        arguments: [
            ([], "file is shorter than 8 bytes", remedy),
            (
                [255, 255, 255, 255, 255, 255, 255, 255, 1],
                "header of 18446744073709551615 bytes is over the limit of 100000000",
                "check that it is a safetensors file"
            ),
            (
                [100, 0, 0, 0, 0, 0, 0, 0, 1],
                "header of 100 bytes does not fit in a file of 9 bytes",
                remedy
            ),
            (
                file(
                    #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
                        + #""b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#, count: 12),
                "tensors 'a' and 'b' overlap", remedy
            ),
            (
                file(#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, count: 4),
                "tensor 'a' ends at byte 8 of data that has 4", remedy
            ),
            (
                file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, count: 4),
                "the file does not say what model it holds", "name a file that vae train wrote"
            ),
            (
                file(#"{"__metadata__":{"config":"{}"}}"#, count: 0),
                "field format is missing", "the file is damaged or of another program"
            ),
        ] as [([UInt8], String, String)])
    func refuses(content: [UInt8], what: String, remedy: String) throws {
        try folder.write(content, to: "grey/model.safetensors")
        for verb in ["info grey", "sample grey", "export grey -o x.csv", "evaluate grey"] {
            let outcome = vae(verb, in: folder)
            #expect(outcome.errors == "vae: \(what): grey/model.safetensors: \(remedy)\n")
            #expect(outcome.output == "")
            #expect(outcome.status == 65)
        }
        #expect(!folder.has("x.csv"))
    }

    @Test func refusesOneThatWasCutOff() throws {
        let bytes = try folder.bytes(of: "grey/model.safetensors")
        try folder.write(Array(bytes.dropLast(1)), to: "grey/model.safetensors")
        let outcome = vae("sample grey", in: folder)
        #expect(outcome.errors.hasPrefix("vae: tensor '"))
        #expect(outcome.errors.hasSuffix(": grey/model.safetensors: \(Self.remedy)\n"))
        #expect(outcome.status == 65)
    }

    /// A description changed in one place, of the same length so that nothing else moves.
    @Test(arguments: [
        (
            #"\"latentDimensions\":3"#, #"\"latentDimensions\":4"#,
            "tensor 'encoder.posterior.weight' has shape [6, 16], the model wants [8, 16]",
            "use weights and description of the same model"
        ),
        (
            #"\"latentDimensions\":3"#, #"\"latentDimensions\":0"#, "0 latent dimensions",
            "the description is damaged"
        ),
        (
            #"\"version\":1"#, #"\"version\":2"#, "version 2 of the model format is not known",
            "use a newer vae"
        ),
        (
            #"\"hidden\":[16]"#, #"\"hidden\":[-1]"#, "hidden layers [-1]",
            "the description is damaged"
        ),
    ])
    func refusesADescription(old: String, new: String, what: String, remedy: String) throws {
        var bytes = try folder.bytes(of: "grey/model.safetensors")
        let range = try #require(bytes.firstRange(of: Array(old.utf8)))
        bytes.replaceSubrange(range, with: Array(new.utf8))
        try folder.write(bytes, to: "grey/model.safetensors")
        let outcome = vae("info grey", in: folder)
        #expect(outcome.errors == "vae: \(what): grey/model.safetensors: \(remedy)\n")
        #expect(outcome.status == 65)
    }
}
