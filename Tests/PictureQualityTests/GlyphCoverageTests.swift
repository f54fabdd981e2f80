import PictureQuality
import Platform
import Testing

/// The masks of characters, against their geometry.
@Suite struct GlyphCoverageTests {
    private func mask(
        _ glyph: Unicode.Scalar, _ dots: BrailleDots = .font
    ) throws(Failure) -> [Float] {
        try GlyphCoverage.mask(of: glyph, dots: dots).coverage
    }

    /// The mask of a character that covers whole pixels, as rows of text.
    private func drawn(_ glyph: Unicode.Scalar, _ dots: BrailleDots = .font) throws -> [String] {
        let coverage = try mask(glyph, dots)
        return (0..<16).map { row in
            String(coverage[row * 8..<row * 8 + 8].map { $0 == 1 ? "#" : $0 == 0 ? "." : "?" })
        }
    }

    @Test(
        arguments: [
            (" ", 0), ("\u{A0}", 0), ("█", 1), ("▀", 0.5), ("▄", 0.5), ("▌", 0.5), ("▐", 0.5),
            ("░", 0.25), ("▒", 0.5), ("▓", 0.75), ("▁", 0.125), ("▂", 0.25), ("▃", 0.375),
            ("▅", 0.625), ("▆", 0.75), ("▇", 0.875), ("▉", 0.875), ("▊", 0.75), ("▋", 0.625),
            ("▍", 0.375), ("▎", 0.25), ("▏", 0.125), ("▔", 0.125), ("▕", 0.125), ("▖", 0.25),
            ("▗", 0.25), ("▘", 0.25), ("▝", 0.25), ("▙", 0.75), ("▛", 0.75), ("▜", 0.75),
            ("▟", 0.75),
            ("▚", 0.5), ("▞", 0.5), ("\u{1FB00}", 1 / 6), ("\u{1FB3B}", 5 / 6),
            ("─", 8 / 128), ("━", 16 / 128), ("│", 16 / 128), ("┃", 32 / 128), ("═", 16 / 128),
        ] as [(Unicode.Scalar, Float)])
    func coversItsShareOfTheCell(glyph: Unicode.Scalar, share: Float) throws {
        let density = try GlyphCoverage.mask(of: glyph, dots: .font).density
        #expect(abs(density - share) < 1e-5)
    }

    @Test(
        arguments: [
            ("▀", 0, 0), ("▄", 7, 15), ("▌", 0, 8), ("▐", 7, 8), ("▁", 0, 15), ("▃", 0, 10),
            ("▏", 0, 8), ("▊", 5, 8), ("▔", 0, 1), ("▕", 7, 8), ("▖", 0, 15), ("▗", 7, 15),
            ("▘", 0, 0), ("▝", 7, 0), ("▚", 0, 0), ("▚", 7, 15), ("▞", 7, 0), ("▞", 0, 15),
        ] as [(Unicode.Scalar, Int, Int)])
    func coversThePixel(glyph: Unicode.Scalar, x: Int, y: Int) throws {
        #expect(try mask(glyph)[y * 8 + x] == 1)
    }

    @Test(
        arguments: [
            ("▙", 7, 0), ("▛", 7, 15), ("▜", 0, 15), ("▟", 0, 0), ("▉", 7, 8), ("▎", 2, 8),
            ("▂", 0, 11),
        ] as [(Unicode.Scalar, Int, Int)])
    func leavesThePixel(glyph: Unicode.Scalar, x: Int, y: Int) throws {
        #expect(try mask(glyph)[y * 8 + x] == 0)
    }

    @Test func sextantsAreAllPatternsOfSixButFour() throws {
        var patterns = Set<Int>()
        for value in UInt32(0x1FB00)...0x1FB3B {
            let coverage = try mask(try #require(Unicode.Scalar(value)))
            var pattern = 0
            for part in 0..<6 {
                let pixel = (part / 2 * 5 + 2) * 8 + part % 2 * 4 + 1
                if coverage[pixel] == 1 { pattern |= 1 << part }
            }
            #expect(patterns.max() ?? 0 < pattern)
            patterns.insert(pattern)
        }
        #expect(patterns == Set(0...63).subtracting([0, 0b010101, 0b101010, 63]))
    }

    @Test func sextantsEndWithinPixels() throws {
        let upper = try mask("\u{1FB02}")
        #expect(upper[4 * 8] == 1 && abs(upper[5 * 8] - 1 / 3) < 1e-5 && upper[6 * 8] == 0)
    }

    @Test(
        arguments: [(BrailleDots.font, 0.2), (.chafa, 0.5), (.block, 1)] as [(BrailleDots, Float)])
    func brailleCoversWhatItsFontDraws(dots: BrailleDots, share: Float) throws {
        let density = try GlyphCoverage.mask(of: "⣿", dots: dots).density
        #expect(abs(density - share) < 0.001)
    }

    @Test(
        arguments: [
            ("⠁", 0, 0), ("⠂", 0, 1), ("⠄", 0, 2), ("⡀", 0, 3), ("⠈", 1, 0), ("⠐", 1, 1),
            ("⠠", 1, 2),
            ("⢀", 1, 3),
        ] as [(Unicode.Scalar, Int, Int)])
    func dotsStandInTheirPlaces(glyph: Unicode.Scalar, column: Int, row: Int) throws {
        for dots in BrailleDots.allCases {
            let coverage = try mask(glyph, dots)
            let inPlace = (0..<128).filter { $0 % 8 / 4 == column && $0 / 32 == row }
            let inside = inPlace.reduce(0) { $0 + coverage[$1] }
            let all = coverage.reduce(0, +)
            #expect(all > 3 && inside > 0.98 * all)
        }
    }

    @Test func chafasDotsAreTwoColumnsWide() throws {
        #expect(try drawn("⡇", .chafa) == Array(repeating: ".##.....", count: 16))
        #expect(try drawn("⢸", .chafa) == Array(repeating: ".....##.", count: 16))
    }

    @Test func asciiIsThatOfTheTable() throws {
        let underscore = try mask("_")
        #expect(underscore[..<112].allSatisfy { $0 == 0 })
        #expect(underscore[112...].allSatisfy { abs($0 - 4 / 15) < 1e-6 })
    }

    @Test func cornersOfBoxesMeetInTheMiddle() throws {
        let corner = try drawn("┏")
        #expect(corner[..<7].allSatisfy { $0 == "........" })
        #expect(corner[7...8].allSatisfy { $0 == "...#####" })
        #expect(corner[9...].allSatisfy { $0 == "...##..." })
    }

    @Test func diagonalsRiseAndFall() throws {
        let (rising, falling) = (try mask("╱"), try mask("╲"))
        #expect(rising[7] > 0.3 && rising[0] == 0 && falling[0] > 0.3 && falling[7] == 0)
        for pixel in 0..<128 {
            let mirrored = pixel / 8 * 8 + 7 - pixel % 8
            #expect(abs(rising[pixel] - falling[mirrored]) < 0.02)
            #expect(try mask("╳")[pixel] >= max(rising[pixel], falling[pixel]))
        }
    }

    @Test(
        arguments: [
            ("é", "U+E9 \"é\""), ("\u{1CD00}", "U+1CD00 \"\u{1CD00}\""), ("\t", "U+9 \"\t\""),
        ] as [(Unicode.Scalar, String)])
    func refusesAnUnknownCharacter(glyph: Unicode.Scalar, place: String) {
        let failure = #expect(throws: Failure.self) {
            try GlyphCoverage.mask(of: glyph, dots: .font)
        }
        #expect(
            failure?.description == "the shape of the character is not known: \(place): "
                + "draw with ASCII, braille, blocks, sextants or lines")
    }
}
