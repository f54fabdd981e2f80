import Pictures
import TerminalUI
import Testing

@Suite struct CaptionedGridTests {
    static let white = Picture(width: 14, height: 14, channels: 1, level: 255)
    static let black = Picture(width: 14, height: 14, channels: 1)
    static let renderer = PictureRenderer(glyphs: .ascii, colors: .mono)

    @Test func writesCaptionsUnderPictures() {
        let lines = CaptionedGridTests.renderer.grid(
            [CaptionedGridTests.white, CaptionedGridTests.black, CaptionedGridTests.white],
            captions: ["one", "a very long caption", "three"], columns: 20)
        #expect(
            lines == [
                "@@@@@@@",
                "@@@@@@@",
                "@@@@@@@",
                "@@@@@@@",
                "  one   a very",
                "@@@@@@@",
                "@@@@@@@",
                "@@@@@@@",
                "@@@@@@@",
                " three",
            ])
    }

    @Test func separatesRowsWithoutCaptions() {
        let lines = CaptionedGridTests.renderer.grid(
            [CaptionedGridTests.white, CaptionedGridTests.white, CaptionedGridTests.white],
            columns: 15)
        let two = [String](repeating: "@@@@@@@ @@@@@@@", count: 4)
        #expect(lines == two + [""] + [String](repeating: "@@@@@@@", count: 4))
    }

    @Test func stacksOriginalsOverReconstructions() {
        let pair = [CaptionedGridTests.white, CaptionedGridTests.black]
        let lines = CaptionedGridTests.renderer.grid(
            stacks: [pair, Array(pair.reversed())], captions: ["7", "9"], columns: 80)
        let upper = [String](repeating: "@@@@@@@", count: 4)
        let lower = upper.map { "        " + $0 }
        #expect(lines == upper + lower + ["   7       9"])
    }

    @Test func hidesWhatATerminalWouldObey() {
        let lines = CaptionedGridTests.renderer.grid(
            [CaptionedGridTests.black], captions: ["\u{1B}[2J\u{7}ü"], columns: 80)
        #expect(lines.last == "?[2J?ü")
    }

    @Test func putsPicturesOfSeveralSizesIntoBoxes() {
        let wide = Picture(width: 32, height: 8, channels: 1, level: 255)
        let high = Picture(width: 8, height: 32, channels: 1, level: 255)
        let lines = CaptionedGridTests.renderer.grid(
            [wide, high], captions: ["wide", "high"], columns: 80)
        let side = String(repeating: " ", count: 23) + "@@@@"
        #expect(
            lines == [
                side, side, side,
                "@@@@@@@@@@@@@@@@       @@@@", "@@@@@@@@@@@@@@@@       @@@@",
                side, side, side,
                "      wide             high",
            ])
    }

    @Test func isNeverHigherThanAsked() {
        let lines = CaptionedGridTests.renderer.grid(
            [Picture(width: 28, height: 28, channels: 1, level: 255)], columns: 80, rows: 3)
        #expect(lines == [String](repeating: "    @@@@@@", count: 3))
    }

    @Test func isEmptyForNoPictures() {
        #expect(CaptionedGridTests.renderer.grid([], columns: 80) == [])
    }

    struct Fit: Sendable {
        let glyphs: GlyphSet
        let columns: Int
        var perRow: Int?
        /// Pictures in the first row and their width.
        let expected: [Int]
    }

    static let fits = [
        Fit(glyphs: .ascii, columns: 80, expected: [5, 14]),
        Fit(glyphs: .braille, columns: 80, expected: [5, 14]),
        Fit(glyphs: .halfBlocks, columns: 200, expected: [13, 14]),
        Fit(glyphs: .halfBlocks, columns: 80, perRow: 10, expected: [10, 7]),
        Fit(glyphs: .halfBlocks, columns: 200, perRow: 10, expected: [10, 19]),
        Fit(glyphs: .halfBlocks, columns: 400, perRow: 10, expected: [10, 28]),
        Fit(glyphs: .braille, columns: 200, perRow: 10, expected: [10, 14]),
        Fit(glyphs: .ascii, columns: 80, perRow: 20, expected: [10, 7]),
        Fit(glyphs: .ascii, columns: 80, perRow: 1, expected: [1, 28]),
        Fit(glyphs: .ascii, columns: 5, expected: [1, 5]),
        Fit(glyphs: .ascii, columns: 1, perRow: 10, expected: [1, 1]),
    ]

    @Test(arguments: fits) func fitsTheTerminal(_ fit: Fit) {
        let picture = Picture(width: 28, height: 28, channels: 1, level: 255)
        let lines = PictureRenderer(glyphs: fit.glyphs, colors: .mono).grid(
            [Picture](repeating: picture, count: 30), columns: fit.columns, perRow: fit.perRow)
        let parts = lines[0].split(separator: " ")
        #expect([parts.count, parts[0].count] == fit.expected)
    }

    @Test(arguments: GlyphSet.allCases, ColorDepth.allCases)
    func isNeverWiderThanAsked(glyphs: GlyphSet, colors: ColorDepth) {
        let renderer = PictureRenderer(glyphs: glyphs, colors: colors)
        for side in [1, 8, 28, 64] {
            let pictures = (0..<5).map {
                Picture(width: side, height: side, channels: 3, level: UInt8(60 * $0 + 15))
            }
            for columns in 1...200 {
                let lines = renderer.grid(
                    pictures, captions: ["a", "bb", "long caption", "", "é"], columns: columns,
                    perRow: columns % 3 == 0 ? 10 : nil)
                #expect(lines.allSatisfy { shownWidth($0) <= columns })
            }
        }
    }

    @Test(arguments: GlyphSet.allCases) func givesTheSameBytesTwice(glyphs: GlyphSet) {
        let pictures = [PictureRendererTests.ring, PictureRendererTests.ramp(16, 16)]
        let renderer = PictureRenderer(glyphs: glyphs, colors: .palette256)
        #expect(renderer.grid(pictures, columns: 80) == renderer.grid(pictures, columns: 80))
    }
}
