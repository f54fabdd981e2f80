/// How a character is set off from others; needs no colours.
public struct CellStyle: OptionSet, Sendable, Hashable {
    /// One bit for each style.
    public let rawValue: UInt8

    /// The styles of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Heavier, or brighter.
    public static let bold = CellStyle(rawValue: 1)
    /// Fainter.
    public static let dim = CellStyle(rawValue: 2)
    /// With a line below.
    public static let underline = CellStyle(rawValue: 4)
    /// With the two colours exchanged.
    public static let reverse = CellStyle(rawValue: 8)

    /// The styles with the parameter of the escape sequence that turns each on.
    static let parameters: [(style: CellStyle, parameter: UInt8)] = [
        (.bold, UInt8(ascii: "1")), (.dim, UInt8(ascii: "2")), (.underline, UInt8(ascii: "4")),
        (.reverse, UInt8(ascii: "7")),
    ]
}
