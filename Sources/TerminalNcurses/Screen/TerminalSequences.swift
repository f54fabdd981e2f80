/// The escape sequences that curses knows nothing of, and those that put the terminal back.
package struct TerminalSequences {
    /// Whether the terminal obeys ANSI sequences (ECMA-48).
    package let isANSI: Bool
    /// Whether it at least ignores those that xterm and its kind have added.
    package let isModern: Bool

    /// For the terminal that is called `term` and that moves its cursor with `cursorAddress`.
    package init(term: String, cursorAddress: String) {
        isANSI = cursorAddress.hasPrefix("\u{1B}[")
        let old = [
            "linux", "vt", "ansi", "pcansi", "cons", "sun", "cygwin", "hurd", "mach", "wsvt",
        ]
        isModern = isANSI && !old.contains { term.hasPrefix($0) }
    }

    /// Asks whether the terminal is well, which it says when it has got that far.
    var question: String { isANSI ? "\u{1B}[5n" : "" }

    /// Begins what is to be shown in one go.
    var beginUpdate: String { isModern ? "\u{1B}[?2026h" : "" }

    /// Ends what is to be shown in one go.
    var endUpdate: String { isModern ? "\u{1B}[?2026l" : "" }

    /// Turns reports of the mouse on or off: buttons, wheel and drags, in decimal numbers.
    func mouse(_ isOn: Bool) -> String {
        guard isModern else { return "" }
        return isOn ? "\u{1B}[?1002h\u{1B}[?1006h" : "\u{1B}[?1006l\u{1B}[?1002l"
    }

    /// Turns the marks around pasted text on or off.
    func paste(_ isOn: Bool) -> String { isModern ? "\u{1B}[?2004\(isOn ? "h" : "l")" : "" }

    /// Puts text, in base64, on the clipboard (OSC 52).
    func clipboard(base64: String) -> String {
        isModern ? "\u{1B}]52;c;\(base64)\u{07}" : ""
    }

    /// Puts the terminal back from any state, also in the middle of a sequence.
    ///
    /// - Parameters:
    ///   - lastRow: moves the cursor to the last row, for terminals without a second screen.
    ///   - capability: what the terminal's description says under a name.
    package func restoration(lastRow: String?, capability: (String) -> String?) -> String {
        func described(_ name: String) -> String { capability(name).map(Self.unpadded) ?? "" }
        // The string terminator ends what is under way, and means nothing alone.
        var text = isModern ? "\u{1B}\\" + endUpdate + mouse(false) + paste(false) : ""
        text += described("op") + described("sgr0")
        text += capability("rmcup") == nil ? Self.unpadded(lastRow ?? "") : described("rmcup")
        return text + described("rmkx") + described("cnorm") + "\r"
    }

    /// `text` without pauses, which descriptions write as `$<2>` and no present terminal needs.
    private static func unpadded(_ text: String) -> String {
        var kept = ""
        var rest = Substring(text)
        while let dollar = rest.firstIndex(of: "$") {
            kept += rest[..<dollar]
            rest = rest[dollar...]
            if rest.hasPrefix("$<"), let end = rest.firstIndex(of: ">") {
                rest = rest[rest.index(after: end)...]
            } else {
                kept.append(rest.removeFirst())
            }
        }
        return kept + rest
    }
}
