public import Pictures
import Platform
public import TerminalUI

/// Decoded levels in [0, 1] as grey or colour pictures.
public struct PictureRendering: Rendering {
    private let channels: Int
    private let height: Int
    private let width: Int

    /// Pictures whose values lie in the order `[channels, height, width]`.
    public init(channels: Int, height: Int, width: Int) {
        self.channels = channels
        self.height = height
        self.width = width
    }

    /// The largest size of the picture's shape, a cell being twice as high as wide.
    public func size(columns: Int, rows: Int) -> (columns: Int, rows: Int) {
        let shape = Double(height) / Double(width) / 2
        let wanted = max(Int((Double(columns) * shape).rounded()), 1)
        if wanted <= rows { return (columns, wanted) }
        return (min(max(Int((Double(rows) / shape).rounded()), 1), columns), rows)
    }

    /// The picture as `renderer` draws it.
    public func cells(
        for decoded: Decoded, columns: Int, rows: Int, with renderer: PictureRenderer
    ) -> CellBuffer {
        renderer.cells(for: picture(of: decoded), columns: columns, rows: rows)
    }

    /// |decoded − original| of each sample, and their mean square error.
    public func error(
        of decoded: Decoded, against original: Decoded
    ) -> (shown: Decoded, measure: String) {
        require(
            decoded.values.count == original.values.count,
            "error: \(decoded.values.count) values against \(original.values.count)")
        var square = 0.0
        let difference = zip(decoded.values, original.values).map { made, wanted in
            square += Double((made - wanted) * (made - wanted))
            return abs(made - wanted)
        }
        let mean = square / Double(max(difference.count, 1))
        return (Decoded(difference), "MSE \(Numbers.fixed(mean, 3))")
    }

    /// The levels as 8-bit samples.
    public func picture(of decoded: Decoded) -> Picture {
        Picture(width: width, height: height, channels: channels, planar: decoded.values)
    }
}
