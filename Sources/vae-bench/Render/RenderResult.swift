import PictureQuality

/// How well one renderer drew one picture: a line of JSON.
struct RenderResult: Encodable {
    enum Renderer: String, Encodable { case ours, chafa }

    let target: String
    let picture: String
    let columns: Int
    let rows: Int
    let renderer: Renderer
    let setting: String
    let dots: String
    /// The blur in pixels, of which a cell has 8×16.
    let sigma: Double
    /// In decibels.
    let signalToNoise: Double
    let similarity: Double
    /// The factor that the light was multiplied by; 1 where colours are compared as they are.
    let gain: Double
    /// Of processor time; without the start of the program.
    let microsecondsPerCell: Double
    let bytesPerCell: Double

    private enum CodingKeys: String, CodingKey {
        case target, picture, columns, rows, renderer, setting, dots, sigma
        case signalToNoise = "psnr"
        case similarity = "ssim"
        case gain
        case microsecondsPerCell = "microseconds_per_cell"
        case bytesPerCell = "bytes_per_cell"
    }
}

extension RenderResult {
    init(
        _ target: RenderTarget, picture: String, drawing: Drawing, dots: BrailleDots,
        sigma: Double, scores: QualityScores
    ) {
        let isFitted = target.channels == .luminance
        let score = isFitted ? scores.fitted : scores.raw
        self.init(
            target: target.name, picture: picture, columns: drawing.grid.columns,
            rows: drawing.grid.rows, renderer: drawing.renderer, setting: drawing.setting,
            dots: dots.rawValue, sigma: sigma, signalToNoise: score.signalToNoise,
            similarity: score.similarity, gain: isFitted ? scores.gain : 1,
            microsecondsPerCell: drawing.seconds * 1e6 / Double(drawing.grid.cells.count),
            bytesPerCell: Double(drawing.byteCount) / Double(drawing.grid.cells.count))
    }
}

/// A picture as some renderer drew it.
struct Drawing {
    let renderer: RenderResult.Renderer
    let setting: String
    let grid: TextGrid
    let byteCount: Int
    let seconds: Double
}
