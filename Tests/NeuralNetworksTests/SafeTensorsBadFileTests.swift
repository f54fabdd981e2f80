import NeuralNetworks
import Platform
import Testing

@Suite struct SafeTensorsBadFileTests {
    private static let again = "bad: copy or save the file again"

    /// One tensor called `a` with the given fields, over eight bytes of data.
    private static func tensor(_ fields: String) -> [UInt8] {
        SafeTensorsSample.content("{\"a\":{\(fields)}}", data: [UInt8](repeating: 0, count: 8))
    }

    /// Tensors of U8 at the given places, over eight bytes of data.
    private static func layout(_ ranges: [(Int, Int)]) -> [UInt8] {
        let tensors = ranges.enumerated().map { index, range in
            let name = ["a", "b", "c"][index]
            return "\"\(name)\":{\"dtype\":\"U8\",\"shape\":[\(range.1 - range.0)],"
                + "\"data_offsets\":[\(range.0),\(range.1)]}"
        }
        return SafeTensorsSample.content(
            "{\(tensors.joined(separator: ","))}", data: [UInt8](repeating: 0, count: 8))
    }

    private static let frames: [([UInt8], String)] = [
        ([], "file is shorter than 8 bytes: \(again)"),
        ([1, 2, 3, 4, 5, 6, 7], "file is shorter than 8 bytes: \(again)"),
        (
            [2, 0, 0, 0, 0, 0, 0, 0, 0x7B],
            "header of 2 bytes does not fit in a file of 9 bytes: \(again)"
        ),
        (
            [0, 0xE1, 0xF5, 0x05, 0, 0, 0, 0],
            "header of 100000000 bytes does not fit in a file of 8 bytes: \(again)"
        ),
        (
            [1, 0xE1, 0xF5, 0x05, 0, 0, 0, 0],
            "header of 100000001 bytes is over the limit of 100000000: bad: "
                + "check that it is a safetensors file"
        ),
        (
            [UInt8](repeating: 255, count: 20),
            "header of 18446744073709551615 bytes is over the limit of 100000000: bad: "
                + "check that it is a safetensors file"
        ),
        ([UInt8](repeating: 0, count: 8), "header breaks off in its JSON: \(again)"),
        (
            SafeTensorsSample.content(headerBytes: Array("{\"".utf8) + [0xC3, 0x28, 0x22]),
            "a key of header is not valid UTF-8: \(again)"
        ),
        (
            SafeTensorsSample.content(
                headerBytes: Array("{\"__metadata__\":{\"k\":\"".utf8) + [0xFF, 0x22, 0x7D, 0x7D]),
            "metadata 'k' is not valid UTF-8: \(again)"
        ),
    ]

    private static let headers: [([UInt8], String)] = [
        ("[]", "header is not an object"),
        ("null", "header is not an object"),
        ("   ", "header breaks off in its JSON"),
        ("{", "header breaks off in its JSON"),
        ("{}x", "header is not valid JSON at byte 10"),
        ("{}{}", "header is not valid JSON at byte 10"),
        ("{\"a\"}", "header is not valid JSON at byte 12"),
        ("{\"__metadata__\":{},}", "a key of header is not a string"),
        ("{\"a", "header breaks off in its JSON"),
        ("{\"a\\", "header breaks off in its JSON"),
        ("{\"\\x\":1}", "header is not valid JSON at byte 11"),
        ("{\"\\u12g4\":1}", "header is not valid JSON at byte 14"),
        ("{\"\\u12", "header breaks off in its JSON"),
        ("{\"\\ud800\":1}", "header is not valid JSON at byte 12"),
        ("{\"\\ud800\\u0041\":1}", "header is not valid JSON at byte 12"),
        ("{\"\\udc00\":1}", "header is not valid JSON at byte 12"),
        ("{\"a\nb\":1}", "header is not valid JSON at byte 11"),
        ("{1:2}", "a key of header is not a string"),
        ("{\"a\":1}", "tensor 'a' is not an object"),
        ("{\"\\n\\u001bé\":1}", "tensor '\\n\\u{1B}\\u{00E9}' is not an object"),
        ("{\"__metadata__\":{\"k\":true}}", "metadata 'k' is not a string"),
        ("{\"__metadata__\":{\"k\":{\"l\":1}}}", "metadata 'k' is not a string"),
        ("{\"__metadata__\":[]}", "metadata is not an object"),
        ("{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}", "metadata has the key 'k' twice"),
        ("{\"__metadata__\":{},\"__metadata__\":{}}", "header has the key '__metadata__' twice"),
        (
            "{\"\(String(repeating: "n", count: 81))\":1}",
            "tensor '\(String(repeating: "n", count: 80))...' is not an object"
        ),
        (String(repeating: "[", count: 100_000), "header is not an object"),
        (
            "{\"a\":" + String(repeating: "{\"a\":", count: 100_000),
            "tensor 'a' has an unknown key 'a'"
        ),
    ].map { (SafeTensorsSample.content($0), "\($1): \(again)") }

    private static let fields: [([UInt8], String)] = [
        ("", "tensor 'a' has no dtype"),
        (#""dtype":"U8","data_offsets":[0,8]"#, "tensor 'a' has no shape"),
        (#""dtype":"U8","shape":[8]"#, "tensor 'a' has no data_offsets"),
        (#""dtype":"U8","shape":[8],"stride":1"#, "tensor 'a' has an unknown key 'stride'"),
        (#""dtype":"U8","dtype":"U8""#, "tensor 'a' has the key 'dtype' twice"),
        (#""dtype":8"#, "dtype of tensor 'a' is not a string"),
        (#""shape":8"#, "shape of tensor 'a' is not a list"),
        (#""shape":[true]"#, "shape of tensor 'a' is not a list of whole numbers"),
        (#""shape":["8"]"#, "shape of tensor 'a' is not a list of whole numbers"),
        (#""shape":[8.0]"#, "shape of tensor 'a' is not a list of whole numbers"),
        (#""shape":[8e0]"#, "shape of tensor 'a' is not a list of whole numbers"),
        (#""shape":[-]"#, "shape of tensor 'a' is not a list of whole numbers"),
        (#""shape":[8,]"#, "shape of tensor 'a' is not a list of whole numbers"),
        (#""shape":[08]"#, "header is not valid JSON at byte 25"),
        (#""shape":[8 8]"#, "header is not valid JSON at byte 25"),
        (#""shape":[9223372036854775808]"#, "shape of tensor 'a' holds a number out of range"),
        (u8(shape: "-8"), "tensor 'a' has the impossible shape [-8]"),
        (u8(shape: "-2,-4"), "tensor 'a' has the impossible shape [-2, -4]"),
        (
            u8(shape: "4294967296,4294967296"),
            "tensor 'a' has the impossible shape [4294967296, 4294967296]"
        ),
        (
            #""dtype":"F64","shape":[2305843009213693952],"data_offsets":[0,8]"#,
            "tensor 'a' has the impossible shape [2305843009213693952]"
        ),
        (u8(shape: "7"), "tensor 'a' has 8 bytes, U8 of shape [7] takes 7"),
        (u8(shape: ""), "tensor 'a' has 8 bytes, U8 of shape [] takes 1"),
        (u8(shape: "8,0"), "tensor 'a' has 8 bytes, U8 of shape [8, 0] takes 0"),
        (
            #""dtype":"F32","shape":[8],"data_offsets":[0,8]"#,
            "tensor 'a' has 8 bytes, F32 of shape [8] takes 32"
        ),
        (offsets(""), "tensor 'a' has 0 data_offsets, not 2"),
        (offsets("0,4,8"), "tensor 'a' has 3 data_offsets, not 2"),
        (offsets("-8,0"), "tensor 'a' has a negative offset"),
        (offsets("0,-8"), "tensor 'a' has a negative offset"),
        (offsets("8,0"), "tensor 'a' begins at byte 8 and ends before it, at 0"),
        (offsets("0,9"), "tensor 'a' has 9 bytes, U8 of shape [8] takes 8"),
        (offsets("1,9"), "tensor 'a' ends at byte 9 of data that has 8"),
        (
            offsets("9223372036854775799,9223372036854775807"),
            "tensor 'a' ends at byte 9223372036854775807 of data that has 8"
        ),
    ].map { (tensor($0), "\($1): \(again)") }

    private static let layouts: [([UInt8], String)] = [
        ([], "bytes 0..<8 of the data belong to no tensor"),
        ([(0, 7)], "bytes 7..<8 of the data belong to no tensor"),
        ([(1, 8)], "bytes 0..<1 of the data belong to no tensor"),
        ([(5, 8), (0, 3)], "bytes 3..<5 of the data belong to no tensor"),
        ([(0, 8), (0, 8)], "tensors 'a' and 'b' overlap"),
        ([(4, 8), (0, 5)], "tensors 'b' and 'a' overlap"),
        ([(0, 8), (3, 3)], "tensors 'a' and 'b' overlap"),
        ([(0, 4), (4, 12)], "tensor 'b' ends at byte 12 of data that has 8"),
    ].map { (layout($0), "\($1): \(again)") }

    private static let unsupported: [([UInt8], String)] = [
        (
            tensor(#""dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]"#),
            "tensor 'a' has the unknown dtype 'F8_E4M3': bad: "
                + "save it as one of F32, F64, F16, BF16, I32, I64, U8, BOOL"
        ),
        (
            tensor(u8(shape: "8,1,1,1,1,1,1,1,1")),
            "tensor 'a' has 9 dimensions: bad: save it with at most 8"
        ),
    ]

    private static func u8(shape: String) -> String {
        "\"dtype\":\"U8\",\"shape\":[\(shape)],\"data_offsets\":[0,8]"
    }

    private static func offsets(_ offsets: String) -> String {
        "\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[\(offsets)]"
    }

    @Test(arguments: frames + headers + fields + layouts + unsupported)
    func aBadFileIsRefused(content: [UInt8], description: String) {
        let failure = #expect(throws: Failure.self) {
            try SafeTensorsFile(content: content, path: "bad")
        }
        #expect(failure?.description == description)
        #expect(failure?.kind == .data)
    }

    @Test func eightDimensionsAndEmptyTensorsAnywhereAreFine() throws {
        let eight = Self.tensor(Self.u8(shape: "2,1,1,2,1,1,1,2"))
        #expect(try SafeTensorsFile(content: eight, path: "good").entry("a").shape.count == 8)
        let empty = Self.layout([(8, 8), (0, 8), (0, 0)])
        #expect(
            try SafeTensorsFile(content: empty, path: "good").entries.map(\.name)
                == ["c", "b", "a"])
    }

    @Test func damagedFilesAreReadOrRefused() throws {
        var writer = SafeTensorsWriter(metadata: ["config": "{\"a\":\"\\u00e9\"}", "π": "\u{1}"])
        writer.add("encoder.0.weight", shape: [2, 3], floats: [1, 2, 3, 4, 5, 6])
        writer.add("step", .int64, shape: []) { sink throws(Failure) in try sink.write("12345678") }
        writer.add("mask", .bool, shape: [3]) { sink throws(Failure) in try sink.write("abc") }
        let memory = SafeTensorsSample.Memory()
        try writer.write(to: memory)
        let good = memory.content

        var random = SafeTensorsSample.Random(seed: 20)
        var refused = 0
        for round in 0..<600 {
            var bad = good
            if round % 2 == 0 {
                bad.removeLast(Int.random(in: 1...good.count, using: &random))
            } else {
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    bad[Int.random(in: 0..<good.count, using: &random)] ^=
                        UInt8.random(in: 1...255, using: &random)
                }
            }
            do throws(Failure) {
                let file = try SafeTensorsFile(content: bad, path: "damaged")
                #expect(round % 2 == 1, "a truncated file was read")
                for entry in file.entries {
                    let count = try file.withBytes(entry.name) { $0.count }
                    #expect(count == entry.byteRange.count)
                    _ = try? file.floats(entry.name)
                }
            } catch {
                #expect(error.kind == .data)
                refused += 1
            }
        }
        #expect(refused > 300)
        #expect(refused < 600)
    }
}
