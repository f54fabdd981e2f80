import Autoencoders
public import Platform

/// The folder of a run: a model folder with what training leaves beside it.
public struct RunFolder: Sendable {
    /// The folder's path.
    public let path: String

    /// The run folder at `path`, which need not exist.
    public init(_ path: String) { self.path = path }

    /// The description of the model.
    public var descriptionPath: String { "\(path)/\(TrainedModel.descriptionName)" }
    /// The weights to use: the best on the validation part, else the last.
    public var weightsPath: String { "\(path)/\(TrainedModel.weightsName)" }
    /// The model card.
    public var cardPath: String { "\(path)/README.md" }
    /// The last state of the run, to resume from.
    public var checkpointPath: String { "\(path)/training/checkpoint.safetensors" }
    /// The figures of each epoch, a line of JSON each.
    public var metricsPath: String { "\(path)/training/metrics.jsonl" }

    /// The folder of the decoded pictures, which may be deleted.
    public var cachePath: String { "\(path)/cache" }

    /// Checks that a new run may begin here; changes nothing.
    ///
    /// Decoded pictures do not stand in the way: opening data makes them before a run begins.
    ///
    /// - Throws: `Failure` (`cannotCreate`) if something is there and `isForced` is false.
    public func check(isForced: Bool) throws(Failure) {
        switch FileSystem.kind(of: path) {
        case .missing: return
        case .folder:
            let names = try FileSystem.names(inFolder: path)
            guard isForced || names.allSatisfy({ $0 == FileSystem.name(of: cachePath) }) else {
                throw Failure(
                    .cannotCreate, "the output folder is not empty", at: path,
                    remedy: "--resume goes on, --force starts anew")
            }
        case .file, .other:
            throw Failure(
                .cannotCreate, "a file is in the way", at: path, remedy: "name another folder")
        }
    }

    /// Makes the folder ready for a new run.
    ///
    /// Decoded pictures stay: they belong to the data.
    ///
    /// - Throws: `Failure` (`cannotCreate`) as `check` does, or if nothing can be written there.
    public func prepare(isForced: Bool) throws(Failure) {
        try check(isForced: isForced)
        // Only what a run writes is removed: the folder may hold other work.
        for file in [checkpointPath, metricsPath, weightsPath, descriptionPath, cardPath] {
            FileSystem.remove(file)
        }
        try FileSystem.makeFolder("\(path)/training")
    }
}
