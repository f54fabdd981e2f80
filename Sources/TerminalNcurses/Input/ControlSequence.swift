import TerminalUI

/// What a terminal sends after Escape and `[`: parameters, and a final character.
struct ControlSequence {
    private let isPrivate: Bool
    private let parameters: [Int]
    private let final: UInt8

    /// What a sequence tells.
    enum Meaning: Equatable {
        case key(KeyPress)
        case mouse(MouseEvent)
        /// The terminal is well: it has got as far as the question.
        case answer
        case pasteBegins, pasteEnds
        case nothing
    }

    /// The sequence of these bytes, of which `body` has parameters and marks.
    init(body: [UInt8], final: UInt8) {
        // `<` marks reports of the mouse; the other marks are for answers that nobody asked for.
        isPrivate = body.first.map { (0x3C...0x3F).contains($0) } ?? false
        let isMouse = body.first == UInt8(ascii: "<")
        let numbers = body.drop { (0x3C...0x3F).contains($0) }
        parameters = numbers.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
        self.final = final
        meaning = .nothing
        meaning = isMouse ? mouse : isPrivate ? .nothing : plain
    }

    /// What it tells.
    private(set) var meaning: Meaning

    /// Whether it is a key.
    var isKey: Bool { if case .key = meaning { true } else { false } }

    /// The key that a terminal in its application mode sends as Escape, `O` and `byte`.
    static func applicationKey(_ byte: UInt8) -> KeyPress? {
        switch byte {
        // The keys with numbers, 64 above what they type; Enter is among them.
        case 0x6A...0x79, 0x58, 0x4D: KeyTable.press(ascii: byte - 0x40)
        default: lettered[byte].map { KeyPress($0) }
        }
    }

    private var plain: Meaning {
        let first = parameters.first ?? 0
        switch final {
        case UInt8(ascii: "n"): return first == 0 || first == 3 ? .answer : .nothing
        case UInt8(ascii: "Z"): return .key(KeyPress(.tab, .shift))
        case UInt8(ascii: "~"):
            if first == 200 { return .pasteBegins }
            if first == 201 { return .pasteEnds }
            return key(Self.numbered[first])
        default: return key(Self.lettered[final])
        }
    }

    private func key(_ key: Key?) -> Meaning {
        guard let key else { return .nothing }
        // One more than a sum of 1 for Shift, 2 for Alt and 4 for Control.
        let held = parameters.count > 1 ? max(parameters[1], 1) - 1 : 0
        return .key(KeyPress(key, KeyModifiers(xterm: held)))
    }

    /// SGR reports: the button with what is held down, column and row from 1; `m` for a release.
    private var mouse: Meaning {
        guard parameters.count == 3, final == UInt8(ascii: "M") || final == UInt8(ascii: "m")
        else { return .nothing }
        let code = parameters[0]
        let kind: MouseEvent.Kind
        switch (code & ~0b1_1100, final) {
        case (0, UInt8(ascii: "M")): kind = .press
        case (0, _): kind = .release
        case (32, UInt8(ascii: "M")): kind = .drag
        case (64, _): kind = .wheelUp
        case (65, _): kind = .wheelDown
        default: return .nothing
        }
        var modifiers = KeyModifiers()
        if code & 4 != 0 { modifiers.insert(.shift) }
        if code & 8 != 0 { modifiers.insert(.alt) }
        if code & 16 != 0 { modifiers.insert(.control) }
        return .mouse(
            MouseEvent(
                kind, column: max(parameters[1], 1) - 1, row: max(parameters[2], 1) - 1,
                modifiers: modifiers))
    }

    private static let lettered: [UInt8: Key] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
        UInt8(ascii: "D"): .left, UInt8(ascii: "F"): .end, UInt8(ascii: "H"): .home,
        UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2),
        UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
    ]

    private static let numbered: [Int: Key] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
        17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
        23: .function(11), 24: .function(12),
    ]
}

extension KeyModifiers {
    /// The keys of xterm's sum: 1 for Shift, 2 for Alt, 4 for Control.
    init(xterm sum: Int) {
        self = []
        if sum & 1 != 0 { insert(.shift) }
        if sum & 2 != 0 { insert(.alt) }
        if sum & 4 != 0 { insert(.control) }
    }
}
