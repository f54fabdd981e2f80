import CWaitPolicy

vae_settle_waiting(CommandLine.unsafeArgv)
BenchmarkCommand.runAndExit()
