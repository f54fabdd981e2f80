import Autoencoders
import NeuralNetworks
import TensorCore
import TestSupport

/// Decoders whose geometry can be told by hand or that come from random weights.
struct CurvedDecoder {
    let model: VariationalAutoencoder
    let parameters: ParameterSet

    var geometry: DecoderGeometry { DecoderGeometry(model: model, parameters: parameters) }

    /// A fully connected model with weights from a formula in [-scale, scale).
    static func random(
        latents: Int, likelihood: LikelihoodConfiguration, activation: Activation = .tanh,
        scale: Float = 1
    ) -> CurvedDecoder {
        let trained = SmallModel.trained(
            ModelConfiguration(
                exampleShape: [1, 4, 4], latentDimensions: latents,
                architecture: .mlp(MLPConfiguration(hidden: [12], activation: activation)),
                likelihood: likelihood),
            scale: scale)
        return CurvedDecoder(model: trained.model, parameters: trained.parameters)
    }

    /// φ = W z / σ, `loadings` being W, `[elements][latents]`.
    static func linear(_ loadings: [[Float]], sigma: Float) -> CurvedDecoder {
        made(
            latents: loadings[0].count, elements: loadings.count, hidden: [], sigma: sigma,
            ["decoder.layers.0.weight": loadings.flatMap { $0 }])
    }

    /// A plane with a pyramid on it: φ = (x, y, height max(0, 1 − |x| − |y|)).
    static func pyramid(height: Float) -> CurvedDecoder {
        made(
            latents: 2, elements: 3, hidden: [5, 4], sigma: 1,
            [
                // x and y above and below 0.
                "decoder.layers.0.weight": [1, 0, -1, 0, 0, 1, 0, -1],
                // They once more, and the pyramid.
                "decoder.layers.2.weight": [
                    1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, -1, -1, -1, -1,
                ],
                "decoder.layers.2.bias": [0, 0, 0, 0, 1],
                "decoder.layers.4.weight": [
                    1, -1, 0, 0, 0, 0, 0, 1, -1, 0, 0, 0, 0, 0, height,
                ],
            ])
    }

    private static func made(
        latents: Int, elements: Int, hidden: [Int], sigma: Float, _ weights: [String: [Float]]
    ) -> CurvedDecoder {
        let model = VariationalAutoencoder(
            ModelConfiguration(
                exampleShape: [1, 1, elements], latentDimensions: latents,
                architecture: .mlp(MLPConfiguration(hidden: hidden)),
                likelihood: .gaussian(sigma: sigma)))
        let parameters = ParameterSet(zeros: model.parameters)
        for parameter in model.parameters {
            guard let values = weights[parameter.path] else { continue }
            parameters.set(parameter, to: Tensor(values, shape: parameter.shape))
        }
        return CurvedDecoder(model: model, parameters: parameters)
    }
}
