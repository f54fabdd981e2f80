import CWaitPolicy

vae_settle_waiting(CommandLine.unsafeArgv)

// No subcommand of the parser's: the names of cases would take its place.
let arguments = CommandLine.arguments.dropFirst()
if arguments.first == "render" {
    RenderCommand.runAndExit(arguments.dropFirst())
} else {
    BenchmarkCommand.runAndExit(arguments)
}
