/// How dots are drawn onto a canvas.
public struct Pen: Sendable, Hashable {
    /// Which dots of a line are set.
    public enum Stroke: Sendable, Hashable, CaseIterable {
        /// All.
        case solid
        /// Five in eight.
        case dashed
        /// One in three.
        case dotted
        /// Five and one in eleven.
        case dashDotted

        /// Whether dot `number` of a line, from 0, is set.
        func isSet(_ number: Int) -> Bool {
            switch self {
            case .solid: true
            case .dashed: number % 8 < 5
            case .dotted: number % 3 == 0
            case .dashDotted: number % 11 < 5 || number % 11 == 8
            }
        }
    }

    /// The colour of the cells that are touched.
    public var color: TerminalColor
    /// Which dots of a line are set.
    public var stroke: Stroke
    /// A character to show instead of the dots in every cell that is touched.
    public var mark: Unicode.Scalar?

    /// A pen; it draws solid lines of dots in the terminal's own colour unless told otherwise.
    public init(
        color: TerminalColor = .standard, stroke: Stroke = .solid, mark: Unicode.Scalar? = nil
    ) {
        self.color = color
        self.stroke = stroke
        self.mark = mark
    }
}
