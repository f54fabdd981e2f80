import Glibc
import Platform
import TerminalUI

// Opens the terminal and does what the tests want: terminal-probe EVENTS COMMANDS
let capabilities = TerminalCapabilities.current()
do throws(Failure) {
    let arguments = CommandLine.arguments
    try Probe(events: arguments[1]).run(commands: arguments[2], capabilities: capabilities)
} catch {
    try? DescriptorSink.standardError().write("\(error)\n")
    exit(error.kind.rawValue)
}
