public import ArgumentParser
import Datasets
import Glibc
import Platform
import TensorCore

/// The program: `vae`, with a verb.
public struct VAECommand: ParsableCommand {
    /// Name, verbs and version.
    public static let configuration = CommandConfiguration(
        commandName: "vae",
        abstract: "Train variational autoencoders and work with their latents.",
        discussion: """
            EXAMPLES
              vae train                                  the built-in pictures, in seconds
              vae train fashion-mnist -o runs/fashion    a whole data set
              vae export runs/fashion -o latents.csv     one row for each example
            """,
        version: versionText,
        subcommands: [
            TrainCommand.self, EvaluateCommand.self, ExportCommand.self, EncodeCommand.self,
            DecodeCommand.self, SampleCommand.self, ReconstructCommand.self,
            InterpolateCommand.self, TraverseCommand.self, RenderCommand.self,
            ExploreCommand.self, InfoCommand.self,
        ])

    /// The version of the program.
    static let version = "0.1.0"

    private static var versionText: String {
        """
        vae \(version)
        oneDNN \(ComputeTeam.oneDNNVersion), \(ComputeTeam.instructionSet), \
        \(ComputeTeam.threadCount) threads
        """
    }

    /// A command to be given a verb.
    public init() {}

    /// Runs the command line and ends the process: the whole of `main`.
    public static func runAndExit() -> Never {
        // A reader that leaves shows as an error of the write, which ends the program quietly.
        signal(SIGPIPE, SIG_IGN)
        do {
            try checkVerb(CommandLine.arguments)
            var command = try parseAsRoot()
            try command.run()
            Glibc.exit(0)
        } catch let failure as Failure {
            if failure.kind != .closedPipe { complain("\(failure)") }
            Glibc.exit(failure.kind.rawValue)
        } catch {
            exit(withError: error)
        }
    }

    /// Proposes the nearest verb; the parser would only call an unknown one unexpected.
    private static func checkVerb(_ arguments: [String]) throws(Failure) {
        let verbs = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard let verb = arguments.dropFirst().first, !verb.hasPrefix("-"), !verbs.contains(verb)
        else { return }
        let remedy =
            nearestName(to: verb, among: verbs).map { "did you mean \($0)?" }
            ?? "the verbs are \(verbs.joined(separator: ", "))"
        throw Failure(.usage, "unknown verb", at: verb, remedy: remedy)
    }
}
