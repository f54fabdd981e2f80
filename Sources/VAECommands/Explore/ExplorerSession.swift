import Autoencoders
import LatentExplorer
import Platform
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
}
