import Autoencoders
import Glibc
import NeuralNetworks
import Platform
import TensorCore
import TestSupport
import Testing

/// Model files that go to PyTorch and come from there.
///
/// `swift-model.safetensors` was written by our program, and `make_networks.py` loads it strictly
/// into a PyTorch module. If the form changes on purpose, write it anew with
/// `SWIFT_VAE_RECORD=1 swift test --filter InterchangeTests`, then run the script.
@Suite(.serialized) struct InterchangeTests {
    private struct Outputs: Decodable {
        let mean: [Double]
        let logVariance: [Double]
        let pictures: [Double]
    }

    private struct Fixture: Decodable {
        let fromSwift: Outputs
        let fromPyTorch: Outputs
    }

    private static let path = fixturePath("swift-model.safetensors")

    @Test func theFileWeWriteIsTheStoredOne() throws {
        let trained = SmallModel.trained()
        if getenv("SWIFT_VAE_RECORD") != nil { try trained.saveWeights(to: Self.path) }
        let folder = TemporaryFolder()
        try trained.saveWeights(to: folder.path(of: "model.safetensors"))
        let isSame =
            try FileSystem.read(folder.path(of: "model.safetensors")) == FileSystem.read(Self.path)
        #expect(isSame, "the form of model files has changed: see the top of this file")
    }

    @Test func ourFileGivesInPyTorchWhatItGivesHere() throws {
        let fixture: Fixture = try decodeFixture("interchange.json")
        try check(TrainedModel.load(Self.path), fixture.fromSwift)
    }

    @Test func aFileOfPyTorchOpensHere() throws {
        let fixture: Fixture = try decodeFixture("interchange.json")
        let trained = try TrainedModel.load(fixturePath("pytorch-model.safetensors"))
        #expect(trained.description == SmallModel.description())
        try check(trained, fixture.fromPyTorch)
    }

    private func check(_ trained: TrainedModel, _ expected: Outputs) throws {
        let x = Formula.pixels(1, [4, 36])
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
