import Autoencoders
import Glibc
import NeuralNetworks
import TensorCore
import TestSupport
import Testing

/// Changes and directions of decoders whose geometry is known.
@Suite struct DecoderGeometryTests {
    /// Columns that are orthogonal, of lengths √1.5, √1.125 and √0.625.
    private static let loadings: [[Float]] = [
        [0.5, 0.75, 0], [0.5, -0.75, 0], [0.5, 0, 0.5], [0.5, 0, -0.5], [0.5, 0, 0.25],
        [0.5, 0, -0.25],
    ]

    @Test func aLinearDecoderChangesByItsLoadings() {
        let geometry = CurvedDecoder.linear(Self.loadings, sigma: 0.5).geometry
        let changes = geometry.change(along: [[0, 0, 0], [1, 0, 0], [1, 2, 0], [1, 2, 0]])
        #expect(close(changes, [sqrt(1.5) * 2, sqrt(1.125) * 4, 0], 1e-6))
        #expect(geometry.change(along: [[1, 2, 3]]) == [])
    }

    @Test func theAxesOfALinearDecoderAreItsSingularVectors() {
        // The loadings with their latents turned: first the third, then the first.
        let (c, s): (Float, Float) = (0.8, 0.6)
        let turned = Self.loadings.map { [c * $0[2] + s * $0[0], $0[1], -s * $0[2] + c * $0[0]] }
        for z: [Float] in [[0, 0, 0], [1, -2, 0.5]] {
            let axes = CurvedDecoder.linear(turned, sigma: 0.5).geometry.localAxes(at: z)
            let lengths = [1.5, 1.125, 0.625].map { $0.squareRoot() * 2 }
            #expect(close(axes.map(\.changePerUnit), lengths, 1e-3))
            let directions = axes.map { $0.direction.map { Double($0) } }
            #expect(close(directions[0], [0.6, 0, 0.8], 1e-3))
            #expect(close(directions[1], [0, 1, 0], 1e-3))
            #expect(close(directions[2], [0.8, 0, -0.6], 1e-3))
        }
    }

    @Test func theFirstAxisIsWhereThePictureChangesMost() {
        let geometry = CurvedDecoder.random(latents: 3, likelihood: .bernoulli).geometry
        let z: [Float] = [0.3, -0.4, 0.1]
        for axis in geometry.localAxes(at: z) {
            let step = zip(z, axis.direction).map { $0 + 0.05 * $1 }
            let change = geometry.change(along: [z, step])[0] / 0.05
            #expect(abs(change / axis.changePerUnit - 1) < 0.1)
        }
    }

    @Test(arguments: [LikelihoodConfiguration.bernoulli, .gaussian(sigma: 0.5)])
    func theGradientOfTheEnergyIsMeasured(likelihood: LikelihoodConfiguration) {
        let geometry = CurvedDecoder.random(latents: 2, likelihood: likelihood).geometry
        var random = SplitMix64(seed: 3)
        let points = random.tensor([5, 2], in: -1...1)
        let (value, gradient, changes) = geometry.energy(of: points)
        #expect(abs(value - 4 * changes.reduce(0) { $0 + $1 * $1 }) < 1e-9 * value)
        #expect(
            changes == geometry.change(along: (0..<5).map { points.row($0).elements }))

        func energy(_ index: Int, _ nudge: Float) -> Double {
            var elements = points.elements
            elements[index] += nudge
            return geometry.energy(of: Tensor(elements, shape: [5, 2])).value
        }
        for (index, given) in gradient.elements.enumerated() {
            let near = energy(index, 0.02) - energy(index, -0.02)
            let far = energy(index, 0.04) - energy(index, -0.04)
            let measured = (8 * near - far) / 0.24
            #expect(abs(Double(given) - measured) < 2e-3 * max(1, abs(measured)), "\(index)")
        }
    }

    @Test func pointsOfAnotherSpaceTrap() async {
        await #expect(processExitsWith: .failure) {
            _ = CurvedDecoder.linear([[1, 0]], sigma: 1).geometry.change(along: [[1, 2], [1]])
        }
        await #expect(processExitsWith: .failure) {
            _ = CurvedDecoder.linear([[1, 0]], sigma: 1).geometry.localAxes(at: [1])
        }
        await #expect(processExitsWith: .failure) {
            _ = CurvedDecoder.linear([[1, 0]], sigma: 1).geometry.change(along: [])
        }
    }
}
