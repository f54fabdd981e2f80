import Platform

extension Failure {
    /// A safetensors file at `path` whose content cannot be trusted.
    static func brokenSafeTensors(_ what: String, _ path: String) -> Failure {
        Failure(.data, what, at: path, remedy: "copy or save the file again")
    }
}

/// A name out of a file, in single quotes, for an error line: ASCII only, and not much of it.
func quoted(_ name: String) -> String {
    let scalars = name.unicodeScalars
    let shown = scalars.prefix(80).map { $0.escaped(asASCII: true) }.joined()
    return scalars.count > 80 ? "'\(shown)...'" : "'\(shown)'"
}
