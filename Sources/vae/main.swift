import CWaitPolicy
import VAECommands

vae_settle_waiting(CommandLine.unsafeArgv)
VAECommand.runAndExit()
