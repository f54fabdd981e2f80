import Autoencoders
import NeuralNetworks
import Platform
import TestSupport
import Testing

@Suite struct ModelConfigurationTests {
    private static let defaultText = """
        {"architecture":{"activation":"relu","dropout":0,"hidden":[400],"type":"mlp"},\
        "exampleShape":[1,28,28],"latentDimensions":20,"likelihood":{"type":"bernoulli"},\
        "objective":{"beta":1,"freeBits":0,"klWarmUpEpochs":0},"pixels":"grey",\
        "posterior":"diagonal-gaussian","prior":"standard-normal"}
        """

    private static func value(_ text: String) throws -> ModelConfiguration {
        try JSON.value(ModelConfiguration.self, from: Array(text.utf8), at: "config.json")
    }

    @Test func theTextOfTheDefaultIsStable() throws {
        let configuration = ModelConfiguration(exampleShape: [1, 28, 28])
        #expect(JSON.text(configuration) == Self.defaultText)
        #expect(try Self.value(Self.defaultText) == configuration)
        #expect(configuration.elementCount == 784)
        #expect(configuration.exampleShapeText == "1x28x28")
    }

    static let configurations: [ModelConfiguration] = [
        ModelConfiguration(exampleShape: [3, 8, 9], latentDimensions: 1),
        ModelConfiguration(
            exampleShape: [1, 2, 2],
            architecture: .mlp(
                MLPConfiguration(hidden: [], activation: .leakyReLU, dropout: 0.1))),
        ModelConfiguration(
            exampleShape: [3, 64, 48],
            architecture: .convolutional(
                ConvolutionalConfiguration(channels: 16, hidden: [128], activation: .silu))),
        ModelConfiguration(
            exampleShape: [1, 9, 30],
            architecture: .residual(ResidualConfiguration(channels: 12, activation: .gelu))),
        ModelConfiguration(
            exampleShape: [1, 2, 2], likelihood: .gaussian(sigma: 0.1),
            objective: EvidenceLowerBound(beta: 0.3, klWarmUpEpochs: 2.5, freeBits: 0.1),
            pixels: .dynamic),
    ]

    @Test(arguments: configurations)
    func writingAndReadingGivesTheSame(_ configuration: ModelConfiguration) throws {
        #expect(try Self.value(JSON.text(configuration)) == configuration)
        let description = SmallModel.description(configuration)
        let text = JSON.text(description, isPretty: true)
        #expect(
            try JSON.value(ModelDescription.self, from: Array(text.utf8), at: "x") == description)
    }

    /// What stands in the default's text, what to put there, and what is said then.
    static let strange: [(String, String, String)] = [
        (
            "\"mlp\"", "\"mpl\"",
            """
            field architecture.type: architecture "mpl" is none of ["mlp", "conv", "resnet"]
            """
        ),
        (
            "\"bernoulli\"", "\"cauchy\"",
            "field likelihood.type: likelihood \"cauchy\" is none of [\"bernoulli\", \"gaussian\"]"
        ),
        ("\"bernoulli\"", "\"gaussian\"", "field likelihood.sigma is missing"),
        (
            "\"bernoulli\"", "\"gaussian\",\"sigma\":-1",
            "field likelihood.sigma: sigma -1.0 is not above 0"
        ),
        ("\"hidden\":[400],", "", "field architecture.hidden is missing"),
        ("[400]", "[\"a\"]", "field architecture.hidden.0 has the wrong type"),
        ("\"pixels\":\"grey\",", "", "field pixels is missing"),
        (
            "\"latentDimensions\":20", "\"latentDimensions\":\"x\"",
            "field latentDimensions has the wrong type"
        ),
        (
            "\"latentDimensions\":20", "\"latentDimensions\":null",
            "field latentDimensions has the wrong type"
        ),
        ("{\"architecture\"", "\"architecture\"", "not valid JSON"),
    ]

    @Test(arguments: strange)
    func strangeTextIsRefused(_ old: String, _ new: String, _ what: String) throws {
        let parts = Self.defaultText.split(
            separator: old, maxSplits: 1, omittingEmptySubsequences: false)
        #expect(parts.count == 2)
        let text = parts.joined(separator: new)
        let failure = #expect(throws: Failure.self) { try Self.value(text) }
        #expect(failure?.kind == .data)
        #expect(failure?.description == "\(what): config.json: correct the file")
    }

    @Test(arguments: [
        PosteriorName.diagonalGaussian.rawValue, PriorName.standardNormal.rawValue, "grey",
    ])
    func unknownNamesNameTheirField(_ name: String) throws {
        let text = Self.defaultText.split(separator: name, omittingEmptySubsequences: false)
            .joined(separator: "strange")
        let failure = #expect(throws: Failure.self) { try Self.value(text) }
        #expect(failure?.kind == .data)
        #expect(failure?.what.contains("strange") == true, "\(String(describing: failure))")
    }
}
