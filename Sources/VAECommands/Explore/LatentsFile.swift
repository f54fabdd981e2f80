import Autoencoders
package import Datasets
import NeuralNetworks
package import Platform

/// The posteriors of the parts of a model's data, as a safetensors file.
///
/// Each part that is there has `PART.means` and `PART.log_variances`, F32 `[n, latents]`,
/// `PART.rows`, I32 `[n]`, and `PART.labels`, I32 `[n]`, where the data have labels; PART is
/// `train`, `validation` or `test`. The metadata hold the origin.
package struct LatentsFile: Equatable, Sendable {
    private static let format = "swift-vae latents"
    private static let version = "1"

    /// What the posteriors were computed from.
    package var origin: LatentsOrigin
    /// The posteriors.
    package var parts: [Split: EncodedPart]

    /// Posteriors of `parts`.
    package init(origin: LatentsOrigin, parts: [Split: EncodedPart]) {
        self.origin = origin
        self.parts = parts
    }

    /// Reads the file at `path`.
    ///
    /// - Throws: `Failure` (`noInput`, `inputOutput`) if it cannot be read, (`data`) if it is not
    ///   what `write` makes.
    package init(path: String) throws(Failure) {
        let file = try SafeTensorsFile(path: path)
        guard file.metadata["format"] == LatentsFile.format else {
            throw Failure.brokenLatents("the file does not hold latents", path)
        }
        let version = file.metadata["version"] ?? "none"
        guard version == LatentsFile.version else {
            throw .brokenLatents("version \(version) of latents is not known", path)
        }
        guard let origin = LatentsOrigin(metadata: file.metadata) else {
            throw .brokenLatents("the file does not say what its latents are of", path)
        }
        var parts = [Split: EncodedPart]()
        for split in Split.allCases where file.contains("\(split).means") {
            parts[split] = try LatentsFile.part(split, of: file)
        }
        self.init(origin: origin, parts: parts)
    }

    /// Writes the file at `path`, in one step.
    ///
    /// - Throws: `Failure` (`cannotCreate` or `inputOutput`).
    package func write(to path: String) throws(Failure) {
        var metadata = origin.metadata
        metadata["format"] = LatentsFile.format
        metadata["version"] = LatentsFile.version
        var writer = SafeTensorsWriter(metadata: metadata)
        for split in Split.allCases {
            guard let part = parts[split] else { continue }
            let examples = part.examples
            let shape = [examples.count, examples.latentDimensions]
            writer.add("\(split).means", shape: shape, floats: examples.means)
            writer.add("\(split).log_variances", shape: shape, floats: examples.logVariances)
            writer.add("\(split).rows", integers: part.rows)
            if let labels = examples.labels { writer.add("\(split).labels", integers: labels) }
        }
        try writer.write(to: path)
    }

    private static func part(
        _ split: Split, of file: SafeTensorsFile
    ) throws(Failure) -> EncodedPart {
        let shape = try file.entry("\(split).means").shape
        guard shape.count == 2, shape[1] > 0,
            try file.entry("\(split).log_variances").shape == shape
        else { throw .brokenLatents("\(split).means and .log_variances do not fit", file.path) }
        let means = try file.floats("\(split).means")
        let logVariances = try file.floats("\(split).log_variances")
        guard areFinite(means), areFinite(logVariances) else {
            throw .brokenLatents("a latent of \(split) is not finite", file.path)
        }
        let rows = try integers("\(split).rows", count: shape[0], of: file)
        guard EncodedPart.areAscending(rows) else {
            throw .brokenLatents("\(split).rows is not ascending", file.path)
        }
        let labels =
            file.contains("\(split).labels")
            ? try integers("\(split).labels", count: shape[0], of: file) : nil
        return EncodedPart(
            examples: EncodedExamples(
                latentDimensions: shape[1], means: means, logVariances: logVariances,
                labels: labels),
            rows: rows)
    }

    /// Whether all of `values` are finite; without a way out of the loop, so that it is vectorised.
    private static func areFinite(_ values: [Float]) -> Bool {
        let exponent = Float.infinity.bitPattern
        var count = 0
        for value in values where value.bitPattern & exponent == exponent { count += 1 }
        return count == 0
    }

    private static func integers(
        _ name: String, count: Int, of file: SafeTensorsFile
    ) throws(Failure) -> [Int32] {
        let values = try file.int64s(name).map { Int32(truncatingIfNeeded: $0) }
        guard values.count == count, values.allSatisfy({ $0 >= 0 }) else {
            throw .brokenLatents("\(name) does not fit", file.path)
        }
        return values
    }
}

extension Failure {
    fileprivate static func brokenLatents(_ what: String, _ path: String) -> Failure {
        Failure(.data, what, at: path, remedy: "remove it, it will be made again")
    }
}

extension SafeTensorsWriter {
    fileprivate mutating func add(_ name: String, integers: [Int32]) {
        add(name, .int32, shape: [integers.count]) { sink throws(Failure) in
            try sink.write(integers)
        }
    }
}
