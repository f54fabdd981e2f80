/// A key of the keyboard, whatever else is held down.
public enum Key: Sendable, Hashable {
    /// A key that types this character; letters tell their case, so Shift is part of them.
    case character(Unicode.Scalar)
    /// An arrow key.
    case up, down, left, right
    /// A key that moves far.
    case home, end, pageUp, pageDown
    /// A key that is not a character.
    case enter, escape, tab, backspace, delete, insert
    /// F1 to F12.
    case function(Int)
}

/// Keys that are held down while another is pressed.
public struct KeyModifiers: OptionSet, Sendable, Hashable {
    /// One bit for each key.
    public let rawValue: UInt8

    /// The modifiers of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Shift; never set for characters, which tell it themselves.
    public static let shift = KeyModifiers(rawValue: 1)
    /// Control.
    public static let control = KeyModifiers(rawValue: 2)
    /// Alt, or Escape typed at once before the key.
    public static let alt = KeyModifiers(rawValue: 4)
    /// Nothing was held: the character is of a text that was pasted, and no key for a command.
    public static let pasted = KeyModifiers(rawValue: 8)
}
