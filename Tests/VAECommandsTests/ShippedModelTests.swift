import Platform
import TestSupport
import Testing

/// Models that come with the program go by their names.
@Suite struct ShippedModelTests {
    private let folder = TemporaryFolder()

    @Test func theModelsOfTheCheckoutAreFoundFromAnywhere() {
        let outcome = vae("info fashion-conv", in: folder)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("fashion-mnist"))
        #expect(vae("sample fashion-conv -n 1", in: folder).status == 0)
    }

    @Test func aFolderOfTheSameNameGoesFirst() throws {
        try FileSystem.makeFolder(folder.path(of: "fashion-conv"))
        let outcome = vae("sample fashion-conv", in: folder)
        #expect(
            outcome.errors
                == "vae: no model.safetensors in the folder: fashion-conv: "
                + "name a model folder, as vae train makes them\n")
    }

    @Test func theEnvironmentSaysWhereOthersAre() throws {
        let models = try SmallModel.copies()
        #expect(vae("sample grey -n 1", in: folder).status == 66)
        #expect(
            vae("sample grey -n 1", in: folder, environment: ["VAE_MODELS": models.path]).status
                == 0)
        // Only a bare name is looked up.
        #expect(
            vae("sample ./grey", in: folder, environment: ["VAE_MODELS": models.path]).status
                == 66)
    }
}
