/// Something done with the mouse, at a cell counted from the upper left.
public struct MouseEvent: Sendable, Hashable {
    /// What was done.
    public enum Kind: String, Sendable, CaseIterable {
        /// The left button went down.
        case press
        /// The mouse moved with the left button down.
        case drag
        /// The left button came up.
        case release
        /// The wheel was turned away from the hand.
        case wheelUp = "wheel-up"
        /// The wheel was turned towards the hand.
        case wheelDown = "wheel-down"
    }

    /// What was done.
    public var kind: Kind
    /// Columns from the left edge.
    public var column: Int
    /// Rows from the upper edge.
    public var row: Int
    /// What was held down with it.
    public var modifiers: KeyModifiers

    /// An event.
    public init(_ kind: Kind, column: Int, row: Int, modifiers: KeyModifiers = []) {
        self.kind = kind
        self.column = column
        self.row = row
        self.modifiers = modifiers
    }
}
