package import Autoencoders
import Datasets
package import Platform

/// What posteriors were computed from: if any of it differs, so may they.
package struct LatentsOrigin: Equatable, Sendable {
    /// What the data set is called.
    package var source: String
    /// The fingerprint of the data.
    package var data: String
    /// The checksum of the model's weights, which carry its description.
    package var weights: String
    /// How the parts were drawn.
    package var splits: String
    /// The most examples of a part that were encoded.
    package var maximumCount: Int

    /// An origin of the given parts.
    package init(
        source: String, data: String, weights: String, splits: String,
        maximumCount: Int = LatentTableBuilder.maximumCount
    ) {
        self.source = source
        self.data = data
        self.weights = weights
        self.splits = splits
        self.maximumCount = maximumCount
    }

    /// The origin of posteriors of a model's own data.
    ///
    /// - Parameter weights: the checksum of the weights.
    package init(of description: ModelDescription, weights: String) {
        let contract = description.data
        let limit = contract.limit.map { "\($0)" } ?? "none"
        self.init(
            source: contract.source, data: contract.fingerprint, weights: weights,
            splits: "seed \(contract.splitSeed), validation \(contract.validation), limit \(limit)")
    }

    /// The CRC-32 of the file at `path`, in eight hexadecimal digits.
    ///
    /// - Throws: `Failure` (`noInput`, `inputOutput`) if it cannot be read.
    package static func checksum(ofFile path: String) throws(Failure) -> String {
        let sum = try FileSystem.read(path).withUnsafeBytes { Datasets.checksum(of: $0) }
        let digits = String(sum, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// The origin as a file's metadata have it.
    var metadata: [String: String] {
        [
            "source": source, "data": data, "weights": weights, "splits": splits,
            "maximum-count": "\(maximumCount)",
        ]
    }

    /// The origin that a file's metadata tell; nil if they lack a part of it.
    init?(metadata: [String: String]) {
        guard let source = metadata["source"], let data = metadata["data"],
            let weights = metadata["weights"], let splits = metadata["splits"],
            let maximumCount = metadata["maximum-count"].flatMap({ Int($0) })
        else { return nil }
        self.init(
            source: source, data: data, weights: weights, splits: splits,
            maximumCount: maximumCount)
    }

    /// What of this origin is not that of `other`, as a reason for a user; nil if they are equal.
    func difference(from other: LatentsOrigin) -> String? {
        if weights != other.weights { return "the model has changed" }
        if data != other.data { return "the data have changed" }
        if self != other { return "the parts of the data have changed" }
        return nil
    }
}
