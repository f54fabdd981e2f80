import TestSupport
import Testing

/// The part of `networks.json` that is about autoencoders: what PyTorch computes.
struct AutoencoderFixture: Decodable, Sendable {
    struct TrainingStep: Decodable, Sendable, CustomTestStringConvertible {
        struct Weights: Decodable, Sendable {
            let path: String
            let shape: [Int]
            let gradientNorm: Double
            /// Which elements the two lists hold.
            let indices: [Int]
            let gradients: [Double]
            let weights: [Double]
            /// The length of the whole change of the weights.
            let change: Double
        }

        let architecture: String
        let exampleShape: [Int]
        let latentDimensions: Int
        let batch: Int
        /// The size of the weights.
        let scale: Float
        let loss: Double
        let reconstruction: Double
        let kl: Double
        let parameters: [Weights]

        var testDescription: String { "\(architecture) \(exampleShape)" }
    }

    struct Objective: Decodable, Sendable, CustomTestStringConvertible {
        let beta: Float
        let freeBits: Float
        let loss: Double
        let perLatent: [Double]
        let gradients: [[Double]]

        var testDescription: String { "beta \(beta), free bits \(freeBits)" }
    }

    struct Tail: Decodable, Sendable {
        let count: Int
        let shape: Double
        let kHat: Double
    }

    struct Architecture: Decodable, Sendable, CustomTestStringConvertible {
        let architecture: String
        let exampleShape: [Int]
        let paths: [String]
        let shapes: [[Int]]

        var testDescription: String { "\(architecture) \(exampleShape)" }
    }

    let trainingSteps: [TrainingStep]
    let architectures: [Architecture]
    let objectives: [Objective]
    let tails: [Tail]

    static func load() throws -> AutoencoderFixture { try decodeFixture("networks.json") }
}
