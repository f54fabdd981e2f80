import Pictures
import TerminalUI
import Testing

@Suite struct PictureRendererTests {
    /// Black on the left to white on the right.
    static func ramp(_ width: Int, _ height: Int) -> Picture {
        let row = (0..<width).map { UInt8($0 * 255 / max(width - 1, 1)) }
        return Picture(
            width: width, height: height, channels: 1,
            pixels: (0..<height).flatMap { _ in row })
    }

    /// A white ring on black, 16×16.
    static let ring: Picture = {
        var picture = Picture(width: 16, height: 16, channels: 1)
        for y in 0..<16 {
            for x in 0..<16 {
                let square = (2 * x - 15) * (2 * x - 15) + (2 * y - 15) * (2 * y - 15)
                if (80...200).contains(square) { picture[x: x, y: y] = 255 }
            }
        }
        return picture
    }()

    @Test func drawsTheRampInASCII() {
        let renderer = PictureRenderer(glyphs: .ascii, colors: .mono)
        let lines = renderer.lines(for: PictureRendererTests.ramp(10, 4), columns: 10)
        #expect(lines == [" .:-=+*#%@", " .:-=+*#%@"])
    }

    @Test func drawsARingInASCII() {
        let renderer = PictureRenderer(glyphs: .ascii, colors: .mono)
        #expect(
            renderer.lines(for: PictureRendererTests.ring, columns: 16) == [
                "     ++++++     ",
                "   +@@@@@@@@+   ",
                " +@@+      +@@+ ",
                " @@@        @@@ ",
                " @@@        @@@ ",
                " +@@+      +@@+ ",
                "   +@@@@@@@@+   ",
                "     ++++++     ",
            ])
    }

    @Test func drawsARingInBraille() {
        let renderer = PictureRenderer(glyphs: .braille, colors: .mono)
        #expect(
            renderer.lines(for: PictureRendererTests.ring, columns: 8) == [
                " ⢀⣴⣶⣶⣦⡀ ",
                "⢰⣿⠁  ⠈⣿⡆",
                "⠸⣿⡀  ⢀⣿⠇",
                " ⠈⠻⠿⠿⠟⠁ ",
            ])
    }

    @Test func drawsARingInHalfBlocks() {
        let renderer = PictureRenderer(glyphs: .halfBlocks, colors: .mono)
        #expect(
            renderer.lines(for: PictureRendererTests.ring, columns: 16) == [
                "     ▄▄▄▄▄▄     ",
                "   ▄████████▄   ",
                " ▄██▀      ▀██▄ ",
                " ███        ███ ",
                " ███        ███ ",
                " ▀██▄      ▄██▀ ",
                "   ▀████████▀   ",
                "     ▀▀▀▀▀▀     ",
            ])
    }

    @Test func dithersGreyInBraille() {
        let renderer = PictureRenderer(glyphs: .braille, colors: .mono)
        #expect(
            renderer.lines(for: PictureRendererTests.ramp(32, 16), columns: 16) == [
                "  ⠁⠅⠕⢅⠕⢕⢝⢵⢝⢽⢿⣽⢿⣿",
                "  ⠁⠅⠅⠅⠕⢕⢕⢕⢝⢽⢽⢽⢿⣿",
                "  ⠁⠅⠕⢅⠕⢕⢝⢵⢝⢽⢿⣽⢿⣿",
                "  ⠁⠅⠅⠅⠕⢕⢕⢕⢝⢽⢽⢽⢿⣿",
            ])
    }

    @Test(arguments: 0...8) func lightsAsManyDotsAsTheLevelSays(eighths: Int) {
        // 16×16 dots: four whole matrices, each lighting 8 of 64 for an eighth.
        let level = UInt8(min(eighths * 32, 255))
        let picture = Picture(width: 16, height: 16, channels: 1, level: level)
        let lines = PictureRenderer(glyphs: .braille, colors: .mono).lines(for: picture, columns: 8)
        let dots = lines.joined().unicodeScalars.reduce(0) { sum, scalar in
            sum + (scalar == " " ? 0 : (scalar.value - 0x2800).nonzeroBitCount)
        }
        #expect(dots == eighths * 32)
    }

    static let fourColors = Picture(
        width: 4, height: 2, channels: 3,
        pixels: [
            255, 0, 0, 255, 0, 0, 0, 0, 255, 9, 9, 9,
            0, 0, 255, 0, 0, 255, 255, 0, 0, 9, 9, 9,
        ])

    static let colorLines: [(ColorDepth, String)] = [
        (.trueColor, "[38;2;255;0;0;48;2;0;0;255m▀▀▄[48;2;9;9;9m [0m"),
        (.palette256, "[38;5;196;48;5;21m▀▀▄[48;5;232m [0m"),
        (.ansi16, "[31;44m▀▀▄[40m [0m"),
        (.mono, "▀   "),
    ]

    @Test(arguments: colorLines) func writesOnlyChangesOfColor(depth: ColorDepth, line: String) {
        let renderer = PictureRenderer(glyphs: .halfBlocks, colors: depth)
        let lines = renderer.lines(for: PictureRendererTests.fourColors, columns: 4)
        #expect(lines == [line.replacing("[", with: "\u{1B}[")])
    }

    static let paletteGreys: [(UInt8, Int)] = [
        (0, 16), (3, 16), (5, 232), (8, 232), (12, 232), (14, 233), (95, 59), (128, 244),
        (135, 102), (238, 255), (246, 255), (247, 231), (255, 231),
    ]

    @Test(arguments: paletteGreys) func findsTheNearestGrey(level: UInt8, index: Int) {
        let picture = Picture(width: 1, height: 2, channels: 1, level: level)
        let renderer = PictureRenderer(glyphs: .halfBlocks, colors: .palette256)
        #expect(renderer.lines(for: picture, columns: 1) == ["\u{1B}[48;5;\(index)m \u{1B}[0m"])
    }

    @Test func averagesAreasToShrink() {
        let picture = Picture(width: 3, height: 2, channels: 1, pixels: [0, 90, 30, 60, 90, 210])
        let renderer = PictureRenderer(glyphs: .halfBlocks, colors: .trueColor)
        // Two columns of one and a half pixels: (0 + 90/2) / 1.5 and (90/2 + 30) / 1.5 above.
        #expect(
            renderer.lines(for: picture, columns: 2) == [
                "\u{1B}[38;2;30;30;30;48;2;70;70;70m▀\u{1B}[38;2;50;50;50;48;2;170;170;170m▀\u{1B}[0m"
            ])
    }

    @Test func interpolatesToGrow() {
        let picture = Picture(width: 2, height: 1, channels: 1, pixels: [0, 200])
        let renderer = PictureRenderer(glyphs: .halfBlocks, colors: .trueColor)
        let colors = [0, 50, 150, 200].map { "\u{1B}[48;2;\($0);\($0);\($0)m " }
        #expect(renderer.lines(for: picture, columns: 4) == [colors.joined() + "\u{1B}[0m"])
    }

    @Test func keepsWithinRows() {
        let renderer = PictureRenderer(glyphs: .ascii, colors: .mono)
        let lines = renderer.lines(
            for: PictureRendererTests.ring, columns: 80, rows: 5)
        #expect(lines.count == 5)
        #expect(lines.allSatisfy { $0.count == 10 })
    }

    static let shapes = [(1, 1), (1, 64), (64, 1), (7, 3), (3, 50), (28, 28), (33, 64), (64, 64)]

    @Test(arguments: GlyphSet.allCases, ColorDepth.allCases)
    func isNeverWiderThanAsked(glyphs: GlyphSet, colors: ColorDepth) {
        let renderer = PictureRenderer(glyphs: glyphs, colors: colors)
        for (width, height) in PictureRendererTests.shapes {
            let picture = PictureRendererTests.ramp(width, height)
            for columns in 1...200 {
                let lines = renderer.lines(for: picture, columns: columns, rows: 12)
                let widths = Set(lines.map { shownWidth($0) })
                #expect(widths.count == 1, "lines of one picture differ in width")
                #expect((widths.max() ?? 0) <= columns)
                #expect((1...12).contains(lines.count))
                let hasEscapes = lines.contains { $0.utf8.contains(0x1B) }
                #expect(hasEscapes == (glyphs == .halfBlocks && colors != .mono))
                if hasEscapes { #expect(lines.allSatisfy { $0.hasSuffix("\u{1B}[0m") }) }
            }
        }
    }

    @Test func isOnlyASCIIWhereAsked() {
        let lines = PictureRenderer(glyphs: .ascii, colors: .trueColor)
            .lines(for: PictureRendererTests.ring, columns: 37)
        #expect(lines.joined().utf8.allSatisfy { (0x20..<0x7F).contains($0) })
    }

    @Test(arguments: GlyphSet.allCases) func drawsRedGreenBlueByBrightness(glyphs: GlyphSet) {
        let grey = PictureRendererTests.ramp(9, 9)
        let color = Picture(
            width: 9, height: 9, channels: 3, pixels: grey.pixels.flatMap { [$0, $0, $0] })
        let renderer = PictureRenderer(glyphs: glyphs, colors: .mono)
        #expect(renderer.lines(for: grey, columns: 13) == renderer.lines(for: color, columns: 13))
    }
}

/// How many characters of `line` a terminal shows.
func shownWidth(_ line: String) -> Int {
    var count = 0
    var isEscape = false
    for scalar in line.unicodeScalars {
        if isEscape {
            if scalar == "m" { isEscape = false }
        } else if scalar == "\u{1B}" {
            isEscape = true
        } else {
            count += 1
        }
    }
    return count
}
