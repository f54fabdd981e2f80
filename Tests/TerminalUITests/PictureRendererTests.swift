import CAllocations
import Glibc
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

    @Test func mixesLightAndNotSamples() {
        let board = Picture(
            width: 64, height: 64, channels: 1,
            pixels: (0..<64 * 64).map { ($0 / 64 + $0) % 2 == 0 ? 0 : 255 })
        let renderer = PictureRenderer(glyphs: .halfBlocks, colors: .trueColor, dither: .none)
        // Half the light of white is sample 188, not 128.
        #expect(
            renderer.cells(for: board, columns: 1, rows: 1).lines()
                == ["\u{1B}[48;2;188;188;188m \u{1B}[0m"])
    }

    @Test func averagesAreasToShrink() {
        let picture = Picture(
            width: 48, height: 32, channels: 1,
            pixels: (0..<48 * 32).map { ($0 % 48 < 24) == ($0 / 48 < 16) ? 0 : 255 })
        let renderer = PictureRenderer(glyphs: .quadrants, colors: .trueColor, dither: .none)
        #expect(
            renderer.cells(for: picture, columns: 1, rows: 1).cells
                == [Cell("▞", foreground: .rgb(255, 255, 255), background: .rgb(0, 0, 0))])
    }

    @Test func growsSmoothly() {
        let picture = Picture(
            width: 4, height: 2, channels: 1, pixels: [0, 60, 160, 255, 0, 60, 160, 255])
        let renderer = PictureRenderer(glyphs: .halfBlocks, colors: .trueColor, dither: .none)
        let levels = renderer.cells(for: picture, columns: 32, rows: 2).cells[..<32].map { cell in
            if case .rgb(let red, _, _) = cell.background { return Int(red) }
            return -1
        }
        #expect(levels == levels.sorted(), "brightness rises along the row")
        #expect(Set(levels).count > 20, "no tiles: \(levels)")
    }

    static let thresholds: [Dither] = [.none, .ordered, .blueNoise]

    @Test(arguments: thresholds) func redrawsOnlyWhatChanged(dither: Dither) {
        var picture = PictureRendererTests.ramp(64, 64)
        let renderer = PictureRenderer(glyphs: .braille, colors: .mono, dither: dither)
        let before = renderer.cells(for: picture, columns: 32, rows: 16)
        for y in 0..<8 {
            for x in 0..<8 { picture[x: x, y: y] = 255 }
        }
        let after = renderer.cells(for: picture, columns: 32, rows: 16)
        let changed = before.cells.indices.filter { before.cells[$0] != after.cells[$0] }
        #expect(!changed.isEmpty)
        #expect(changed.allSatisfy { $0 % 32 < 4 && $0 / 32 < 2 })
    }

    @Test(arguments: [0, 51, 102, 153, 204, 255] as [UInt8], Dither.allCases)
    func lightsAsManyDotsAsThereIsLight(level: UInt8, dither: Dither) {
        var renderer = PictureRenderer(glyphs: .braille, colors: .mono, dither: dither)
        renderer.tone.levels = .absolute
        renderer.tone.dotCoverage = 1
        let picture = Picture(width: 64, height: 64, channels: 1, level: level)
        let cells = renderer.cells(for: picture, columns: 32, rows: 16).cells
        let dots = cells.reduce(0) { sum, cell in
            sum + (cell.glyph == " " ? 0 : (cell.glyph.value - 0x2800).nonzeroBitCount)
        }
        let encoded = Double(level) / 255
        let light = encoded <= 0.04045 ? encoded / 12.92 : pow((encoded + 0.055) / 1.055, 2.4)
        let wanted = dither == .none ? (light > 0.5 ? 1 : 0) : light
        // A search gives up a few of the sparsest dots, which would stand out.
        #expect(abs(Double(dots) / 4096 - wanted) < (dither == .search ? 0.035 : 0.01))
    }

    @Test func liftsMidTonesWhereDotsAreSmall() {
        let picture = Picture(width: 32, height: 32, channels: 1, level: 128)
        var renderer = PictureRenderer(glyphs: .braille, colors: .mono, dither: .ordered)
        renderer.tone.levels = .absolute
        let coverages: [Float] = [1, 0.5, 0.2]
        let counts = coverages.map { coverage -> Int in
            renderer.tone.dotCoverage = coverage
            return renderer.cells(for: picture, columns: 16, rows: 8).cells
                .reduce(0) {
                    $0 + ($1.glyph == " " ? 0 : ($1.glyph.value - 0x2800).nonzeroBitCount)
                }
        }
        // 0.216^(c^0.62) of 1,024 dots.
        #expect(
            abs(counts[0] - 221) <= 16 && abs(counts[1] - 377) <= 16 && abs(counts[2] - 582) <= 16)
    }

    @Test func brightensTheBrightestToWhiteInDots() {
        let dark = Picture(width: 8, height: 8, channels: 1, level: 40)
        let renderer = PictureRenderer(glyphs: .braille, colors: .mono)
        #expect(renderer.lines(for: dark, columns: 4) == ["⣿⣿⣿⣿", "⣿⣿⣿⣿"])
        let black = Picture(width: 8, height: 8, channels: 1)
        #expect(renderer.lines(for: black, columns: 4) == ["", ""])
    }

    @Test func changesTheTone() {
        let picture = Picture(width: 2, height: 2, channels: 1, level: 100)
        func sample(_ change: (inout Tone) -> Void) -> UInt8? {
            var renderer = PictureRenderer(glyphs: .halfBlocks, colors: .trueColor)
            change(&renderer.tone)
            let cell = renderer.cells(for: picture, columns: 1, rows: 1)[0, 0]
            if case .rgb(let red, _, _) = cell.background { return red }
            return nil
        }
        #expect(sample { _ in } == 100)
        // Light 0.1274: doubled 0.2548; 0.18 (0.1274 / 0.18)² = 0.0902; its root 0.3569.
        #expect(sample { $0.exposure = 1 } == 138)
        #expect(sample { $0.contrast = 2 } == 85)
        #expect(sample { $0.gamma = 2 } == 161)
        #expect(sample { $0.isInverted = true } == 155)
        #expect(sample { $0.levels = .stretched } == 255)
    }

    @Test(arguments: GlyphSet.allCases, ColorDepth.allCases)
    func drawsTheSameTwice(glyphs: GlyphSet, colors: ColorDepth) {
        let renderer = PictureRenderer(glyphs: glyphs, colors: colors)
        let picture = PictureRendererTests.ring
        #expect(
            renderer.cells(for: picture, columns: 13, rows: 6)
                == renderer.cells(for: picture, columns: 13, rows: 6))
    }

    /// The count is one for the process, so the drawing has a process of its own.
    @Test func takesNoMemoryPerCell() async {
        await #expect(processExitsWith: .success) {
            for glyphs in GlyphSet.allCases {
                for dither in Dither.allCases {
                    for colors in [ColorDepth.mono, .palette256, .trueColor] {
                        let renderer = PictureRenderer(
                            glyphs: glyphs, colors: colors, dither: dither)
                        let (few, many) = (
                            allocations(renderer, 8, 4), allocations(renderer, 40, 20)
                        )
                        // Arrays that grow as they are filled take some more.
                        #expect(many <= few + 60, "\(glyphs) \(dither) \(colors)")
                    }
                }
            }
        }
    }

    static let paletteGreys: [(UInt8, Int)] = [
        (0, 16), (3, 16), (5, 232), (8, 232), (12, 232), (14, 233), (95, 59), (128, 244),
        (135, 102), (238, 255), (246, 255), (247, 231), (255, 231),
    ]

    @Test(arguments: paletteGreys) func findsTheNearestGrey(level: UInt8, index: Int) {
        let picture = Picture(width: 1, height: 2, channels: 1, level: level)
        let renderer = PictureRenderer(glyphs: .halfBlocks, colors: .palette256, dither: .none)
        #expect(renderer.lines(for: picture, columns: 1) == ["\u{1B}[48;5;\(index)m \u{1B}[0m"])
    }

    @Test func keepsWithinRows() {
        let renderer = PictureRenderer(glyphs: .ascii, colors: .mono)
        let size = renderer.size(of: PictureRendererTests.ring, columns: 80, rows: 5)
        #expect(size == (10, 5))
        #expect(renderer.lines(for: PictureRendererTests.ring, columns: 80, rows: 5).count == 5)
    }

    static let shapes = [(1, 1), (1, 64), (64, 1), (7, 3), (3, 50), (28, 28), (33, 64), (64, 64)]

    @Test(arguments: GlyphSet.allCases, ColorDepth.allCases)
    func fitsWhatIsAsked(glyphs: GlyphSet, colors: ColorDepth) {
        let renderer = PictureRenderer(glyphs: glyphs, colors: colors)
        for (width, height) in PictureRendererTests.shapes {
            let picture = PictureRendererTests.ramp(width, height)
            for columns in [1, 2, 7, 80] {
                let lines = renderer.lines(for: picture, columns: columns, rows: 8)
                #expect(lines.allSatisfy { shownWidth($0) <= columns })
                #expect((1...8).contains(lines.count))
                for line in lines where line.utf8.contains(0x1B) {
                    #expect(colors != .mono)
                    #expect(line.hasSuffix("\u{1B}[0m"))
                }
            }
        }
    }

    @Test(arguments: [GlyphSet.ascii, .asciiShapes]) func isOnlyASCIIWhereAsked(glyphs: GlyphSet) {
        let lines = PictureRenderer(glyphs: glyphs, colors: .mono)
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

/// Allocations of one drawing, after one that fills the tables.
private func allocations(_ renderer: PictureRenderer, _ columns: Int, _ rows: Int) -> UInt64 {
    _ = renderer.cells(for: PictureRendererTests.ring, columns: columns, rows: rows)
    let before = vae_allocation_count()
    _ = renderer.cells(for: PictureRendererTests.ring, columns: columns, rows: rows)
    return vae_allocation_count() - before
}
