public import NeuralNetworks
public import Platform
import TensorCore

/// A model with its weights, as it lies in a model folder or a single safetensors file.
///
/// The folder holds `config.json` and `model.safetensors`; the metadata of the latter carry the
/// same description, so the one file suffices.
public struct TrainedModel: Sendable {
    /// What the model is and which data it saw.
    public let description: ModelDescription
    /// The model.
    public let model: VariationalAutoencoder
    /// Its weights.
    public let parameters: ParameterSet

    /// The weights' file in a model folder.
    public static let weightsName = "model.safetensors"
    /// The description's file in a model folder.
    public static let descriptionName = "config.json"
    /// The key of the description in a safetensors file's metadata.
    package static let metadataKey = "config"

    /// A model of the given parts.
    public init(
        description: ModelDescription, model: VariationalAutoencoder, parameters: ParameterSet
    ) {
        self.description = description
        self.model = model
        self.parameters = parameters
    }

    /// Loads a model folder, or a safetensors file that carries its description.
    ///
    /// - Throws: `Failure` (`noInput`) if it is not there, (`data`) if it is no model of ours or
    ///   the weights do not fit the description.
    public static func load(_ path: String) throws(Failure) -> TrainedModel {
        let isFolder = FileSystem.kind(of: path) == .folder
        let weightsPath = isFolder ? "\(path)/\(weightsName)" : path
        if isFolder, FileSystem.kind(of: weightsPath) == .missing {
            throw Failure(
                .noInput, "no \(weightsName) in the folder", at: path,
                remedy: "name a model folder, as vae train makes them")
        }
        let file = try SafeTensorsFile(path: weightsPath)
        let description = try description(of: file)
        let model = VariationalAutoencoder(description.model)
        // Before memory is taken: a damaged description may promise any size.
        try ParameterSet.check(model.parameters, against: file)
        let parameters = ParameterSet(zeros: model.parameters)
        try parameters.load(from: file)
        return TrainedModel(description: description, model: model, parameters: parameters)
    }

    /// The description in the metadata of `file`, checked.
    package static func description(of file: SafeTensorsFile) throws(Failure) -> ModelDescription {
        guard let text = file.metadata[metadataKey] else {
            throw Failure(
                .data, "the file does not say what model it holds", at: file.path,
                remedy: "name a file that vae train wrote")
        }
        let description = try JSON.value(
            ModelDescription.self, from: Array(text.utf8), at: file.path,
            remedy: "the file is damaged or of another program")
        try description.check(at: file.path)
        return description
    }

    /// Writes the weights with their description to a safetensors file, in one step.
    ///
    /// - Throws: `Failure` (`cannotCreate` or `inputOutput`).
    public func saveWeights(to path: String) throws(Failure) {
        var writer = SafeTensorsWriter(metadata: [
            TrainedModel.metadataKey: JSON.text(description), "format": "pt",
        ])
        parameters.add(to: &writer)
        try writer.write(to: path)
    }
}

extension ModelDescription {
    /// Refuses what no model of ours can be, before anything is built from it.
    package func check(at place: String) throws(Failure) {
        func refuse(_ what: String) -> Failure {
            Failure(.data, what, at: place, remedy: "the description is damaged")
        }
        guard format == "swift-vae" else { throw refuse("format \"\(format)\" is not swift-vae") }
        guard version == 1 else {
            throw Failure(
                .data, "version \(version) of the model format is not known", at: place,
                remedy: "use a newer vae")
        }
        let shape = model.exampleShape
        guard shape.count == 3, shape.allSatisfy({ $0 > 0 && $0 <= 16_384 }) else {
            throw refuse("example shape \(shape) is not [channels, height, width]")
        }
        // Keeps the sizes of weights far from what an integer holds.
        guard model.elementCount <= 1 << 28 else { throw refuse("example shape \(shape)") }
        guard (1...65_536).contains(model.latentDimensions) else {
            throw refuse("\(model.latentDimensions) latent dimensions")
        }
        func check(hidden: [Int]) throws(Failure) {
            guard hidden.allSatisfy({ (1...1_048_576).contains($0) }) else {
                throw refuse("hidden layers \(hidden)")
            }
        }
        func check(channels: Int) throws(Failure) {
            guard (1...4096).contains(channels) else { throw refuse("\(channels) channels") }
        }
        switch model.architecture {
        case .mlp(let mlp):
            try check(hidden: mlp.hidden)
            guard mlp.dropout >= 0, mlp.dropout < 1 else { throw refuse("dropout \(mlp.dropout)") }
        case .convolutional(let configuration):
            try check(hidden: configuration.hidden)
            try check(channels: configuration.channels)
        case .residual(let configuration):
            try check(channels: configuration.channels)
        }
    }
}

extension ParameterSet {
    /// Adds all values to a file under their paths, with `prefix` before them.
    package func add(to writer: inout SafeTensorsWriter, prefix: String = "") {
        for parameter in parameters {
            let value = self[parameter]
            writer.add(prefix + parameter.path, .float32, shape: parameter.shape.dimensions) {
                sink throws(Failure) in
                try value.withUnsafeElements { elements throws(Failure) in
                    try sink.write(UnsafeRawBufferPointer(elements))
                }
            }
        }
    }

    /// Takes all values from a file, where they stand under their paths with `prefix` before them.
    ///
    /// - Throws: `Failure` (`data`) that names a missing tensor, or one of another shape.
    package func load(from file: SafeTensorsFile, prefix: String = "") throws(Failure) {
        try ParameterSet.check(parameters, against: file, prefix: prefix)
        for parameter in parameters {
            let values = try file.floats(prefix + parameter.path)
            set(parameter, to: Tensor(values, shape: parameter.shape))
        }
    }

    /// Refuses a file that does not hold all of `parameters` in their shapes.
    fileprivate static func check(
        _ parameters: [Parameter], against file: SafeTensorsFile, prefix: String = ""
    ) throws(Failure) {
        for parameter in parameters {
            let name = prefix + parameter.path
            let entry = try file.entry(name)
            guard entry.shape == parameter.shape.dimensions else {
                throw Failure(
                    .data,
                    "tensor '\(name)' has shape \(entry.shape), the model wants \(parameter.shape)",
                    at: file.path, remedy: "use weights and description of the same model")
            }
        }
    }
}
