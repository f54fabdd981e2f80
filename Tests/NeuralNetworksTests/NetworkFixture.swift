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

    struct PictureLayer: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        /// The shape of the input, pictures channels last.
        let input: [Int]
        /// Parameters and running averages.
        let paths: [String]
        let output: Samples
        let inputGradient: Samples
        let gradients: [String: Samples]
        /// Output outside training.
        let inference: Samples
        let inferenceInputGradient: Samples
        /// Running averages after the step.
        let running: [String: [Double]]

        var testDescription: String { name }
    }

    struct Plateau: Decodable, Sendable {
        let values: [Double]
        /// The factor of the learning rate after each value.
        let factors: [Float]
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
    let pictureLayers: [PictureLayer]
    let plateau: Plateau
    let optimizers: [Trajectory]
    let clipping: [Clipping]

    static func load() throws -> NetworkFixture { try decodeFixture("networks.json") }
}
