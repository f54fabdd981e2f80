import Autoencoders
import NeuralNetworks
import Platform
import TensorCore

/// What there is to say of a model.
struct ModelInfo: Encodable {
    struct Layer: Encodable {
        let name: String
        let shape: [Int]
        let count: Int
    }

    let description: ModelDescription
    let parameters: [Layer]
    let parameterCount: Int

    init(_ trained: TrainedModel) {
        description = trained.description
        parameters = trained.model.parameters.map {
            Layer(name: $0.path, shape: $0.shape.dimensions, count: $0.shape.count)
        }
        parameterCount = trained.parameters.scalarCount
    }

    var lines: [String] {
        let (model, data) = (description.model, description.data)
        let width = parameters.map(\.name.count).max() ?? 0
        var lines = [
            "pictures    \(model.exampleShapeText), \(model.pixels.rawValue)",
            "latents     \(model.latentDimensions), posterior \(model.posterior.rawValue), "
                + "prior \(model.prior.rawValue)",
            "likelihood  \(likelihood)",
            "objective   ELBO\(objective)",
            "data        \(data.source), fingerprint \(data.fingerprint)",
            "parameters  \(Numbers.grouped(parameterCount))",
        ]
        lines += parameters.map {
            "  \($0.name.left(width))  \("\($0.shape)".left(12))  \(Numbers.grouped($0.count).right(9))"
        }
        return lines
    }

    private var likelihood: String {
        switch description.model.likelihood {
        case .bernoulli: "bernoulli"
        case .gaussian(let sigma): "gaussian, sigma \(sigma)"
        }
    }

    private var objective: String {
        let objective = description.model.objective
        var parts = ""
        if objective.beta != 1 { parts += ", beta \(objective.beta)" }
        if objective.klWarmUpEpochs > 0 {
            parts += ", beta rises over \(objective.klWarmUpEpochs) epochs"
        }
        if objective.freeBits > 0 { parts += ", \(objective.freeBits) free nats a latent" }
        return parts
    }
}
