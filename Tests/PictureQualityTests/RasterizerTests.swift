import Glibc
import PictureQuality
import Pictures
import Platform
import TerminalUI
import Testing

@Suite struct RasterizerTests {
    @Test func cellsStandInTheirPlaces() throws {
        let colors = [RGBColor(255, 0, 0), RGBColor(0, 255, 0), RGBColor(0, 0, 255), .white]
        let grid = TextGrid(
            columns: 2, rows: 2,
            cells: colors.map { TextCell("▀", foreground: $0, background: RGBColor(1, 2, 3)) })
        let picture = try Rasterizer().picture(of: grid)
        #expect(picture.width == 16 && picture.height == 32)
        for (index, color) in colors.enumerated() {
            let (left, top) = (index % 2 * 8, index / 2 * 16)
            for (x, y) in [(0, 0), (7, 7)] {
                let pixel = (0..<3).map { picture[x: left + x, y: top + y, channel: $0] }
                #expect(pixel == [color.red, color.green, color.blue])
            }
            for (x, y) in [(0, 8), (7, 15)] {
                let pixel = (0..<3).map { picture[x: left + x, y: top + y, channel: $0] }
                #expect(pixel == [1, 2, 3])
            }
        }
    }

    @Test func colorsMixAsLight() throws {
        let grid = TextGrid(columns: 1, rows: 1, cells: [TextCell("▒")])
        let picture = try Rasterizer().picture(of: grid)
        // Half the light of white is code value 188; the mean of the code values would be 128.
        #expect(picture.pixels.allSatisfy { $0 == 188 })
    }

    @Test func ourHalfBlocksComeBackAsTheyWere() throws {
        // Each half of a cell is 8×8 pixels of one colour.
        let picture = Picture(
            width: 64, height: 64, channels: 3,
            pixels: (0..<64 * 64 * 3).map { place in
                let (x, y) = (place / 3 % 64 / 8, place / 3 / 64 / 8)
                return UInt8(truncatingIfNeeded: ((y * 8 + x) * 3 + place % 3) * 37)
            })
        let lines = PictureRenderer(glyphs: .halfBlocks, colors: .trueColor, dither: .none)
            .lines(for: picture, columns: 8)
        let grid = try TerminalText.grid(of: lines, name: "ours")
        let drawn = try Rasterizer().picture(of: grid)
        #expect(drawn == picture)
    }

    /// What the search is for: closer to the picture than the dither it starts from.
    @Test(arguments: [GlyphSet.braille, .quadrants, .asciiShapes, .eighths])
    func theSearchComesCloser(glyphs: GlyphSet) throws {
        var picture = Picture(width: 160, height: 160, channels: 1)
        for y in 0..<160 {
            for x in 0..<160 {
                let (dx, dy) = (Double(x) - 80, Double(y) - 80)
                picture[x: x, y: y] = UInt8(255 * exp(-(dx * dx + dy * dy) / 3000))
            }
        }
        let reference = QualityReference(picture, channels: .luminance, sigma: 4)
        func similarity(_ dither: Dither) throws -> Double {
            let lines = PictureRenderer(glyphs: glyphs, colors: .mono, dither: dither)
                .cells(for: picture, columns: 20, rows: 10)
            let text = (0..<10).map { row in
                String(String.UnicodeScalarView((0..<20).map { lines[$0, row].glyph }))
            }
            return try reference.compare(TerminalText.grid(of: text, name: "ours"), dots: .block)
                .fitted.similarity
        }
        let (found, start) = (try similarity(.search), try similarity(.floydSteinberg))
        #expect(found > start + 0.005, "\(found) against \(start)")
    }

    @Test func anUnknownCharacterIsNamed() {
        let grid = TextGrid(columns: 2, rows: 1, cells: [TextCell("a"), TextCell("ß")])
        let failure = #expect(throws: Failure.self) { try Rasterizer().raster(of: grid) }
        #expect(failure?.place == "U+DF \"ß\"")
    }
}
