import TestSupport
import Testing

/// The part of `networks.json` that is about layers and optimisers: what PyTorch computes.
struct NetworkFixture: Decodable, Sendable {
    struct Layer: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let output: [Double]
        let inputGradient: [Double]
        let paths: [String]
        let shapes: [[Int]]
        let gradients: [[Double]]

        var testDescription: String { name }
    }

    struct Trajectory: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        /// Weight and bias after each step, one behind the other.
        let steps: [[Double]]

        var testDescription: String { name }
    }

    struct Clipping: Decodable, Sendable {
        let bound: Float
        let norm: Double
        let clipped: [[Double]]
    }

    let layers: [Layer]
    let optimizers: [Trajectory]
    let clipping: [Clipping]

    static func load() throws -> NetworkFixture { try decodeFixture("networks.json") }
}
