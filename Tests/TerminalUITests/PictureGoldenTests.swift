import Glibc
import Pictures
import Platform
import TerminalUI
import Testing

/// Drawings of one picture in every glyph set and dither, as they are to stay.
///
/// After a change that is meant, `VAE_WRITE_GOLDENS=1 swift test --filter PictureGoldenTests`
/// writes them anew; look at every one.
@Suite struct PictureGoldenTests {
    /// A bright ball, shaded from black to white, over a ground that fades to the right.
    static let ball: Picture = {
        var picture = Picture(width: 32, height: 32, channels: 1)
        for y in 0..<32 {
            for x in 0..<32 {
                let (dx, dy) = (2 * x - 31, 2 * y - 31)
                let isBall = dx * dx + dy * dy < 600
                picture[x: x, y: y] = UInt8(isBall ? 128 + 2 * (dx - dy) : 4 * x)
            }
        }
        return picture
    }()

    static let coloredBall: Picture = {
        let grey = PictureGoldenTests.ball
        return Picture(
            width: 32, height: 32, channels: 3,
            pixels: grey.pixels.enumerated().flatMap { place, level in
                [level, UInt8(place / 32 * 8), 255 - level]
            })
    }()

    @Test(arguments: GlyphSet.allCases) func drawsAsBefore(glyphs: GlyphSet) throws {
        var lines = [String]()
        for dither in Dither.allCases {
            let renderer = PictureRenderer(glyphs: glyphs, colors: .mono, dither: dither)
            lines.append("mono \(dither.rawValue)")
            lines += renderer.lines(for: PictureGoldenTests.ball, columns: 16)
        }
        for (name, colors) in [
            ("16", ColorDepth.ansi16), ("256", .palette256), ("full", .trueColor),
        ] {
            for dither in [Dither.none, .search] {
                let renderer = PictureRenderer(glyphs: glyphs, colors: colors, dither: dither)
                lines.append("\(name) \(dither.rawValue)")
                // Escape sequences are written as text, so that the file can be read.
                lines += renderer.lines(for: PictureGoldenTests.coloredBall, columns: 6)
                    .map { $0.replacing("\u{1B}", with: "^") }
            }
        }
        let path = "\(Self.folder)/\(glyphs.rawValue).txt"
        let text = lines.joined(separator: "\n") + "\n"
        if Self.writes { try AtomicFile.write([UInt8](text.utf8), to: path) }
        let golden = String(decoding: try FileSystem.read(path), as: UTF8.self)
        #expect(golden == text)
    }

    private static let folder =
        #filePath.split(separator: "/").dropLast()
        .reduce("") { $0 + "/" + $1 } + "/Goldens"
    private static let writes = getenv("VAE_WRITE_GOLDENS") != nil
}
