import Autoencoders
import Datasets
import NeuralNetworks
import Platform
import TestSupport
import Testing
import Training
import VAECommands

/// Posteriors kept in the model folder.
@Suite struct LatentCacheTests {
    private let folder = TemporaryFolder()

    private var cache: LatentCache { LatentCache(RunFolder(folder.path)) }
    private var path: String { folder.path(of: "cache/latents.safetensors") }

    private let origin = LatentsOrigin(
        source: "fashion-mnist-5000", data: "0123abcd", weights: "89abcdef",
        splits: "seed 0, validation 0.1, limit none")

    /// Posteriors of two parts, one without labels.
    private var latents: LatentsFile {
        let means = (0..<21).map { Formula.unit(1, $0) }
        let logVariances = (0..<21).map { Formula.unit(2, $0) }
        let train = EncodedExamples(
            latentDimensions: 3, means: Array(means.prefix(15)),
            logVariances: Array(logVariances.prefix(15)), labels: [3, 1, 4, 1, 5])
        let test = EncodedExamples(
            latentDimensions: 3, means: Array(means.suffix(6)),
            logVariances: Array(logVariances.suffix(6)), labels: nil)
        return LatentsFile(
            origin: origin,
            parts: [
                .train: EncodedPart(examples: train, rows: [0, 2, 4, 6, 80_000]),
                .test: EncodedPart(examples: test, rows: [0, 1]),
            ])
    }

    @Test func givesBackWhatWasKept() {
        #expect(cache.read(origin) == .nothing(reason: "there is none"))
        #expect(cache.write(latents) == nil)
        #expect(cache.read(origin) == .found(latents))
    }

    @Test func anEmptyPartIsKept() {
        var empty = latents
        empty.parts[.validation] = EncodedPart(
            examples: EncodedExamples(
                latentDimensions: 3, means: [], logVariances: [], labels: []), rows: [])
        #expect(cache.write(empty) == nil)
        #expect(cache.read(origin) == .found(empty))
    }

    @Test func whatIsStaleIsNotUsed() {
        cache.write(latents)
        let fields: [(WritableKeyPath<LatentsOrigin, String>, String)] = [
            (\.weights, "the model has changed"), (\.data, "the data have changed"),
            (\.splits, "the parts of the data have changed"),
            (\.source, "the parts of the data have changed"),
        ]
        for (field, reason) in fields {
            var other = origin
            other[keyPath: field] = "other"
            #expect(cache.read(other) == .nothing(reason: reason))
        }
    }

    @Test func anotherNumberOfExamplesIsAnotherTable() {
        cache.write(latents)
        var other = origin
        other.maximumCount = 10
        #expect(cache.read(other) == .nothing(reason: "the parts of the data have changed"))
    }

    @Test func whatIsCutShortIsNotUsed() throws {
        cache.write(latents)
        let bytes = try FileSystem.read(path)
        for count in [0, 7, 100, bytes.count - 1] {
            try AtomicFile.write(Array(bytes.prefix(count)), to: path)
            guard case .nothing(let reason) = cache.read(origin) else {
                Issue.record("\(count) bytes were read")
                continue
            }
            #expect(!reason.isEmpty)
        }
    }

    /// What a file can have wrong, and what is said of it.
    enum Damage: String, CaseIterable {
        case format, version, origin, shapes, infinity, order, fewLabels, negativeLabel, noRows

        var error: String {
            switch self {
            case .format: "the file does not hold latents"
            case .version: "version 2 of latents is not known"
            case .origin: "the file does not say what its latents are of"
            case .shapes: "train.means and .log_variances do not fit"
            case .infinity: "a latent of train is not finite"
            case .order: "train.rows is not ascending"
            case .fewLabels: "train.labels does not fit"
            case .negativeLabel: "train.labels does not fit"
            case .noRows: "tensor 'train.rows' is missing"
            }
        }
    }

    @Test(arguments: Damage.allCases) func whatIsBrokenIsNotUsed(damage: Damage) throws {
        var metadata = [
            "format": "swift-vae latents", "version": "1", "source": origin.source,
            "data": origin.data, "weights": origin.weights, "splits": origin.splits,
            "maximum-count": "100000",
        ]
        var means: [Float] = [1, 2, 3, 4]
        var (rows, labels): ([Int32], [Int32]) = ([0, 1], [5, 6])
        switch damage {
        case .format: metadata["format"] = "pt"
        case .version: metadata["version"] = "2"
        case .origin: metadata["data"] = nil
        case .infinity: means[3] = -.infinity
        case .order: rows = [1, 1]
        case .fewLabels: labels = [5]
        case .negativeLabel: labels = [5, -1]
        case .shapes, .noRows: break
        }
        var writer = SafeTensorsWriter(metadata: metadata)
        writer.add("train.means", shape: [2, 2], floats: means)
        writer.add(
            "train.log_variances", shape: damage == .shapes ? [4, 1] : [2, 2], floats: [0, 0, 0, 0])
        func add(_ name: String, _ values: [Int32]) {
            writer.add(name, .int32, shape: [values.count]) { sink throws(Failure) in
                try values.withUnsafeBufferPointer { values throws(Failure) in
                    try sink.write(UnsafeRawBufferPointer(values))
                }
            }
        }
        if damage != .noRows { add("train.rows", rows) }
        add("train.labels", labels)
        try FileSystem.makeFolder(folder.path(of: "cache"))
        try writer.write(to: path)
        #expect(cache.read(origin) == .nothing(reason: damage.error))
        let failure = #expect(throws: Failure.self) { try LatentsFile(path: path) }
        #expect(failure?.what == damage.error && failure?.kind == .data)
    }

    @Test func aFolderThatCannotBeWrittenIsNoError() throws {
        try folder.write("in the way", to: "cache")
        #expect(cache.write(latents)?.kind == .cannotCreate)
        #expect(cache.read(origin) == .nothing(reason: "there is none"))
    }

    @Test func whatCameWithTheModelIsKnownByItsWeights() throws {
        #expect(cache.readShipped(weights: "89abcdef") == .nothing(reason: "there is none"))
        try latents.write(to: folder.path(of: "latents.safetensors"))
        #expect(cache.readShipped(weights: "89abcdef") == .found(latents))
        #expect(
            cache.readShipped(weights: "00000000") == .nothing(reason: "the model has changed"))
        #expect(cache.read(origin) == .nothing(reason: "there is none"))
    }

    @Test func anOriginIsThatOfTheModelsOwnData() throws {
        let trained = try ColorModel.write(to: folder)
        let weights = try LatentsOrigin.checksum(ofFile: folder.path(of: "color.safetensors"))
        #expect(weights.count == 8)
        #expect(
            LatentsOrigin(of: trained.description, weights: weights)
                == LatentsOrigin(
                    source: "none", data: "00000000", weights: weights,
                    splits: "seed 1, validation 0.0, limit none"))
        // The standard's own check value. (RFC 1952.)
        try folder.write("123456789", to: "digits")
        #expect(try LatentsOrigin.checksum(ofFile: folder.path(of: "digits")) == "cbf43926")
    }
}
