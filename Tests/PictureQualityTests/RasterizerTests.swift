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
        let picture = Picture(
            width: 8, height: 8, channels: 3,
            pixels: (0..<192).map { UInt8(truncatingIfNeeded: $0 * 37) })
        let lines = PictureRenderer(glyphs: .halfBlocks, colors: .trueColor)
            .lines(for: picture, columns: 8)
        let grid = try TerminalText.grid(of: lines, name: "ours")
        let drawn = try Rasterizer().picture(of: grid)
        #expect(drawn.width == 64 && drawn.height == 64)
        for y in 0..<8 {
            for x in 0..<8 {
                for channel in 0..<3 {
                    let sample = drawn[x: x * 8 + 4, y: y * 8 + 4, channel: channel]
                    #expect(sample == picture[x: x, y: y, channel: channel])
                }
            }
        }
    }

    @Test func anUnknownCharacterIsNamed() {
        let grid = TextGrid(columns: 2, rows: 1, cells: [TextCell("a"), TextCell("ß")])
        let failure = #expect(throws: Failure.self) { try Rasterizer().raster(of: grid) }
        #expect(failure?.place == "U+DF \"ß\"")
    }
}
