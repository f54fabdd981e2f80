import VAECommands

VAECommand.runAndExit()
