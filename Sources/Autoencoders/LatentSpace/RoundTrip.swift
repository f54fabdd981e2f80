public import NeuralNetworks
import Platform
import TensorCore

/// Where the encoder puts the picture that a point decodes to: z → mean picture → z′.
///
/// Where z is among the codes of the data, z′ is near to it. To go on from z′ leads to them.
public struct RoundTrip: Sendable, Equatable {
    /// The posterior mean of the decoded picture, `[latentDimensions]`.
    public let end: [Float]
    /// From z to `end` in deviations of the data: √(Σⱼ ((z′ⱼ − zⱼ) / deviationⱼ)²), a Euclidean
    /// distance that is not divided by the number of latents.
    public let distance: Double

    /// Goes from `z` through `model` and back.
    ///
    /// The encoder sees intensities, also where the model was trained on binarised pixels.
    ///
    /// - Parameter deviations: of each latent, such as `LatentStatistics.deviations`.
    /// - Precondition: `z` and `deviations` have as many values as the model has latents.
    public init(
        from z: [Float], deviations: [Double], model: VariationalAutoencoder,
        parameters: ParameterSet
    ) {
        let latents = model.configuration.latentDimensions
        require(
            z.count == latents && deviations.count == latents,
            "RoundTrip: a point of \(z.count) latents and \(deviations.count) deviations for "
                + "\(latents) latents")
        let picture = model.pictures(
            of: Tensor(z, shape: [1, latents]), parameters: parameters)
        let end = model.embed(picture, parameters: parameters).elements
        self.end = end
        distance =
            z.indices.reduce(0) { sum, j in
                let difference = (Double(end[j]) - Double(z[j])) / deviations[j]
                return sum + difference * difference
            }.squareRoot()
    }
}
