import Autoencoders
package import LatentExplorer
package import Platform

/// The bookmarks of a model, beside it in JSON.
///
///     {"format": "swift-vae bookmarks", "version": 1, "latentDimensions": 2,
///      "bookmarks": [{"name": "tall", "z": [0.5, -1], "note": "taller than wide"}]}
package struct BookmarksFile {
    /// Its name in a model folder.
    package static let name = "bookmarks.json"

    private static let format = "swift-vae bookmarks"
    private static let version = 1

    private let path: String
    private let latentDimensions: Int

    /// The bookmarks in `folder`, which holds a model of `latentDimensions`.
    package init(folder: String, latentDimensions: Int) {
        path = "\(folder)/\(BookmarksFile.name)"
        self.latentDimensions = latentDimensions
    }

    /// The bookmarks in the order of the file; none where there is no file.
    ///
    /// - Throws: `Failure` (`noInput`) if it cannot be read, (`data`) if it is not what `write`
    ///   makes or belongs to another model.
    package func read() throws(Failure) -> [Bookmark] {
        guard FileSystem.kind(of: path) != .missing else { return [] }
        let bytes = try FileSystem.read(path)
        // What a later version adds must not hide that it is later.
        let header = try value(Header.self, bytes)
        guard header.format == BookmarksFile.format else {
            throw refusal("format \"\(header.format)\" is not \(BookmarksFile.format)")
        }
        guard header.version == BookmarksFile.version else {
            throw Failure(
                .data, "version \(header.version) of bookmarks is not known", at: path,
                remedy: "use a newer vae")
        }
        let content = try value(Content.self, bytes)
        guard content.latentDimensions == latentDimensions else {
            throw Failure(
                .data,
                "bookmarks of \(content.latentDimensions) latents beside a model of "
                    + "\(latentDimensions)", at: path, remedy: "remove it or bring the model back")
        }
        var names = Set<String>()
        for entry in content.bookmarks {
            guard !entry.name.isEmpty else { throw refusal("a bookmark has no name") }
            guard names.insert(entry.name).inserted else {
                throw refusal("two bookmarks are called \"\(entry.name)\"")
            }
            guard entry.z.count == latentDimensions else {
                throw refusal(
                    "bookmark \"\(entry.name)\" has \(entry.z.count) latents, not "
                        + "\(latentDimensions)")
            }
            guard entry.z.allSatisfy({ abs($0) <= ExplorerState.farthestLatent }) else {
                throw refusal("bookmark \"\(entry.name)\" has a latent that is beyond all data")
            }
        }
        return content.bookmarks.map { Bookmark(name: $0.name, z: $0.z, note: $0.note) }
    }

    /// Writes `bookmarks` in the place of those that are there, in one step.
    ///
    /// - Throws: `Failure` (`cannotCreate` or `inputOutput`).
    /// - Precondition: names are not empty and differ, points are finite and of this model.
    package func write(_ bookmarks: [Bookmark]) throws(Failure) {
        require(
            Set(bookmarks.map(\.name)).count == bookmarks.count
                && bookmarks.allSatisfy { !$0.name.isEmpty },
            "BookmarksFile: names \(bookmarks.map(\.name)) do not differ, or one is empty")
        for bookmark in bookmarks {
            require(
                bookmark.z.count == latentDimensions && bookmark.z.allSatisfy(\.isFinite),
                "BookmarksFile: \(bookmark.name) is \(bookmark.z), not \(latentDimensions) finite "
                    + "latents")
        }
        let content = Content(
            format: BookmarksFile.format, version: BookmarksFile.version,
            latentDimensions: latentDimensions,
            bookmarks: bookmarks.map { Entry(name: $0.name, z: $0.z, note: $0.note) })
        try AtomicFile.write(Array((JSON.text(content, isPretty: true) + "\n").utf8), to: path)
    }

    private struct Header: Decodable {
        let format: String
        let version: Int
    }

    private struct Content: Codable {
        let format: String
        let version: Int
        let latentDimensions: Int
        let bookmarks: [Entry]
    }

    private struct Entry: Codable {
        let name: String
        let z: [Float]
        let note: String?
    }

    private func value<Value: Decodable>(
        _ type: Value.Type, _ bytes: [UInt8]
    ) throws(Failure) -> Value {
        try JSON.value(type, from: bytes, at: path, remedy: "correct or remove it")
    }

    private func refusal(_ what: String) -> Failure {
        Failure(.data, what, at: path, remedy: "correct or remove it")
    }
}
