import ArgumentParser
import Glibc
import Platform

extension ParsableCommand {
    /// Runs the command on `arguments` and ends the process.
    static func runAndExit(_ arguments: some Sequence<String>) -> Never {
        do {
            var command = try parseAsRoot(Array(arguments))
            try command.run()
            Glibc.exit(0)
        } catch let failure as Failure {
            try? DescriptorSink.standardError().write("vae-bench: \(failure)\n")
            Glibc.exit(failure.kind.rawValue)
        } catch {
            // Help is no mistake, and the parser prints it; of a mistake one line is enough.
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            try? DescriptorSink.standardError().write("vae-bench: \(message(for: error))\n")
            Glibc.exit(ExitCode.validationFailure.rawValue)
        }
    }
}
