import Glibc
import PictureQuality
import Pictures
import Testing

/// Scores whose values can be told without a program.
@Suite struct QualityReferenceTests {
    private let columns = 6
    private let rows = 3

    private func plain(_ level: UInt8) -> Picture {
        Picture(width: columns * 8, height: rows * 16, channels: 1, level: level)
    }

    private func grid(_ cell: (_ index: Int) -> TextCell) -> TextGrid {
        TextGrid(columns: columns, rows: rows, cells: (0..<columns * rows).map(cell))
    }

    @Test(arguments: [ComparedChannels.color, .luminance])
    func whatIsDrawnRightHasTheBestScore(channels: ComparedChannels) throws {
        let cells = grid {
            TextCell(
                "▚", foreground: RGBColor(UInt8($0 * 14), 99, 10),
                background: RGBColor(3, UInt8(255 - $0 * 14), 80))
        }
        let picture = try Rasterizer().picture(of: cells)
        let scores = try QualityReference(picture, channels: channels, sigma: 4).compare(cells)
        #expect(scores.raw.signalToNoise > 90 && abs(scores.raw.similarity - 1) < 1e-6)
        #expect(abs(scores.gain - 1) < 1e-4)
    }

    @Test(arguments: [2.0, 4])
    func anEvenErrorGivesItsRatio(sigma: Double) throws {
        let reference = QualityReference(plain(128), channels: .color, sigma: sigma)
        let drawn = grid { _ in TextCell(" ", background: RGBColor(138, 138, 138)) }
        let scores = try reference.compare(drawn)
        #expect(abs(scores.raw.signalToNoise - 20 * log10(255.0 / 10)) < 0.001)
        #expect(scores.fitted.signalToNoise > 90)
    }

    @Test func colorsCountByThemselves() throws {
        let reference = QualityReference(plain(128), channels: .color, sigma: 4)
        let drawn = grid { _ in TextCell(" ", background: RGBColor(138, 128, 128)) }
        // A third of the values is wrong by 10.
        let ratio = 20 * log10(255.0 / 10) + 10 * log10(3.0)
        #expect(abs(try reference.compare(drawn).raw.signalToNoise - ratio) < 0.001)
    }

    @Test(arguments: [(BrailleDots.font, 0.2), (.chafa, 0.5), (.block, 1)])
    func theGainMakesUpForTheFont(dots: BrailleDots, share: Double) throws {
        let light = QualityReference(plain(255), channels: .luminance, sigma: 4)
        let scores = try light.compare(grid { _ in TextCell("⣿") }, dots: dots)
        // At the edges the picture is a little brighter or darker: dots stand there for what is
        // beyond.
        #expect(abs(scores.gain * share - 1) < 0.1)
        #expect(scores.fitted.signalToNoise >= scores.raw.signalToNoise)
        #expect(scores.fitted.signalToNoise > 20)
    }

    @Test func blackStaysBlack() throws {
        let reference = QualityReference(plain(255), channels: .luminance, sigma: 4)
        let scores = try reference.compare(grid { _ in TextCell(" ") })
        #expect(scores.gain == 1)
        #expect(scores.raw == scores.fitted)
        #expect(abs(scores.raw.signalToNoise) < 0.001)
    }

    @Test func theBlurForgivesWhatIsSmall() throws {
        // Stripes of half a cell against their mean: from afar they are the same.
        let stripes = grid { _ in TextCell("▌") }
        let mean = QualityReference(plain(188), channels: .luminance, sigma: 4)
        let sharp = QualityReference(plain(188), channels: .luminance, sigma: 2)
        let (far, near) = (try mean.compare(stripes), try sharp.compare(stripes))
        #expect(far.raw.signalToNoise > 20)
        #expect(near.raw.signalToNoise < far.raw.signalToNoise - 5)
    }
}
