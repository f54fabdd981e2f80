/// A key with the modifiers that were held down.
///
/// As text it is written in the way of vim: a printable character stands for itself, all else is a
/// name in angle brackets with `S-`, `C-` and `A-` for Shift, Control and Alt before it, as in
/// `<Left>`, `<S-Tab>`, `<C-r>`, `<Space>` and `<lt>` for `<`. Pasted characters have a `P-`.
public struct KeyPress: Sendable, Hashable {
    /// The key.
    public var key: Key
    /// What was held down with it.
    public var modifiers: KeyModifiers

    /// A key, alone unless modifiers are given.
    public init(_ key: Key, _ modifiers: KeyModifiers = []) {
        self.key = key
        self.modifiers = modifiers
    }

    /// A key that types `character`, alone.
    public init(_ character: Unicode.Scalar) { self.init(.character(character)) }
}

extension KeyPress: CustomStringConvertible {
    /// The key as `init(_:)` reads it.
    public var description: String {
        let prefix = KeyPress.modifierNames.filter { modifiers.contains($0.modifier) }
            .map { $0.name + "-" }.joined()
        let name = KeyPress.name(of: key)
        return prefix.isEmpty && name.unicodeScalars.count == 1 ? name : "<\(prefix)\(name)>"
    }

    /// The keys written one after another in `text`; nil where it is not written as keys are.
    public static func sequence(_ text: String) -> [KeyPress]? {
        var keys = [KeyPress]()
        var rest = Substring(text)
        while let first = rest.unicodeScalars.first {
            guard first == "<" else {
                keys.append(KeyPress(first))
                rest.unicodeScalars.removeFirst()
                continue
            }
            guard let end = rest.firstIndex(of: ">"),
                let key = KeyPress(bracketed: rest[rest.index(after: rest.startIndex)..<end])
            else { return nil }
            keys.append(key)
            rest = rest[rest.index(after: end)...]
        }
        return keys
    }

    private init?(bracketed text: Substring) {
        var (text, modifiers) = (text, KeyModifiers())
        while let held = KeyPress.modifierNames.first(where: { text.hasPrefix($0.name + "-") }),
            text.count > 2
        {
            modifiers.insert(held.modifier)
            text = text.dropFirst(2)
        }
        guard let key = KeyPress.key(named: String(text)) else { return nil }
        self.init(key, modifiers)
    }

    private static let modifierNames: [(modifier: KeyModifiers, name: String)] = [
        (.shift, "S"), (.control, "C"), (.alt, "A"), (.pasted, "P"),
    ]

    private static let names: [(key: Key, name: String)] = [
        (.up, "Up"), (.down, "Down"), (.left, "Left"), (.right, "Right"), (.home, "Home"),
        (.end, "End"), (.pageUp, "PageUp"), (.pageDown, "PageDown"), (.enter, "Enter"),
        (.escape, "Esc"), (.tab, "Tab"), (.backspace, "BS"), (.delete, "Del"), (.insert, "Ins"),
        (.character(" "), "Space"), (.character("<"), "lt"),
    ]

    private static func name(of key: Key) -> String {
        if let entry = names.first(where: { $0.key == key }) { return entry.name }
        return switch key {
        case .character(let scalar): String(scalar)
        case .function(let number): "F\(number)"
        default: fatalError("KeyPress: \(key) has no name")
        }
    }

    private static func key(named name: String) -> Key? {
        if let entry = names.first(where: { $0.name == name }) { return entry.key }
        if name == "CR" || name == "Return" { return .enter }
        let scalars = name.unicodeScalars
        if let only = scalars.first, scalars.count == 1 { return .character(only) }
        guard name.hasPrefix("F"), let number = Int(name.dropFirst()), (1...12).contains(number)
        else { return nil }
        return .function(number)
    }
}
