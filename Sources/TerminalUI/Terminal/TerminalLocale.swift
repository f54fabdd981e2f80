import CLocale
import Glibc

/// A locale of the C library: the columns that characters take, by its tables.
///
/// The process's own locale stays what it is: other threads may be using it.
final class TerminalLocale {
    private let locale: locale_t?

    /// The locale called `name`, such as `de_DE.UTF-8`.
    ///
    /// If the machine does not have it but its name says UTF-8, that of C with UTF-8 stands in,
    /// which knows the same widths: small installations have no other.
    init(named name: String) {
        let characters: Int32 = 1 << LC_CTYPE
        locale =
            newlocale(characters, name, nil)
            ?? (Self.saysUTF8(name) ? newlocale(characters, "C.UTF-8", nil) : nil)
    }

    deinit { if let locale { freelocale(locale) } }

    /// The locale for characters that `environment` names.
    ///
    /// As the C library does: the first of the three that is set and not empty decides.
    static func name(in environment: [String: String]) -> String {
        ["LC_ALL", "LC_CTYPE", "LANG"].lazy
            .compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
    }

    /// Whether the name of a locale says that text is UTF-8.
    static func saysUTF8(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.contains("utf-8") || name.contains("utf8")
    }

    /// The columns that `scalar` takes; -1 for a control character and what is not in the locale.
    func width(of scalar: Unicode.Scalar) -> Int {
        guard let locale else { return scalar.isASCII && !scalar.isControl ? 1 : -1 }
        return Int(clocale_width(locale, scalar.value))
    }
}
