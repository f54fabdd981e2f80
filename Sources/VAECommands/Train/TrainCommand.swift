import ArgumentParser
import Autoencoders
import Datasets
import Glibc
import Pictures
import Platform
import TensorCore
import TerminalUI
import Training

/// `vae train`: from data to a model folder.
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train a model and keep it in a folder.",
        discussion: """
            Choices come from the preset, then from --config, then from the flags. Ctrl-C saves and \
            ends; --resume goes on as if nothing had happened.

            EXAMPLES
              vae train fashion-mnist -o runs/fashion -e 20
              vae train photos.idx.gz -z 10 --hidden 512,256 --kl-warmup 5 --validation 0.1
              vae train --resume -o runs/fashion
            """)

    @Argument(
        help: """
            The data: \(Dataset.names.joined(separator: ", ")), or the path of an IDX file or a \
            folder of the usual four (default: \(Dataset.defaultName)).
            """)
    var data: String?

    @Option(name: .shortAndLong, help: "The model folder (default: runs/NAME).")
    var output: String?

    @OptionGroup var choices: TrainingOptions

    @Flag(help: "Go on from the last checkpoint in the output folder.")
    var resume = false

    @Flag(help: "Start anew in an output folder that holds a run.")
    var force = false

    @OptionGroup var compute: ComputeOptions

    @Flag(name: .shortAndLong, help: "Print nothing but errors.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Print checkpoints too.")
    var verbose = false

    @Flag(help: "Print each event as a line of JSON.")
    var json = false

    func validate() throws {
        if resume && force {
            throw ValidationError("--resume and --force exclude each other.")
        }
        if resume && output == nil {
            throw ValidationError("--resume needs --output, the folder of the run.")
        }
        if quiet && json { throw ValidationError("--quiet and --json exclude each other.") }
    }

    func run() throws {
        try compute.apply()
        let session = try resume ? resumedSession() : newSession()
        guard let session else { return }
        Interruption.listen()
        let reporter = makeReporter(folder: session.folder.path)
        defer { reporter.close() }
        let end = try session.trainer.run(shouldStop: { Interruption.isWanted }) {
            reporter.report($0)
        }
        if end.reason == .interrupted {
            complain(
                "interrupted after step \(end.step), the state is saved; go on with: "
                    + "vae train --resume -o \(session.folder.path)")
            Glibc.exit(130)
        }
        try RunPictures.write(session)
        try ModelCard.write(session, end: end, command: CommandLine.arguments)
        if !quiet && !json { try say("the model is in \(session.folder.path)") }
    }

    /// A run about to be made: all checks are behind it.
    struct Session {
        let plan: TrainingPlan
        let splits: Splits
        let folder: RunFolder
        let trainer: Trainer
    }

    private func newSession() throws(Failure) -> Session {
        let chosen = try choices.resolved()
        let settings = try chosen.trainingSettings()
        let limit = try chosen.trainingLimit()
        let validation = try chosen.validationSize()
        var options = try PictureSizing.options(size: chosen.size, fit: chosen.fit)
        let source = data ?? Dataset.defaultName
        let folder = RunFolder(output ?? "runs/\(FileSystem.name(of: source))")
        try folder.check(isForced: force)
        options.cache = folder.cachePath
        let dataset = try Dataset.open(source, options: options)
        dataset.notices.forEach(complain)
        if !quiet { try dataset.wait() }
        let model = try chosen.modelConfiguration(shape: dataset.shape)
        let splits = try dataset.splits(seed: settings.seed, validation: validation, limit: limit)
        let contract = DataContract(
            source: dataset.name, size: options.size?.description,
            fit: options.size == nil ? nil : options.fit.rawValue,
            fingerprint: try dataset.fingerprint(),
            classNames: dataset.classNames, splitSeed: settings.seed,
            validation: chosen.validation ?? 0, limit: limit)
        let plan = TrainingPlan(
            description: ModelDescription(model: model, data: contract), settings: settings)
        try folder.prepare(isForced: force)
        return Session(
            plan: plan, splits: splits, folder: folder,
            trainer: try Trainer(plan: plan, splits: splits, folder: folder))
    }

    /// The session of a run that goes on; nil if there is nothing left to do.
    private func resumedSession() throws(Failure) -> Session? {
        let folder = RunFolder(output ?? "")
        guard FileSystem.kind(of: folder.checkpointPath) == .file else {
            throw Failure(
                .noInput, "there is no checkpoint to resume from", at: folder.checkpointPath,
                remedy: "name the folder of a run that vae train began")
        }
        let checkpoint = try Checkpoint(path: folder.checkpointPath)
        var plan = checkpoint.plan
        let chosen = try choices.choices()
        guard chosen == TrainingChoices(epochs: chosen.epochs), choices.preset == nil,
            choices.config == nil
        else {
            throw Failure(
                .usage, "a resumed run keeps its settings", at: "--resume",
                remedy: "give no other choices than --epochs")
        }
        if let epochs = chosen.epochs {
            plan.settings.epochs = try chosen.trainingSettings().epochs
            guard epochs >= checkpoint.completedEpochs else {
                throw Failure(
                    .usage, "\(checkpoint.completedEpochs) epochs are made already",
                    at: "--epochs", remedy: "give more")
            }
        }
        if let data, data != plan.description.data.source {
            throw Failure(
                .usage, "the run was started on \(plan.description.data.source)", at: data,
                remedy: "leave the data out, a resumed run keeps them")
        }
        // The model card comes last: without it the run was ended between its last step and that.
        let hasCard = FileSystem.kind(of: folder.cardPath) == .file
        if hasCard, checkpoint.completedEpochs >= plan.settings.epochs {
            if !quiet {
                try say(
                    "nothing left to do: \(checkpoint.completedEpochs) of "
                        + "\(plan.settings.epochs) epochs are made; raise --epochs to go on")
            }
            return nil
        }
        let data = try ModelData(for: plan.description, in: folder)
        let trainer = try Trainer(
            plan: plan, splits: data.splits, folder: folder, from: checkpoint)
        FileSystem.remove(folder.cardPath)
        return Session(plan: plan, splits: data.splits, folder: folder, trainer: trainer)
    }

    private func makeReporter(folder: String) -> any TrainingReporter {
        if quiet { return QuietReporter() }
        if json { return JSONReporter() }
        return TerminalCapabilities.current().canMoveCursor
            ? LiveReporter(isVerbose: verbose) : PlainReporter(isVerbose: verbose)
    }
}
