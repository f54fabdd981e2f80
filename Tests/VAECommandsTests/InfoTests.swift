import Platform
import TestSupport
import Testing

/// `vae info`, the help texts and the version.
@Suite struct InfoTests {
    private let folder: TemporaryFolder

    init() throws { folder = try SmallModel.copies() }

    @Test(arguments: [
        ("grey", "training    1 epoch, 2 steps\n"), ("grey/model.safetensors", ""),
        ("grey/training/checkpoint.safetensors", ""),
    ])
    func tellsOfAModel(path: String, training: String) {
        let outcome = vae("info \(path)", in: folder)
        #expect(
            outcome.output == """
                pictures    1x28x28, grey
                latents     3, posterior diagonal-gaussian, prior standard-normal
                likelihood  bernoulli
                objective   ELBO
                data        fashion-mnist-5000, fingerprint 812882ff
                parameters  26,054
                  encoder.layers.0.weight   [16, 784]        12,544
                  encoder.layers.0.bias     [16]                 16
                  encoder.posterior.weight  [6, 16]              96
                  encoder.posterior.bias    [6]                   6
                  decoder.layers.0.weight   [16, 3]              48
                  decoder.layers.0.bias     [16]                 16
                  decoder.layers.2.weight   [784, 16]        12,544
                  decoder.layers.2.bias     [784]               784

                """ + training)
        #expect(outcome.status == 0 && outcome.errors == "")
    }

    @Test func tellsOfAModelInJSON() throws {
        let value = try JSONValue(vae("info gaussian --json", in: folder).output)
        #expect(value.keys == ["description", "parameterCount", "parameters"])
        #expect(value["parameterCount"] == .number(26_054))
        #expect(
            value["description"] == (try JSONValue(try folder.text(of: "gaussian/config.json"))))
    }

    @Test func tellsOfData() {
        let lines = vae("info fashion-mnist-5000", in: folder).lines
        #expect(
            lines.prefix(6) == [
                "data         fashion-mnist-5000 (built in: the first 5000 training examples of "
                    + "Fashion-MNIST)",
                "pictures     1x28x28, 8 bit", "train        5,000",
                "test         none of its own: a seeded tenth of train",
                "fingerprint  812882ff", "labels       10",
            ])
        #expect(lines.last == "    9  ankle boot       506")
    }

    @Test func tellsOfDataInJSON() throws {
        try folder.write(IDXFiles.bytes([60, 8, 6]), to: "pictures.idx")
        let value = try JSONValue(vae("info pictures.idx --json", in: folder).output)
        #expect(
            value.keys == ["classes", "fingerprint", "name", "shape", "source", "trainCount"])
        #expect(value["shape"] == .list([.number(1), .number(8), .number(6)]))
        #expect(value["trainCount"] == .number(60))
    }

    @Test(arguments: [
        (
            "info none", 66,
            "no such data set: none: name a path or one of fashion-mnist-5000, "
                + "fashion-mnist, sprites"
        ),
        (
            "info none.safetensors", 66,
            "no such file or directory: none.safetensors: check the path"
        ),
        ("evaluate none", 66, "no such file or directory: none: check the path"),
        (
            "sample grey/training", 66,
            "no model.safetensors in the folder: grey/training: name a model folder, as vae train "
                + "makes them"
        ),
    ])
    func missing(arguments: String, status: Int32, error: String) {
        let outcome = vae(arguments, in: folder)
        #expect(outcome.errors == "vae: \(error)\n")
        #expect(outcome.status == status)
    }

    @Test func versionNamesOneDNN() {
        let lines = vae("--version", in: folder).lines
        #expect(lines.count == 2)
        #expect(lines.first?.hasPrefix("vae ") == true)
        #expect(lines.last?.hasPrefix("oneDNN ") == true)
        #expect(lines.last?.hasSuffix(" threads") == true)
    }

    @Test(arguments: ["", "train", "evaluate", "export", "sample", "reconstruct", "info"])
    func helpHasExamples(verb: String) {
        let outcome = vae("\(verb) --help", in: folder, environment: ["COLUMNS": "80"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("\nEXAMPLES\n  vae \(verb)"))
        #expect(outcome.lines.allSatisfy { $0.count <= 80 })
        // An example that was wrapped would not run.
        let examples =
            outcome.output.split(separator: "EXAMPLES\n").last?
            .split(separator: "\n\n").first?.split(separator: "\n") ?? []
        #expect(examples.allSatisfy { $0.hasPrefix("  vae ") })
    }
}
