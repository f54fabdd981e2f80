import Autoencoders
import LatentExplorer
import Pictures
import Platform
import TerminalUI
import Training

/// What all ways to run the explorer share: the model, its files, and what goes to them.
struct ExplorerSession: Sendable {
    let trained: TrainedModel
    /// Where the model lies, if it is a folder.
    let folder: RunFolder?
    /// Other data than the model's own.
    let override: String?
    /// Where bookmarks are kept; nil for a model that is a single file.
    let bookmarks: BookmarksFile?
    let threads: ComputeOptions

    /// What answers the questions, for the calling thread.
    func engine(notify: @escaping @Sendable () -> Void = {}) -> ExplorerEngine {
        ExplorerEngine(
            trained,
            library: ExampleLibrary(trained, in: folder, override: override, notify: notify))
    }

    /// Keeps bookmarks, and says what came of it.
    func save(_ marks: [Bookmark]) -> String {
        guard let bookmarks else {
            return "Bookmarks last as long as this session: the model is not in a folder."
        }
        do throws(Failure) {
            try bookmarks.write(marks)
            return "\(Numbers.counted(marks.count, "bookmark")) in \(BookmarksFile.name)."
        } catch {
            return error.description
        }
    }

    /// Writes what is to be exported, and says where.
    func write(_ export: Export, with engine: ExplorerEngine) -> String {
        do throws(Failure) {
            let path: String
            if let named = export.path {
                path = named
            } else {
                path = try freePath(for: export.content)
            }
            let pictures = { (points: [LatentPoint]) in
                engine.decode(points).map { engine.rendering.picture(of: $0) }
            }
            switch export.content {
            case .picture(let z): try Exports.picture(pictures([z])[0], to: path)
            case .film(let points): try Exports.filmStrip(pictures(points), to: path)
            case .grid(let points, let perRow):
                guard !points.isEmpty else { return "There is no grid to write." }
                try Exports.grid(pictures(points), columns: perRow, to: path)
            case .animation(let points, let perSecond, let loops):
                try Exports.animation(
                    pictures(points), delay: 1 / perSecond, loops: loops, to: path)
            case .latents(let marks):
                try Exports.latents(marks.map { ($0.name, $0.z) }, to: path)
            }
            return "Written to \(path)."
        } catch {
            return error.description
        }
    }

    /// A name that no file in the current folder has.
    private func freePath(for content: Export.Content) throws(Failure) -> String {
        let (name, ending) =
            switch content {
            case .picture: ("picture", "png")
            case .film: ("film", "png")
            case .grid: ("grid", "png")
            case .animation: ("path", "gif")
            case .latents: ("latents", "csv")
            }
        for number in 1...9999 {
            let path = "\(name)-\(number).\(ending)"
            if FileSystem.kind(of: path) == .missing { return path }
        }
        throw Failure(
            .cannotCreate, "all names are taken", at: "\(name)-9999.\(ending)",
            remedy: "name a file: :export \(name) FILE")
    }
}
