public import NeuralNetworks
import Platform
package import TensorCore

/// How much the decoded distribution changes as a point moves through the latent space.
///
/// Changes are Fisher–Rao lengths, ‖φ_a − φ_b‖ in the flat coordinates φ of the likelihood: half the
/// square of a small one is the Kullback–Leibler divergence of the two decoded distributions, in
/// nats. The latent space inherits the metric Jᵀ J, J being dφ/dz. (Arvanitidis et al., "Pulling
/// back information geometry", 2022.)
public struct DecoderGeometry: Sendable {
    /// A direction of the latent space, and how fast the picture changes along it.
    public struct LocalAxis: Sendable, Equatable {
        /// Of length 1, `[latentDimensions]`; the entry of largest magnitude is positive.
        public let direction: [Float]
        /// The Fisher–Rao length of a small step along the direction, over that of the step.
        public let changePerUnit: Double
    }

    private let model: VariationalAutoencoder
    private let parameters: ParameterSet

    /// How many latents a point has.
    public var latentDimensions: Int { model.configuration.latentDimensions }

    /// The geometry that the decoder of `model` gives to its latent space.
    public init(model: VariationalAutoencoder, parameters: ParameterSet) {
        self.model = model
        self.parameters = parameters
    }

    /// The change of each step from one of `points` to the next, `[points.count − 1]`.
    ///
    /// - Precondition: there is at least one point, and all have as many latents as the model.
    public func change(along points: [[Float]]) -> [Double] {
        stepChanges(model.likelihood.fisherCoordinates(decode(Variable(tensor(points))).value))
    }

    /// The directions at `z` by falling change: the eigenvectors of Jᵀ J, with the roots of their
    /// eigenvalues.
    ///
    /// J is measured by central differences of ±0.01, two decoded pictures a latent.
    ///
    /// - Precondition: `z` has as many latents as the model.
    public func localAxes(at z: [Float]) -> [LocalAxis] {
        let (latents, nudge) = (z.count, Float(0.01))
        let points = (0..<latents).flatMap { latent in
            [nudge, -nudge].map { offset in
                var point = z
                point[latent] += offset
                return point
            }
        }
        let coordinates = model.likelihood.fisherCoordinates(
            decode(Variable(tensor(points))).value)
        let size = coordinates.shape[1]
        var metric = [Double](repeating: 0, count: latents * latents)
        coordinates.withUnsafeElements { φ in
            // Row j of the transposed Jacobian, 2 nudge times too long.
            let rows = (0..<latents).map { j in
                (0..<size).map { φ[2 * j * size + $0] - φ[(2 * j + 1) * size + $0] }
            }
            for i in 0..<latents {
                for j in i..<latents {
                    var sum = 0.0
                    for element in 0..<size {
                        sum += Double(rows[i][element]) * Double(rows[j][element])
                    }
                    metric[i * latents + j] = sum / (4 * Double(nudge) * Double(nudge))
                }
            }
        }
        let eigen = SymmetricEigenproblem(metric, size: latents)
        return zip(eigen.vectors, eigen.values).map { vector, value in
            LocalAxis(
                direction: vector.map { Float($0) },
                changePerUnit: max(value, 0).squareRoot())
        }
    }

    /// The energy of the curve through `points` `[n + 1, latentDimensions]`, E = n Σ ‖φᵢ₊₁ − φᵢ‖²,
    /// its gradient by the points, of their shape, and the change of each step.
    ///
    /// E is at least the square of the curve's length, and equal to it where all steps are as long.
    package func energy(
        of points: Tensor
    ) -> (value: Double, gradient: Tensor, changes: [Double]) {
        // The weights are constants of this tape: gradients by them are not computed.
        let tape = Tape()
        let z = tape.variable(points)
        let output = decode(z)
        let coordinates = model.likelihood.fisherCoordinates(output.value)
        let slopes = model.likelihood.fisherSlopes(output.value)
        let (count, size) = (coordinates.shape[0], coordinates.shape[1])
        let steps = Float(count - 1)
        let seed = Tensor(shape: coordinates.shape) { seed in
            coordinates.withUnsafeElements { φ in
                slopes.withUnsafeElements { slopes in
                    for index in 0..<count * size {
                        let back = index < size ? 0 : φ[index] - φ[index - size]
                        let ahead =
                            index >= (count - 1) * size ? 0 : φ[index + size] - φ[index]
                        seed[index] = 2 * steps * (back - ahead) * slopes[index]
                    }
                }
            }
        }
        // Its gradient by z is that of E, whatever the likelihood computes φ with.
        let loss = (output * Variable(seed)).sum()
        let changes = stepChanges(coordinates)
        return (
            Double(steps) * changes.reduce(0) { $0 + $1 * $1 },
            tape.gradients(of: loss)[z] ?? .zeros(points.shape), changes
        )
    }

    private func decode(_ z: Variable) -> Variable {
        model.decode(z, in: ForwardPass(inference: parameters))
    }

    private func tensor(_ points: [[Float]]) -> Tensor {
        require(!points.isEmpty, "DecoderGeometry: no points")
        for point in points {
            require(
                point.count == latentDimensions,
                "DecoderGeometry: a point of \(point.count) latents, not \(latentDimensions)")
        }
        return Tensor(points.flatMap { $0 }, shape: [points.count, latentDimensions])
    }
}

/// The distance of each row of `coordinates` from the one before.
private func stepChanges(_ coordinates: Tensor) -> [Double] {
    let size = coordinates.shape[1]
    return coordinates.withUnsafeElements { φ in
        (1..<max(coordinates.shape[0], 1)).map { row in
            var sum = 0.0
            for index in row * size..<(row + 1) * size {
                let difference = Double(φ[index] - φ[index - size])
                sum += difference * difference
            }
            return sum.squareRoot()
        }
    }
}
