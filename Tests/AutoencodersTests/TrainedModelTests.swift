import Autoencoders
import NeuralNetworks
import Platform
import TensorCore
import TestSupport
import Testing

@Suite struct TrainedModelTests {
    @Test func savingAndLoadingGivesTheSameBits() throws {
        let folder = TemporaryFolder()
        let trained = SmallModel.trained()
        let path = folder.path(of: TrainedModel.weightsName)
        try trained.saveWeights(to: path)
        for place in [path, folder.path, folder.path + "/"] {
            let loaded = try TrainedModel.load(place)
            #expect(loaded.description == trained.description)
            #expect(loaded.model.parameters == trained.model.parameters)
            for parameter in trained.model.parameters {
                #expect(bits(loaded.parameters[parameter]) == bits(trained.parameters[parameter]))
            }
        }
        try trained.saveWeights(to: folder.path(of: "again.safetensors"))
        #expect(
            try FileSystem.read(path) == FileSystem.read(folder.path(of: "again.safetensors")))
    }

    @Test func tensorsOfOtherNamesAreLeftAlone() throws {
        let folder = TemporaryFolder()
        let trained = SmallModel.trained()
        let path = folder.path(of: "model.safetensors")
        var writer = SafeTensorsWriter(metadata: [
            TrainedModel.metadataKey: JSON.text(trained.description)
        ])
        trained.parameters.add(to: &writer)
        trained.parameters.add(to: &writer, prefix: "average.")
        try writer.write(to: path)
        #expect(
            bits(try TrainedModel.load(path).parameters[trained.model.parameters[0]])
                == bits(trained.parameters[trained.model.parameters[0]]))
    }

    @Test func whatIsNotThereIsNamed() {
        let folder = TemporaryFolder()
        let missing = #expect(throws: Failure.self) {
            try TrainedModel.load(folder.path(of: "no.safetensors"))
        }
        #expect(missing?.kind == .noInput)
        #expect(
            missing?.description
                == "no such file or directory: \(folder.path)/no.safetensors: check the path")
        let empty = #expect(throws: Failure.self) { try TrainedModel.load(folder.path) }
        #expect(empty?.kind == .noInput)
        #expect(
            empty?.description == """
                no model.safetensors in the folder: \(folder.path): name a model folder, as vae \
                train makes them
                """)
    }

    /// A way to spoil a file, and what is said of it.
    struct Spoiled: Sendable, CustomTestStringConvertible {
        let what: String
        var remedy = "the description is damaged"
        var config: (@Sendable (inout ModelDescription) -> Void)?
        var text: (@Sendable (String) -> String?)?
        var leftOut = ""
        var testDescription: String { what }
    }

    static let spoiled: [Spoiled] = [
        Spoiled(
            what: "the file does not say what model it holds",
            remedy: "name a file that vae train wrote", text: { _ in nil }),
        Spoiled(
            what: "not valid JSON", remedy: "the file is damaged or of another program",
            text: { String($0.dropLast()) }),
        Spoiled(
            what: "field data is missing", remedy: "the file is damaged or of another program",
            text: { "{\"extra\":" + $0.dropFirst("{\"data\":".count) }),
        Spoiled(what: "format \"other\" is not swift-vae", config: { $0.format = "other" }),
        Spoiled(
            what: "version 2 of the model format is not known", remedy: "use a newer vae",
            config: { $0.version = 2 }),
        Spoiled(
            what: "example shape [6, 6] is not [channels, height, width]",
            config: { $0.model.exampleShape = [6, 6] }),
        Spoiled(
            what: "example shape [1, 0, 6] is not [channels, height, width]",
            config: { $0.model.exampleShape = [1, 0, 6] }),
        Spoiled(
            what: "example shape [16384, 16384, 16384]",
            config: { $0.model.exampleShape = [16_384, 16_384, 16_384] }),
        Spoiled(what: "0 latent dimensions", config: { $0.model.latentDimensions = 0 }),
        Spoiled(what: "-1 latent dimensions", config: { $0.model.latentDimensions = -1 }),
        Spoiled(
            what: "hidden layers [8, 0]",
            config: { $0.model.architecture = .mlp(MLPConfiguration(hidden: [8, 0])) }),
        Spoiled(
            what: "dropout 1.0",
            config: { $0.model.architecture = .mlp(MLPConfiguration(hidden: [8], dropout: 1)) }),
        Spoiled(
            what: "0 channels",
            config: {
                $0.model.architecture = .convolutional(ConvolutionalConfiguration(channels: 0))
            }),
        Spoiled(
            what: "hidden layers [8, -1]",
            config: {
                $0.model.architecture = .convolutional(
                    ConvolutionalConfiguration(hidden: [8, -1]))
            }),
        Spoiled(
            what: "4611686018427387904 channels",
            config: {
                $0.model.architecture = .residual(ResidualConfiguration(channels: 1 << 62))
            }),
        Spoiled(
            what: """
                tensor 'encoder.layers.0.weight' has shape [8, 36], the model wants [9, 36]
                """, remedy: "use weights and description of the same model",
            config: { $0.model.architecture = .mlp(MLPConfiguration(hidden: [9])) }),
        Spoiled(
            what: """
                tensor 'encoder.layers.0.weight' has shape [8, 36], the model wants \
                [1048576, 268435456]
                """, remedy: "use weights and description of the same model",
            config: {
                $0.model.exampleShape = [1, 16_384, 16_384]
                $0.model.architecture = .mlp(MLPConfiguration(hidden: [1_048_576]))
            }),
        Spoiled(
            what: "tensor 'encoder.posterior.bias' is missing",
            remedy: "check that the file belongs to this model", leftOut: "encoder.posterior.bias"),
    ]

    @Test(arguments: spoiled)
    func aSpoiledFileIsRefused(_ spoiled: Spoiled) throws {
        let folder = TemporaryFolder()
        let path = folder.path(of: "model.safetensors")
        let trained = SmallModel.trained()
        var description = trained.description
        spoiled.config?(&description)
        let config = JSON.text(description)
        let text = spoiled.text.map { $0(config) } ?? config
        var writer = SafeTensorsWriter(
            metadata: text.map { [TrainedModel.metadataKey: $0] } ?? [:])
        for parameter in trained.model.parameters where parameter.path != spoiled.leftOut {
            writer.add(
                parameter.path, shape: parameter.shape.dimensions,
                floats: trained.parameters[parameter].elements)
        }
        try writer.write(to: path)
        let failure = #expect(throws: Failure.self) { try TrainedModel.load(path) }
        #expect(failure?.kind == .data)
        #expect(failure?.description == "\(spoiled.what): \(path): \(spoiled.remedy)")
    }

    @Test func aFolderThatIsNotThereCannotBeWrittenTo() {
        let folder = TemporaryFolder()
        let failure = #expect(throws: Failure.self) {
            try SmallModel.trained().saveWeights(to: folder.path(of: "no/model.safetensors"))
        }
        #expect(failure?.kind == .cannotCreate)
    }
}
