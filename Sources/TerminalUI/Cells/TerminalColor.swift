/// A colour as a terminal knows it.
public enum TerminalColor: Sendable, Hashable {
    /// The terminal's own colour for text, or for what is behind it.
    case standard
    /// One of the sixteen ANSI colours, 0 to 15, whose shades every user chooses.
    case ansi(UInt8)
    /// A place in xterm's palette of 256 colours.
    case palette(UInt8)
    /// Red, green and blue of eight bits each, encoded as sRGB.
    case rgb(UInt8, UInt8, UInt8)

    /// Appends the parameters of an escape sequence to write in, or on, this colour.
    func append(to line: inout [UInt8], isBackground: Bool) {
        switch self {
        case .standard: appendDecimal(isBackground ? 49 : 39, to: &line)
        case .ansi(let index):
            appendDecimal((index < 8 ? 30 : 82) + (isBackground ? 10 : 0) + index, to: &line)
        case .palette(let index):
            line += (isBackground ? "48;5;" : "38;5;").utf8
            appendDecimal(index, to: &line)
        case .rgb(let red, let green, let blue):
            line += (isBackground ? "48;2;" : "38;2;").utf8
            appendDecimal(red, to: &line)
            line.append(UInt8(ascii: ";"))
            appendDecimal(green, to: &line)
            line.append(UInt8(ascii: ";"))
            appendDecimal(blue, to: &line)
        }
    }
}

private func appendDecimal(_ value: UInt8, to line: inout [UInt8]) {
    let zero = UInt8(ascii: "0")
    if value >= 100 { line.append(zero + value / 100) }
    if value >= 10 { line.append(zero + value / 10 % 10) }
    line.append(zero + value % 10)
}
