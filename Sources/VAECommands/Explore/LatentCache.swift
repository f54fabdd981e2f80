package import Platform
package import Training

/// The posteriors of a model's data, kept in its folder so that they are computed once.
///
/// A cache is a convenience: if it cannot be used, or cannot be written, all goes on without.
package struct LatentCache {
    /// The name of the file, in the cache folder and, of posteriors that came with the model, in
    /// the model folder itself.
    package static let name = "latents.safetensors"

    private let folder: RunFolder

    /// The cache of the model in `folder`.
    package init(_ folder: RunFolder) { self.folder = folder }

    /// What a look into a cache gave.
    package enum Outcome: Equatable, Sendable {
        /// Posteriors that are as good as new.
        case found(LatentsFile)
        /// Why there are none to be used.
        case nothing(reason: String)
    }

    /// The kept posteriors, if they are of `origin`.
    package func read(_ origin: LatentsOrigin) -> Outcome {
        LatentCache.read(cachedPath) { $0.difference(from: origin) }
    }

    /// The posteriors that came with the model, if they are of these weights; their origin says
    /// which data they are of.
    ///
    /// - Parameter weights: the checksum of the weights.
    package func readShipped(weights: String) -> Outcome {
        LatentCache.read("\(folder.path)/\(LatentCache.name)") { origin in
            origin.weights == weights ? nil : "the model has changed"
        }
    }

    /// Keeps `latents`.
    ///
    /// - Returns: why it could not be done; nil if it was. A folder that cannot be written is no
    ///   error, unless somebody asks.
    @discardableResult
    package func write(_ latents: LatentsFile) -> Failure? {
        do throws(Failure) {
            try FileSystem.makeFolder(folder.cachePath)
            try latents.write(to: cachedPath)
            return nil
        } catch {
            return error
        }
    }

    private var cachedPath: String { "\(folder.cachePath)/\(LatentCache.name)" }

    private static func read(
        _ path: String, unless objection: (LatentsOrigin) -> String?
    ) -> Outcome {
        guard FileSystem.kind(of: path) != .missing else {
            return .nothing(reason: "there is none")
        }
        do throws(Failure) {
            let latents = try LatentsFile(path: path)
            if let reason = objection(latents.origin) { return .nothing(reason: reason) }
            return .found(latents)
        } catch {
            return .nothing(reason: error.what)
        }
    }
}
