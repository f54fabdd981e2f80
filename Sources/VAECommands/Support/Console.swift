import Glibc
import Platform

/// Writes one line to standard error, behind the program's name.
func complain(_ text: String) {
    // Nothing can be done if standard error is gone.
    try? DescriptorSink.standardError().write("vae: \(text)\n")
}

/// Writes a line to standard output.
func say(_ line: String) throws(Failure) {
    try DescriptorSink.standardOutput().write(line + "\n")
}

/// Writes lines to standard output.
func say(_ lines: [String]) throws(Failure) {
    try say(lines.joined(separator: "\n"))
}

/// Writes text to standard output as it is.
func say(raw text: String) throws(Failure) {
    try DescriptorSink.standardOutput().write(text)
}
