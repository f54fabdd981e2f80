import TensorCore
import TestSupport
import Testing

/// One entry of `operations.json`: what a function computed elsewhere, in float64.
struct OperationFixture: Decodable, Sendable, CustomTestStringConvertible {
    struct Values: Decodable, Sendable {
        let shape: [Int]
        let values: [Double]

        var tensor: Tensor { Tensor(values.map { Float($0) }, shape: Shape(shape)) }
    }

    let function: String
    let inputs: [Values]
    let output: Values
    let upstream: [Double]
    let gradients: [[Double]]

    var testDescription: String {
        ([function] + inputs.map { "\($0.shape)" }).joined(separator: " ")
    }

    /// All entries of the file.
    static func load() throws -> [OperationFixture] { try decodeFixture("operations.json") }
}
