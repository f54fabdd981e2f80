import TerminalUI

/// Makes events of what curses reads: bytes, and codes for the keys that it knows.
///
/// Curses knows the keys that the terminal's description has. What it leaves as bytes are UTF-8,
/// Escape, and control sequences: keys that the description forgot, the mouse, pasted text and the
/// answers of the terminal (Xterm Control Sequences, by Moy, Gildea and Dickey). Those that mean
/// nothing here are swallowed, so that none is ever taken for typing.
struct InputDecoder {
    /// What has been decoded and not been taken yet.
    private(set) var events = [TerminalEvent]()
    /// How many questions the terminal has answered since the last call of `takeAnswers`.
    private(set) var answers = 0

    private let isUTF8: Bool
    private let keys: KeyTable
    private var state = State.ground
    private var isPasting = false

    private enum State: Equatable {
        case ground
        /// After Escape, which may be the beginning of something, or after two.
        case escape(count: Int)
        /// After Escape and `[`, with what followed.
        case controlSequence([UInt8], alt: Bool)
        /// After Escape and `O`: keys of a terminal in its application mode.
        case applicationKey(alt: Bool)
        /// In text that only the terminal sends, after the byte that began it.
        case string(UInt8, isEmpty: Bool)
        /// After Escape in such text, which ends it.
        case stringEnd
        /// In the middle of a character.
        case text([UInt8], alt: Bool)
        /// Before bytes that mean nothing.
        case skipping(Int)
    }

    /// A decoder that takes what is not ASCII for UTF-8, or drops it.
    init(isUTF8: Bool, keys: KeyTable) {
        self.isUTF8 = isUTF8
        self.keys = keys
    }

    /// Whether it waits for the rest of a sequence, which `giveUp()` ends.
    var isWaiting: Bool { state != .ground }

    /// The events so far; they are taken out.
    mutating func takeEvents() -> [TerminalEvent] {
        defer { events = [] }
        return events
    }

    /// How many questions the terminal has answered; the answers are taken out.
    mutating func takeAnswers() -> Int {
        defer { answers = 0 }
        return answers
    }

    /// Takes what curses read: a byte, or above 255 the code of a key.
    mutating func take(_ code: Int32) {
        guard let byte = UInt8(exactly: code) else { return take(keyCode: code) }
        switch state {
        case .ground: begin(byte, alt: false)
        case .escape(let count): takeAfterEscape(byte, count: count)
        case .controlSequence(let body, let alt): takeInControlSequence(byte, body, alt: alt)
        case .applicationKey(let alt):
            state = .ground
            if let key = ControlSequence.applicationKey(byte) { add(key, alt: alt) }
        case .string(let beginning, _): takeInString(byte, beginning)
        case .stringEnd:
            state = .ground
            if byte != UInt8(ascii: "\\") { takeAfterEscape(byte, count: 1) }
        case .text(let bytes, let alt): takeInText(bytes + [byte], alt: alt)
        case .skipping(let count): state = count > 1 ? .skipping(count - 1) : .ground
        }
    }

    /// Nothing followed Escape at once, so it is the key.
    mutating func pause() {
        guard case .escape(let count) = state else { return }
        state = .ground
        for _ in 0..<count { add(KeyPress(.escape)) }
    }

    /// Nothing followed for so long that nothing will.
    mutating func giveUp() {
        let given = state
        state = .ground
        switch given {
        case .controlSequence([], _): add(KeyPress("["), alt: true)
        case .applicationKey: add(KeyPress("O"), alt: true)
        case .string(let beginning, isEmpty: true):
            add(KeyTable.press(ascii: beginning), alt: true)
        default: break
        }
    }

    private mutating func take(keyCode code: Int32) {
        var alt = false
        if case .escape = state { alt = true }
        state = .ground
        if let press = keys[code] { add(press, alt: alt) }
    }

    private mutating func begin(_ byte: UInt8, alt: Bool) {
        switch byte {
        case 0x1B: state = .escape(count: 1)
        case 0x80...: takeInText([byte], alt: alt)
        default:
            state = .ground
            add(KeyTable.press(ascii: byte), alt: alt)
        }
    }

    private mutating func takeAfterEscape(_ byte: UInt8, count: Int) {
        switch byte {
        // With two, some terminals tell that Alt is held down.
        case UInt8(ascii: "["): state = .controlSequence([], alt: count > 1)
        case UInt8(ascii: "O") where !isPasting: state = .applicationKey(alt: count > 1)
        case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "]"), UInt8(ascii: "^"),
            UInt8(ascii: "_"):
            if count > 1 { add(KeyPress(.escape)) }
            state = .string(byte, isEmpty: true)
        case 0x1B where count == 1: state = .escape(count: 2)
        default:
            if count > 1 { add(KeyPress(.escape)) }
            if byte != 0x1B { begin(byte, alt: true) }
        }
    }

    private mutating func takeInControlSequence(_ byte: UInt8, _ body: [UInt8], alt: Bool) {
        // The function keys of the Linux console, and the mouse of terminals before SGR.
        if body.isEmpty, byte == UInt8(ascii: "[") { return state = .skipping(1) }
        if body.isEmpty, byte == UInt8(ascii: "M") { return state = .skipping(3) }
        switch byte {
        case 0x20...0x3F:
            // No sequence that means something is that long.
            state = .controlSequence(body.count < 64 ? body + [byte] : body, alt: alt)
        case 0x40...0x7E:
            state = .ground
            obey(ControlSequence(body: body, final: byte), alt: alt)
        case 0x1B: state = .escape(count: 1)
        default: state = .ground
        }
    }

    /// Colours, names and versions of the terminal, which nobody here asked for; they end with a bell
    /// or with Escape and a backslash.
    private mutating func takeInString(_ byte: UInt8, _ beginning: UInt8) {
        switch byte {
        case 0x07: state = .ground
        case 0x1B: state = .stringEnd
        default: state = .string(beginning, isEmpty: false)
        }
    }

    private mutating func obey(_ sequence: ControlSequence, alt: Bool) {
        // Only a key can be held with Alt: what the terminal says by itself came after Escape.
        if alt, !sequence.isKey { add(KeyPress(.escape)) }
        switch sequence.meaning {
        case .key(let press): add(press, alt: alt)
        case .mouse(let event): events.append(.mouse(event))
        case .answer: answers += 1
        case .pasteBegins: isPasting = true
        case .pasteEnds: isPasting = false
        case .nothing: break
        }
    }

    private mutating func takeInText(_ bytes: [UInt8], alt: Bool) {
        state = .ground
        // As many leading ones as the character has bytes; what follows begins with one.
        let length = (~bytes[0]).leadingZeroBitCount
        guard isUTF8, (2...4).contains(length) else { return }
        if bytes.count > 1, let last = bytes.last, last & 0xC0 != 0x80 {
            return begin(last, alt: false)
        }
        guard bytes.count == length else { return state = .text(bytes, alt: alt) }
        guard let text = String(validating: bytes, as: UTF8.self),
            let scalar = text.unicodeScalars.first, !(0x80..<0xA0).contains(scalar.value)
        else { return }
        add(KeyPress(scalar), alt: alt)
    }

    private mutating func add(_ press: KeyPress, alt: Bool = false) {
        var press = press
        if alt { press.modifiers.insert(.alt) }
        guard isPasting else { return events.append(.key(press)) }
        // Pasted text is characters; what would be obeyed as a key is not.
        if case .character = press.key, !press.modifiers.contains(.control) {
            events.append(.key(KeyPress(press.key, .pasted)))
        }
    }
}
