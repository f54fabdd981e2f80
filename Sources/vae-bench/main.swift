import CWaitPolicy

vae_settle_waiting(CommandLine.unsafeArgv)

// No subcommand of the parser's: the names of cases would take its place.
let arguments = CommandLine.arguments.dropFirst()
switch arguments.first {
case "render": RenderCommand.runAndExit(arguments.dropFirst())
case "explore": ExploreCommand.runAndExit(arguments.dropFirst())
default: BenchmarkCommand.runAndExit(arguments)
}
