/// How many colours a terminal shows; more is greater.
public enum ColorDepth: Int, Sendable, Comparable, CaseIterable {
    /// None: text without any escape sequence.
    case mono
    /// The sixteen ANSI colours.
    case ansi16
    /// The palette of 256 colours of xterm.
    case palette256
    /// Red, green and blue of eight bits each.
    case trueColor

    /// Whether `left` shows fewer colours than `right`.
    public static func < (left: ColorDepth, right: ColorDepth) -> Bool {
        left.rawValue < right.rawValue
    }
}
