import Glibc
import Pictures
import Platform
import TestSupport
import Testing

/// `vae render`: pictures from everywhere, what a terminal can show, and the flags that override it.
///
/// The pictures are all white or all black, which every way of drawing shows the same.
@Suite struct RenderTests {
    private let folder = TemporaryFolder()

    init() throws {
        try write(level: 255, width: 4, height: 4, to: "white.pgm")
        try write(level: 0, width: 4, height: 4, to: "black.pgm")
        try folder.write(
            npy("(3, 4, 4)", [255, 0, 255].flatMap { [UInt8](repeating: $0, count: 16) }),
            to: "three.npy")
    }

    private func write(level: UInt8, width: Int, height: Int, to name: String) throws {
        try folder.write(
            Array("P5 \(width) \(height) 255\n".utf8)
                + [UInt8](repeating: level, count: width * height), to: name)
    }

    /// An array of bytes as NumPy writes it.
    private func npy(_ shape: String, _ values: [UInt8]) -> [UInt8] {
        var header = "{'descr': '|u1', 'fortran_order': False, 'shape': \(shape), }"
        header += String(repeating: " ", count: 117 - header.utf8.count) + "\n"
        return [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(header.utf8) + values
    }

    private func lines(_ arguments: String, environment: [String: String] = [:]) -> [String] {
        let outcome = vae("render \(arguments)", in: folder, environment: environment)
        #expect(outcome.errors == "" && outcome.status == 0)
        return outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast().map(String.init)
    }

    /// Lines that show a white picture.
    private func white(_ columns: Int, _ rows: Int) -> [String] {
        [String](repeating: String(repeating: "@", count: columns), count: rows)
    }

    @Test func onePictureFillsWhatItMay() throws {
        #expect(lines("white.pgm") == white(44, 22))
        #expect(lines("white.pgm --width 8") == white(8, 4))
        #expect(lines("white.pgm --height 3") == white(6, 3))
        #expect(lines("black.pgm --width 8") == ["", "", "", ""])
        let small = ["COLUMNS": "10", "LINES": "4"]
        #expect(lines("white.pgm", environment: small) == white(4, 2))
        #expect(lines("white.pgm", environment: ["COLUMNS": "1", "LINES": "1"]) == white(1, 1))
        try write(level: 255, width: 1, height: 1, to: "dot.pgm")
        #expect(lines("dot.pgm --width 6") == white(6, 3))
        try write(level: 255, width: 1, height: 5000, to: "line.pgm")
        #expect(lines("line.pgm") == white(1, 22))
    }

    @Test func severalFollowEachOtherWithTheirNames() {
        #expect(
            lines("white.pgm ./white.pgm --width 4")
                == ["white.pgm"] + white(4, 2) + ["", "./white.pgm"] + white(4, 2))
    }

    @Test(arguments: ["--grid", "--columns 2"])
    func aGridHasThemSideBySide(flags: String) {
        #expect(
            lines("white.pgm black.pgm white.pgm --width 20 \(flags)") == [
                "@@@@@@@", "@@@@@@@", "@@@@@@@", "@@@@@@@", "white.p black.p",
                "@@@@@@@", "@@@@@@@", "@@@@@@@", "@@@@@@@", "white.p",
            ])
    }

    @Test func ofManyTheFirstAreShown() {
        let row = [String](repeating: "@@@@@@@         @@@@@@@", count: 4)
        #expect(
            lines("three.npy") == ["three.npy: 3 of 3 pictures"] + row + ["   0       1       2"])
        #expect(
            lines("three.npy -n 1 --width 6") == ["three.npy: 0"] + white(6, 3))
        #expect(
            lines("three.npy --index 2,0 --columns 1 --width 7")
                == ["three.npy: 2 of 3 pictures"] + white(7, 4) + ["   2"] + white(7, 4) + ["   0"])
        // A row of two, and rows that leave no room for another.
        #expect(
            lines("three.npy --width 15 --height 5").first == "three.npy: 2 of 3 pictures")
    }

    @Test func labelsAreCaptions() throws {
        try folder.write(
            IDXFiles.header([2, 4, 4]) + [UInt8](repeating: 255, count: 32),
            to: "train-images-idx3-ubyte")
        try folder.write(
            IDXFiles.header([2]) + [7, 1], to: "train-labels-idx1-ubyte")
        let row = [String](repeating: "@@@@@@@ @@@@@@@", count: 4)
        #expect(
            lines("train-images-idx3-ubyte")
                == ["train-images-idx3-ubyte: 2 of 2 pictures"] + row + ["   7       1"])
        #expect(
            lines("train-images-idx3-ubyte --index 0 --width 2")
                == ["train-images-idx3-ubyte 0: 7"] + white(2, 1))
    }

    @Test func aFolderMayHaveSeveralSizes() throws {
        try write(level: 255, width: 16, height: 4, to: "photos/a.pgm")
        try write(level: 255, width: 4, height: 16, to: "photos/b.pgm")
        try folder.write("no picture", to: "photos/notes.txt")
        #expect(
            lines("photos") == [
                "photos: 2 of 2 pictures",
                "            @@", "@@@@@@@@    @@", "            @@", "            @@",
                " a.pgm    b.pgm",
            ])
    }

    @Test func subFoldersAreClasses() throws {
        try write(level: 255, width: 4, height: 4, to: "animals/cat/1.pgm")
        try write(level: 255, width: 4, height: 4, to: "animals/dog/2.pgm")
        #expect(lines("animals").last == "  cat     dog")
    }

    @Test func standardInputIsAPicture() {
        let outcome = RunningProgram(
            ["render", "-", "--width", "4"], in: folder, input: folder.path(of: "white.pgm")
        ).finish()
        #expect(outcome.output == "@@@@\n@@@@\n" && outcome.status == 0)
    }

    // Two pixels of no opacity.
    private static let transparent: [UInt8] = [
        137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 2, 0, 0, 0, 1, 8,
        6, 0, 0, 0, 244, 34, 127, 138, 0, 0, 0, 14, 73, 68, 65, 84, 120, 156, 99, 224, 228, 228,
        100, 0, 97, 0, 1, 23, 0, 55, 119, 130, 241, 22, 0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96,
        130,
    ]

    @Test func theBackgroundShowsThrough() throws {
        try folder.write(Self.transparent, to: "clear.png")
        #expect(lines("clear.png --width 4") == [""])
        #expect(lines("clear.png --width 4 --background white") == ["@@@@"])
    }

    @Test(arguments: [
        ("half", "████"), ("block", "████"), ("braille", "⣿⣿⣿⣿"), ("ascii", "@@@@"),
    ])
    func aSetThatIsNamedIsUsed(glyphs: String, line: String) {
        for locale in ["C", "C.UTF-8"] {
            let outcome = lines(
                "white.pgm --width 4 --glyphs \(glyphs)", environment: ["LC_ALL": locale])
            #expect(outcome == [line, line])
        }
    }

    @Test func coloursComeIntoAPipeOnlyWhereForced() {
        let terminal = ["TERM": "xterm-256color"]
        func hasEscapes(_ flags: String, _ more: [String: String]) -> Bool {
            lines("white.pgm \(flags)", environment: terminal.merging(more) { $1 })
                .contains { $0.contains("\u{1B}[") }
        }
        #expect(!hasEscapes("--glyphs half", [:]))
        #expect(hasEscapes("", ["CLICOLOR_FORCE": "1"]))
        #expect(!hasEscapes("", ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"]))
        #expect(!hasEscapes("--colors mono", ["CLICOLOR_FORCE": "1"]))
        #expect(hasEscapes("--colors 256", ["NO_COLOR": "1"]))
        #expect(hasEscapes("--colors full", [:]))
    }

    struct TerminalCase: Sendable {
        let environment: [String: String]
        /// A character that stands for white; nil where it is drawn with a colour.
        let white: String?
    }

    static let terminals = [
        TerminalCase(environment: ["TERM": "xterm-256color"], white: nil),
        TerminalCase(environment: ["TERM": "xterm-256color", "NO_COLOR": "1"], white: "⣿"),
        TerminalCase(environment: ["TERM": "dumb"], white: "⣿"),
        TerminalCase(environment: ["TERM": "dumb", "LC_ALL": "C"], white: "@"),
        TerminalCase(
            environment: ["TERM": "linux", "NO_COLOR": "1", "LC_ALL": "en_US.UTF-8"], white: "█"),
        TerminalCase(
            environment: ["TERM": "xterm", "NO_COLOR": "1", "LC_ALL": "en_US.UTF-8"], white: "⣿"),
    ]

    @Test(arguments: terminals) func showsWhatTheTerminalCan(_ example: TerminalCase) {
        let outcome = PseudoTerminal.run(
            "render white.pgm", in: folder, columns: 20, environment: example.environment)
        #expect(outcome.status == 0)
        let lines = outcome.output.split(separator: "\r\n")
        #expect(lines.count == 10)
        if let white = example.white {
            #expect(lines.allSatisfy { $0 == String(repeating: white, count: 20) })
        } else {
            #expect(lines.allSatisfy { $0.contains("\u{1B}[") && $0.hasSuffix("\u{1B}[0m") })
        }
    }

    @Test func namesCannotCommandTheTerminal() throws {
        try write(level: 255, width: 4, height: 4, to: "\u{1B}[2J.pgm")
        let outcome = vae(
            ["render", "\u{1B}[2J.pgm", "white.pgm", "--width", "2"], in: folder)
        #expect(outcome.output == "?[2J.pgm\n@@\n\nwhite.pgm\n@@\n")
    }

    static let glyphNames =
        "auto, ascii, shape, half, quadrant, sextant, eighth, block, braille"

    @Test(arguments: [
        ("none.png", 66, "no such file or directory: none.png: check the path"),
        ("fashion-mnst", 66, "no such data set: fashion-mnst: did you mean fashion-mnist?"),
        ("empty.png", 65, "the file is empty: empty.png: copy it again"),
        ("cut.pgm", 65, "PGM or PPM file is truncated: cut.pgm: copy it again"),
        ("flat.pgm", 65, "PGM or PPM file is corrupt (0x5 pixels): flat.pgm: copy it again"),
        (
            "huge.pgm", 65,
            "picture of 100000x100000 is too large: huge.pgm: "
                + "at most 16384 pixels a side are possible"
        ),
        (
            "a.gif", 65,
            "neither a picture nor a file of pictures: a.gif: "
                + "name a PNG, JPEG, PGM or PPM file, or data for vae train"
        ),
        (
            "wrong.png", 65,
            "not a picture: wrong.png: remove it, or convert it to PNG, JPEG, PGM or PPM"
        ),
        (
            "three.npy --index 3", 64,
            "there is no picture 3 in three.npy: --index: give numbers from 0 to 2"
        ),
        (
            "white.pgm --index 0", 64,
            "there is only one picture in each file: --index: leave it out"
        ),
        ("three.npy -n 0", 64, "the value 0 cannot be: -n: give 1 or more"),
        ("white.pgm --columns 0", 64, "the value 0 cannot be: --columns: give 1 or more"),
        (
            "white.pgm --background red", 64,
            "unknown name \"red\": --background: known are black, white"
        ),
        ("white.pgm --glyphs x", 64, "unknown name \"x\": --glyphs: known are \(glyphNames)"),
        (
            "white.pgm --glyphs sixtant", 64,
            "unknown name \"sixtant\": --glyphs: did you mean sextant?"
        ),
        (
            "white.pgm --dither bayer", 64,
            "unknown name \"bayer\": --dither: known are auto, none, ordered, blue-noise, "
                + "floyd-steinberg, search"
        ),
        (
            "white.pgm --colors 8", 64,
            "unknown name \"8\": --colors: known are auto, mono, 16, 256, full"
        ),
        (
            "white.pgm --levels x", 64,
            "unknown name \"x\": --levels: known are auto, absolute, stretch"
        ),
        (
            "white.pgm --width 0", 64,
            "the value 0 cannot be: --width: give a number from 1 to 10000"
        ),
        (
            "white.pgm --height -1", 64,
            "the value -1 cannot be: --height: give a number from 1 to 10000"
        ),
        (
            "white.pgm --exposure nan", 64,
            "the value nan cannot be: --exposure: give a number from -20 to 20"
        ),
        (
            "white.pgm --contrast 0", 64,
            "the value 0.0 cannot be: --contrast: give a number above 0"
        ),
        ("white.pgm --gamma -1", 64, "the value -1.0 cannot be: --gamma: give a number above 0"),
        (
            "white.pgm --dot-coverage 1.5", 64,
            "the value 1.5 cannot be: --dot-coverage: give a number above 0, at most 1"
        ),
    ])
    func refuses(arguments: String, status: Int32, error: String) throws {
        try folder.write([UInt8](), to: "empty.png")
        try folder.write("P5 4 4 255\nabc", to: "cut.pgm")
        try folder.write("P5 0 5 255\n", to: "flat.pgm")
        try folder.write("P5 100000 100000 255\n", to: "huge.pgm")
        try folder.write("GIF89a......", to: "a.gif")
        try folder.write("GIF89a......", to: "wrong.png")
        let outcome = vae("render \(arguments)", in: folder)
        #expect(outcome.errors == "vae: \(error)\n")
        #expect(outcome.output == "")
        #expect(outcome.status == status)
    }

    @Test func nMayNotStandBesideIndex() {
        let outcome = vae("render three.npy -n 2 --index 0", in: folder)
        #expect(outcome.errors.hasPrefix("Error: -n and --index exclude each other."))
        #expect(outcome.status == 64)
    }
}
