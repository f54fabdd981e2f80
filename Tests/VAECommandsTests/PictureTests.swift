import TestSupport
import Testing

/// `vae sample` and `vae reconstruct`: PNG files, and text for terminals and pipes.
@Suite struct PictureTests {
    private let folder: TemporaryFolder

    init() throws { folder = try SmallModel.copies() }

    /// Width and height as the header of a PNG file says.
    private func size(of name: String) throws -> [Int] {
        let bytes = try folder.bytes(of: name)
        #expect(bytes.prefix(8) == [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
        #expect(Array(bytes[12..<16]) == Array("IHDR".utf8))
        return [16, 20].map { bytes[$0..<$0 + 4].reduce(0) { $0 << 8 | Int($1) } }
    }

    @Test(arguments: [("-n 1", [28, 28]), ("-n 9", [88, 88]), ("", [118, 88])])
    func samplesToAFile(flags: String, expected: [Int]) throws {
        let outcome = vae("sample grey \(flags) -o samples.png", in: folder)
        #expect(outcome.output == "" && outcome.errors == "" && outcome.status == 0)
        #expect(try size(of: "samples.png") == expected)
    }

    @Test func reconstructsToAFile() throws {
        #expect(vae("reconstruct grey --index 3,1,4 -o PAIRS.PNG", in: folder).status == 0)
        #expect(try size(of: "PAIRS.PNG") == [88, 58])
    }

    @Test func sameSeedSamePictures() {
        let once = vae("sample grey -n 4 --seed 3", in: folder)
        #expect(once.lines.first == "grey: 4 samples, seed 3, temperature 1")
        #expect(once.output == vae("sample grey -n 4 --seed 3", in: folder).output)
        let other = vae("sample grey -n 4 --seed 4", in: folder)
        #expect(once.lines.dropFirst() != other.lines.dropFirst())
    }

    @Test func fewerSamplesAreTheFirstOfMore() throws {
        vae("sample grey -n 1 -o one.png", in: folder)
        vae("sample grey -n 2 --temperature 0 -o mode.png", in: folder)
        #expect(try size(of: "one.png") == [28, 28])
        #expect(try size(of: "mode.png") == [58, 28])
    }

    @Test(arguments: ["sample grey -n 3", "reconstruct grey -n 3"])
    func writesNoEscapesIntoAPipe(arguments: String) {
        for locale in ["C.UTF-8", "C"] {
            let outcome = vae(arguments, in: folder, environment: ["LC_ALL": locale])
            #expect(outcome.status == 0 && outcome.errors == "")
            #expect(!outcome.output.contains("\u{1b}"))
            #expect(outcome.lines.allSatisfy { $0.count <= 80 })
            #expect(outcome.output.utf8.allSatisfy { $0 < 0x80 })
        }
    }

    @Test func reconstructionsAreCaptioned() {
        let outcome = vae("reconstruct grey --index 0,1", in: folder)
        #expect(outcome.lines.first == "grey: test pictures above their reconstructions")
        let captions = outcome.lines.last { $0.contains { $0.isLetter } } ?? ""
        #expect(captions.split(separator: " ").count >= 2)
    }

    @Test(arguments: [
        (
            "sample grey -o samples.jpg",
            "only PNG pictures can be written: samples.jpg: name a file that ends in .png"
        ),
        (
            "sample grey -o samples.png --dither none --invert",
            "a file is not drawn in the terminal: --dither: leave out the flag or -o"
        ),
        (
            "reconstruct grey --glyphs brail",
            "unknown name \"brail\": --glyphs: did you mean braille?"
        ),
        ("sample grey --temperature -1", "the value -1.0 cannot be: --temperature: give 0 or more"),
        (
            "sample grey --temperature nan",
            "the value nan cannot be: --temperature: give 0 or more"
        ),
        (
            "reconstruct grey --index 1,x",
            "there is no picture x in test: --index: give numbers from 0 to 499"
        ),
        (
            "reconstruct grey --index 500",
            "there is no picture 500 in test: --index: give numbers from 0 to 499"
        ),
        (
            "reconstruct grey --index=-1",
            "there is no picture -1 in test: --index: give numbers from 0 to 499"
        ),
        (
            "reconstruct grey --split train --index 200",
            "there is no picture 200 in train: --index: give numbers from 0 to 199"
        ),
    ])
    func refuses(arguments: String, error: String) {
        let outcome = vae(arguments, in: folder)
        #expect(outcome.errors == "vae: \(error)\n")
        #expect(outcome.status == 64)
    }

    @Test func cannotWrite() {
        let outcome = vae("sample grey -o none/samples.png", in: folder)
        #expect(
            outcome.errors
                == "vae: no such file or directory: none/samples.png: check the folder it should "
                + "lie in\n")
        #expect(outcome.status == 73)
    }
}
