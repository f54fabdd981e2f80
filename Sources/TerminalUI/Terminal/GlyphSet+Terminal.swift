extension GlyphSet {
    /// The set that shows pictures best on a terminal with `capabilities`.
    ///
    /// A pipe gets ASCII, which every reader can show, unless it was made to take colours.
    public static func automatic(for capabilities: TerminalCapabilities) -> GlyphSet {
        let hasColors = capabilities.colors > .mono
        guard capabilities.isTerminal || hasColors else { return .ascii }
        let best: [GlyphSet] = hasColors ? [.blocks, .halfBlocks] : [.braille, .halfBlocks]
        return best.first { capabilities.glyphSets.contains($0) } ?? .ascii
    }

    /// Whether it has only ASCII characters, which take one column everywhere.
    public var isASCII: Bool { self == .ascii || self == .asciiShapes }

    /// The characters that a terminal must be able to show for this set, blanks aside.
    ///
    /// The blocks of Unicode that they stand in, as a whole: fonts and width tables have all of
    /// such a block or none.
    var characters: [Unicode.Scalar] {
        let values: [ClosedRange<UInt32>] =
            switch self {
            case .ascii, .asciiShapes: [0x21...0x7E]
            case .halfBlocks: [0x2580...0x2580, 0x2584...0x2584, 0x2588...0x2588]
            case .quadrants, .eighths, .blocks: [0x2580...0x259F]
            case .sextants: [0x2580...0x259F, 0x1FB00...0x1FB3B]
            case .braille: [0x2800...0x28FF]
            }
        return values.joined().compactMap(Unicode.Scalar.init)
    }
}
