import Autoencoders
import Datasets
import NeuralNetworks
import Platform
import TensorCore
import Training

extension TrainingChoices {
    /// The model's configuration for examples of `shape`.
    ///
    /// - Throws: `Failure` (`usage`) that names the flag of a value that cannot be.
    func modelConfiguration(shape: ExampleShape) throws(Failure) -> ModelConfiguration {
        var configuration = ModelConfiguration(
            exampleShape: [shape.channels, shape.height, shape.width])
        if let latentDimensions {
            try require(1...65_536, latentDimensions, .latentDimensions)
            configuration.latentDimensions = latentDimensions
        }
        configuration.architecture = try architectureConfiguration()
        configuration.likelihood = try likelihoodConfiguration()
        configuration.objective = try objective()
        if let binarize {
            configuration.pixels =
                binarize == "none"
                ? .grey
                : try KnownName.parse(binarize, as: Binarization.self, for: "--binarize").pixels
        }
        return configuration
    }

    /// How the model is trained.
    ///
    /// - Throws: `Failure` (`usage`) that names the flag of a value that cannot be,
    ///   (`unavailable`) for a precision that this processor lacks.
    func trainingSettings() throws(Failure) -> TrainingSettings {
        var settings = TrainingSettings()
        try set(&settings.epochs, epochs, in: 1...1_000_000, .epochs)
        try set(&settings.batchSize, batchSize, in: 1...1_000_000, .batchSize)
        try set(&settings.checkpointEvery, checkpointEvery, in: 1...1_000_000, .checkpointEvery)
        if let earlyStop {
            try require(1...1_000_000, earlyStop, .earlyStop)
            guard (validation ?? 0) > 0 else {
                throw Failure(
                    .usage, "early stopping needs a validation part", at: "--early-stop",
                    remedy: "add for instance --validation 0.1")
            }
            settings.earlyStop = earlyStop
        }
        if let learningRate {
            settings.learningRate = try positive(learningRate, .learningRate)
        }
        settings.clipNorm = try clipNorm.map { value throws(Failure) in
            try positive(value, .clipNorm)
        }
        if let weightDecay {
            settings.weightDecay = try atLeastZero(weightDecay, .weightDecay)
        }
        if let movingAverage {
            guard movingAverage > 0, movingAverage < 1 else {
                throw refusal("\(movingAverage)", .movingAverage, "give a decay between 0 and 1")
            }
            settings.movingAverageDecay = movingAverage
        }
        if let optimizer {
            settings.optimizer = try KnownName.parse(
                optimizer, as: OptimizerName.self, for: "--optimizer")
        }
        if let schedule {
            settings.schedule = try KnownName.parse(
                schedule, as: LearningRateSchedule.self, for: "--schedule")
        }
        if let initializer {
            settings.initializer = try KnownName.parse(
                initializer, as: Initializer.self, for: "--initializer")
        }
        if let precision {
            settings.precision = try KnownName.parse(
                precision, as: Precision.self, for: "--precision")
            try settings.precision.requireNative(at: "--precision", remedy: "leave it out")
        }
        if let seed { settings.seed = seed }
        return settings
    }

    /// How much is set aside for validation.
    ///
    /// - Throws: `Failure` (`usage`) for a size that cannot be.
    func validationSize() throws(Failure) -> ValidationSize {
        guard let validation, validation != 0 else { return .none }
        return try ValidationSize(number: validation)
    }

    /// How many training examples are used; nil means all.
    ///
    /// - Throws: `Failure` (`usage`) for a number that cannot be.
    func trainingLimit() throws(Failure) -> Int? {
        if let limit { try require(1...Int.max, limit, .limit) }
        return limit
    }

    private enum Binarization: String, CaseIterable {
        case none, dynamic, threshold

        var pixels: PixelsName {
            switch self {
            case .none: .grey
            case .dynamic: .dynamic
            case .threshold: .threshold
            }
        }
    }

    private func architectureConfiguration() throws(Failure) -> ArchitectureConfiguration {
        let name = architecture ?? "mlp"
        try KnownName.check(
            name, among: ArchitectureConfiguration.typeNames, for: "--architecture")
        for size in hidden ?? [] { try require(1...1_048_576, size, .hidden) }
        if let channels { try require(1...4096, channels, .channels) }
        if let dropout, dropout < 0 || dropout >= 1 || dropout.isNaN {
            throw refusal("\(dropout)", .dropout, "give a chance from 0 to below 1")
        }
        let activation = try activation.map { text throws(Failure) in
            try KnownName.parse(text, as: Activation.self, for: "--activation")
        }
        switch name {
        case "conv":
            try refuse(dropout.map { $0 > 0 }, .dropout, by: name)
            var configuration = ConvolutionalConfiguration()
            if let hidden { configuration.hidden = hidden }
            if let channels { configuration.channels = channels }
            if let activation { configuration.activation = activation }
            return .convolutional(configuration)
        case "resnet":
            try refuse(dropout.map { $0 > 0 }, .dropout, by: name)
            try refuse(hidden.map { !$0.isEmpty }, .hidden, by: name)
            var configuration = ResidualConfiguration()
            if let channels { configuration.channels = channels }
            if let activation { configuration.activation = activation }
            return .residual(configuration)
        default:
            try refuse(channels.map { _ in true }, .channels, by: name)
            return .mlp(
                MLPConfiguration(
                    hidden: hidden ?? [400], activation: activation ?? .relu,
                    dropout: dropout ?? 0))
        }
    }

    /// Refuses a choice that the named architecture does not have.
    private func refuse(
        _ isMade: Bool?, _ key: CodingKeys, by name: String
    ) throws(Failure) {
        guard isMade == true else { return }
        throw Failure(
            .usage, "the architecture \(name) has no such choice", at: "--\(key.rawValue)",
            remedy: "leave it out or choose another --architecture")
    }

    private func likelihoodConfiguration() throws(Failure) -> LikelihoodConfiguration {
        let name = likelihood ?? "bernoulli"
        try KnownName.check(name, among: LikelihoodConfiguration.typeNames, for: "--likelihood")
        if name == "gaussian" {
            if let binarize, binarize != "none" {
                throw Failure(
                    .usage, "binarised pixels have no Gaussian likelihood", at: "--binarize",
                    remedy: "leave one of --binarize and --likelihood gaussian out")
            }
            return .gaussian(sigma: try positive(sigma ?? 1, .sigma))
        }
        guard sigma == nil else {
            throw Failure(
                .usage, "only a Gaussian likelihood has a sigma", at: "--sigma",
                remedy: "add --likelihood gaussian")
        }
        return .bernoulli
    }

    private func objective() throws(Failure) -> EvidenceLowerBound {
        EvidenceLowerBound(
            beta: try atLeastZero(beta ?? 1, .beta),
            klWarmUpEpochs: try atLeastZero(klWarmUp ?? 0, .klWarmUp),
            freeBits: try atLeastZero(freeBits ?? 0, .freeBits))
    }

    private func refusal(_ value: String, _ key: CodingKeys, _ remedy: String) -> Failure {
        Failure(.usage, "the value \(value) cannot be", at: "--\(key.rawValue)", remedy: remedy)
    }

    private func require(
        _ range: ClosedRange<Int>, _ value: Int, _ key: CodingKeys
    ) throws(Failure) {
        guard range.contains(value) else {
            let remedy =
                value < range.lowerBound
                ? "give \(range.lowerBound) or more" : "give \(range.upperBound) or less"
            throw refusal("\(value)", key, remedy)
        }
    }

    private func set(
        _ target: inout Int, _ value: Int?, in range: ClosedRange<Int>, _ key: CodingKeys
    ) throws(Failure) {
        guard let value else { return }
        try require(range, value, key)
        target = value
    }

    private func positive(_ value: Float, _ key: CodingKeys) throws(Failure) -> Float {
        guard value > 0, value.isFinite else {
            throw refusal("\(value)", key, "give a number above 0")
        }
        return value
    }

    private func atLeastZero<Number: BinaryFloatingPoint>(
        _ value: Number, _ key: CodingKeys
    ) throws(Failure) -> Number {
        guard value >= 0, value.isFinite else {
            throw refusal("\(value)", key, "give 0 or more")
        }
        return value
    }
}

extension ValidationSize {
    /// A size as users give it: a number below 1 is a share, from 1 on it is a count.
    init(number: Double) throws(Failure) {
        if number > 0, number < 1 {
            self = .fraction(number)
        } else if number >= 1, number <= 1e15, number == number.rounded() {
            self = .count(Int(number))
        } else {
            throw Failure(
                .usage, "the value \(number) cannot be", at: "--validation",
                remedy: "give a share below 1 or a whole number of pictures")
        }
    }
}
