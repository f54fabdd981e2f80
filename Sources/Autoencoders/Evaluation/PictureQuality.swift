import Glibc
import Platform
public import TensorCore

/// How near pictures are to their originals, by the measures of image compression.
///
/// Both are means over pictures of levels in [0, 1].
public struct PictureQuality: Sendable {
    /// The side of the window of the structural similarity; smaller pictures have none.
    public static let windowSide = 11

    /// How many pictures have been taken in.
    public private(set) var pictureCount = 0
    private var signalToNoiseSum = 0.0
    private var similaritySum = 0.0
    private let shape: [Int]
    private var similarity: StructuralSimilarity?

    /// Quality of no pictures yet, of `shape` `[channels, height, width]`.
    public init(shape: [Int]) {
        require(
            shape.count == 3 && shape.allSatisfy { $0 > 0 },
            "PictureQuality: \(shape) is not [channels, height, width]")
        self.shape = shape
        let hasWindow = min(shape[1], shape[2]) >= PictureQuality.windowSide
        similarity = hasWindow ? StructuralSimilarity(height: shape[1], width: shape[2]) : nil
    }

    /// Takes in the first `count` rows of two batches, `[rows, channels · height · width]`.
    public mutating func add(_ pictures: Tensor, originals: Tensor, count: Int) {
        let size = shape.reduce(1, *)
        require(
            pictures.count >= count * size && originals.count >= count * size,
            "PictureQuality: \(pictures.shape) and \(originals.shape) for \(count) of \(shape)")
        pictures.withUnsafeElements { pictures in
            originals.withUnsafeElements { originals in
                for row in 0..<count {
                    let range = row * size..<(row + 1) * size
                    add(
                        UnsafeBufferPointer(rebasing: pictures[range]),
                        UnsafeBufferPointer(rebasing: originals[range]))
                }
            }
        }
    }

    /// −10 log₁₀ of the mean squared error, decibels, mean over pictures; infinite if one has no
    /// error at all.
    public var peakSignalToNoiseRatio: Double { signalToNoiseSum / count }

    /// The structural similarity, at most 1; nil for sides under `windowSide`.
    ///
    /// Windows of 11 × 11 with Gaussian weights of deviation 1.5, only where they fit whole,
    /// K₁ = 0.01, K₂ = 0.03, mean over windows and channels. (Wang et al., "Image quality
    /// assessment: from error visibility to structural similarity", 2004.)
    public var structuralSimilarity: Double? { similarity.map { _ in similaritySum / count } }

    private var count: Double { Double(max(pictureCount, 1)) }

    private mutating func add(
        _ picture: UnsafeBufferPointer<Float>, _ original: UnsafeBufferPointer<Float>
    ) {
        var squares = 0.0
        for index in picture.indices {
            let difference = Double(picture[index]) - Double(original[index])
            squares += difference * difference
        }
        signalToNoiseSum -= 10 * log10(squares / Double(picture.count))
        pictureCount += 1
        let (channels, plane) = (shape[0], shape[1] * shape[2])
        for channel in 0..<channels {
            let range = channel * plane..<(channel + 1) * plane
            let mean = similarity?.mean(
                UnsafeBufferPointer(rebasing: picture[range]),
                UnsafeBufferPointer(rebasing: original[range]))
            similaritySum += (mean ?? 0) / Double(channels)
        }
    }
}

/// The structural similarity of two planes of one size, with the memory that it takes.
private struct StructuralSimilarity: Sendable {
    private let height: Int
    private let width: Int
    private let weights: [Double]
    // Sums over the window's columns of x, y, x², y², xy, `[5, height, windows across]`.
    private var columns: [Double]

    init(height: Int, width: Int) {
        self.height = height
        self.width = width
        let side = PictureQuality.windowSide
        let values = (0..<side).map { exp(-pow(Double($0 - side / 2), 2) / (2 * 1.5 * 1.5)) }
        let sum = values.reduce(0, +)
        weights = values.map { $0 / sum }
        columns = Array(repeating: 0, count: 5 * height * (width - side + 1))
    }

    /// The mean over all windows that fit whole.
    mutating func mean(_ x: UnsafeBufferPointer<Float>, _ y: UnsafeBufferPointer<Float>) -> Double {
        let across = width - weights.count + 1
        let plane = height * across
        return columns.withUnsafeMutableBufferPointer { columns in
            weights.withUnsafeBufferPointer { weights in
                columns.update(repeating: 0)
                for row in 0..<height {
                    for (tap, weight) in weights.enumerated() {
                        let source = row * width + tap
                        for column in 0..<across {
                            let a = Double(x[source + column])
                            let b = Double(y[source + column])
                            let target = row * across + column
                            columns[target] += weight * a
                            columns[plane + target] += weight * b
                            columns[2 * plane + target] += weight * a * a
                            columns[3 * plane + target] += weight * b * b
                            columns[4 * plane + target] += weight * a * b
                        }
                    }
                }
                return meanOfWindows(UnsafeBufferPointer(columns), weights, across: across)
            }
        }
    }
}

private func meanOfWindows(
    _ columns: UnsafeBufferPointer<Double>, _ weights: UnsafeBufferPointer<Double>, across: Int
) -> Double {
    let plane = columns.count / 5
    let windows = plane - (weights.count - 1) * across
    let (c1, c2) = (0.01 * 0.01, 0.03 * 0.03)
    var total = 0.0
    for window in 0..<windows {
        var (x, y, xx, yy, xy) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for (tap, weight) in weights.enumerated() {
            let source = window + tap * across
            x += weight * columns[source]
            y += weight * columns[plane + source]
            xx += weight * columns[2 * plane + source]
            yy += weight * columns[3 * plane + source]
            xy += weight * columns[4 * plane + source]
        }
        let covariance = xy - x * y
        let (varianceX, varianceY) = (xx - x * x, yy - y * y)
        total +=
            (2 * x * y + c1) * (2 * covariance + c2)
            / ((x * x + y * y + c1) * (varianceX + varianceY + c2))
    }
    return total / Double(windows)
}
