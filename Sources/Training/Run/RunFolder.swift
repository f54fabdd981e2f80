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

    /// Makes the folder ready for a new run.
    ///
    /// - Throws: `Failure` (`cannotCreate`) if something is there and `isForced` is false, or if
    ///   nothing can be written there.
    public func prepare(isForced: Bool) throws(Failure) {
        switch FileSystem.kind(of: path) {
        case .missing: break
        case .folder:
            guard try !FileSystem.names(inFolder: path).isEmpty else { break }
            guard isForced else {
                throw Failure(
                    .cannotCreate, "the output folder is not empty", at: path,
                    remedy: "--resume goes on, --force starts anew")
            }
            // Only what a run writes is removed: the folder may hold other work.
            for file in [checkpointPath, metricsPath, weightsPath, descriptionPath, cardPath] {
                FileSystem.remove(file)
            }
        case .file, .other:
            throw Failure(
                .cannotCreate, "a file is in the way", at: path, remedy: "name another folder")
        }
        try FileSystem.makeFolder("\(path)/training")
    }
}
