import TensorCore
import TestSupport
import Testing

/// One entry of `pictures.json`: what an operation on pictures computed elsewhere, in float64.
///
/// Which settings there are depends on the operation; sizes are `[height, width]`.
struct PictureFixture: Decodable, Sendable, CustomTestStringConvertible {
    /// The kinds of operations that there are entries of.
    enum Kind: String, Decodable, CaseIterable {
        case convolution, transposedConvolution, normalize, maximumPool, averagePool, resample
    }

    let operation: Kind
    let inputShapes: [[Int]]
    let output: Samples
    let gradients: [Samples]
    let kernel: [Int]?
    let stride: [Int]?
    let padding: [Int]?
    let outputPadding: [Int]?
    let grouping: String?
    let groups: Int?
    let epsilon: Float?
    let shift: Float?
    let resampling: Resampling?
    let size: [Int]?

    static func load() throws -> [PictureFixture] { try decodeFixture("pictures.json") }

    /// The pictures and what else goes in; `shift` moves the pictures away from 0.
    var inputs: [Tensor] {
        let inputs = inputShapes.enumerated().map { index, shape in
            Formula.tensor(
                UInt64(1 + index), Shape(shape), scale: index == 0 && shift == nil ? 2 : 1)
        }
        guard let shift else { return inputs }
        return inputs.map { (Variable($0) + shift).value }
    }

    /// The gradient that arrives at the output.
    var upstream: Tensor { Formula.tensor(9, Shape(output.shape)) }

    /// The operation, by the public functions.
    func callAsFunction(_ v: [Variable]) throws -> Variable {
        switch operation {
        case .convolution, .transposedConvolution:
            let geometry = ConvolutionGeometry(
                stride: pair(stride, 1), padding: pair(padding, 0),
                outputPadding: pair(outputPadding, 0),
                isTransposed: operation == .transposedConvolution)
            return v[0].convolution(
                weight: v[1], bias: v.count > 2 ? v[2] : nil, geometry: geometry)
        case .normalize:
            return v[0].normalized(
                Normalization(try normalizationGrouping, epsilon: try #require(epsilon)))
        case .maximumPool, .averagePool:
            return v[0].pooled(
                Pooling(
                    operation == .maximumPool ? .maximum : .average, kernel: pair(kernel, 1),
                    stride: pair(stride, 1), padding: pair(padding, 0)))
        case .resample:
            return v[0].resampled(to: pair(size, 1), try #require(resampling))
        }
    }

    private var normalizationGrouping: Normalization.Grouping {
        get throws {
            switch try #require(grouping) {
            case "batch": .batch
            case "layer": .layer
            default: .groups(try #require(groups))
            }
        }
    }

    private func pair(_ sizes: [Int]?, _ usual: Int) -> Size2D {
        sizes.map { Size2D(height: $0[0], width: $0[1]) } ?? Size2D(usual)
    }

    var testDescription: String {
        let settings: [(String, [Int]?)] = [
            ("kernel", kernel), ("stride", stride), ("padding", padding),
            ("output padding", outputPadding), ("to", size),
        ]
        let words = settings.compactMap { name, sizes in sizes.map { "\(name) \($0)" } }
        let names = [grouping, groups.map { "\($0)" }, resampling?.rawValue].compactMap { $0 }
        return (["\(operation)"] + names + inputShapes.map { "\($0)" } + words)
            .joined(separator: " ")
    }
}
