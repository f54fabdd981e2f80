import Autoencoders
import Glibc
import NeuralNetworks
import Platform
import TensorCore
import TestSupport
import Testing

/// Model files that go to PyTorch and come from there.
///
/// `swift-NAME.safetensors` were written by our program, and `make_networks.py` loads them strictly
/// into PyTorch modules. If the form changes on purpose, write them anew with
/// `SWIFT_VAE_RECORD=1 swift test --filter InterchangeTests`, then run the script.
@Suite(.serialized) struct InterchangeTests {
    private struct Outputs: Decodable {
        let mean: [Double]
        let logVariance: [Double]
        let pictures: Samples
    }

    private struct Fixture: Decodable {
        let fromSwift: Outputs
        let fromPyTorch: Outputs
    }

    static let names = SmallModel.interchanged.keys.sorted()

    private func configuration(_ name: String) throws -> ModelConfiguration {
        try #require(SmallModel.interchanged[name])
    }

    @Test(arguments: names) func theFileWeWriteIsTheStoredOne(_ name: String) throws {
        let trained = SmallModel.trained(try configuration(name))
        let path = fixturePath("swift-\(name).safetensors")
        if getenv("SWIFT_VAE_RECORD") != nil { try trained.saveWeights(to: path) }
        let folder = TemporaryFolder()
        try trained.saveWeights(to: folder.path(of: "model.safetensors"))
        let isSame =
            try FileSystem.read(folder.path(of: "model.safetensors")) == FileSystem.read(path)
        #expect(isSame, "the form of model files has changed: see the top of this file")
    }

    @Test(arguments: names) func ourFileGivesInPyTorchWhatItGivesHere(_ name: String) throws {
        let fixture: [String: Fixture] = try decodeFixture("interchange.json")
        try check(
            TrainedModel.load(fixturePath("swift-\(name).safetensors")),
            #require(fixture[name]).fromSwift)
    }

    @Test(arguments: names) func aFileOfPyTorchOpensHere(_ name: String) throws {
        let fixture: [String: Fixture] = try decodeFixture("interchange.json")
        let trained = try TrainedModel.load(fixturePath("pytorch-\(name).safetensors"))
        #expect(trained.description == SmallModel.description(try configuration(name)))
        try check(trained, #require(fixture[name]).fromPyTorch)
    }

    private func check(_ trained: TrainedModel, _ expected: Outputs) throws {
        let x = Formula.pixels(1, [4, trained.model.configuration.elementCount])
        let posterior = trained.model.encode(x, in: ForwardPass(inference: trained.parameters))
        expectClose(posterior.mean.value, expected.mean, tolerance: 1e-5, "mean")
        expectClose(
            posterior.logVariance.value, expected.logVariance, tolerance: 1e-5, "log variance")
        let embedding = trained.model.embed(x, parameters: trained.parameters)
        #expect(bits(embedding) == bits(posterior.mean.value))
        let pictures = trained.model.pictures(
            of: Formula.tensor(2, [4, 3], scale: 2), parameters: trained.parameters)
        expectClose(pictures, expected.pictures, tolerance: 1e-5, "pictures")
    }
}
