import CNcursesw
import TerminalUI

/// What the codes of curses and the bytes of ASCII are as keys.
struct KeyTable {
    private var presses: [Int32: KeyPress]

    /// The codes that curses has for every terminal.
    init() {
        presses = Self.standard
        // Where Shift with F1 is a key of its own, descriptions call it F13, and so on by twelves.
        let held: [KeyModifiers] = [[], .shift, .control, [.control, .shift], .alt]
        for (row, modifiers) in held.enumerated() {
            for number in 1...12 {
                let code = cncursesw_function_key(Int32(12 * row + number))
                presses[code] = KeyPress(.function(number), modifiers)
            }
        }
    }

    /// The key with this code; nil for one that means nothing here.
    subscript(code: Int32) -> KeyPress? { presses[code] }

    /// Adds the codes that the terminal's description has for keys with Shift, Alt and Control.
    ///
    /// They are called `kLFT5` and the like, and curses numbers them as it reads them.
    mutating func addExtendedKeys() {
        let names: [(name: String, key: Key)] = [
            ("kUP", .up), ("kDN", .down), ("kLFT", .left), ("kRIT", .right), ("kHOM", .home),
            ("kEND", .end), ("kPRV", .pageUp), ("kNXT", .pageDown), ("kDC", .delete),
            ("kIC", .insert),
        ]
        for (name, key) in names {
            for held in 1...7 {
                // Without a number they are with Shift.
                let full = held == 1 ? name : "\(name)\(held + 1)"
                guard let sequence = cncursesw_capability(full) else { continue }
                let code = key_defined(sequence)
                if code > 0 { presses[code] = KeyPress(key, KeyModifiers(xterm: held)) }
            }
        }
    }

    /// The key that sends `byte`, below 128.
    static func press(ascii byte: UInt8) -> KeyPress {
        switch byte {
        case 8, 127: KeyPress(.backspace)
        case 9: KeyPress(.tab)
        case 10, 13: KeyPress(.enter)
        case 27: KeyPress(.escape)
        case 0: KeyPress(.character(" "), .control)
        // Control clears two bits; letters are told as small ones.
        case 1...26: KeyPress(.character(Unicode.Scalar(byte + 0x60)), .control)
        case 28...31: KeyPress(.character(Unicode.Scalar(byte + 0x40)), .control)
        default: KeyPress(Unicode.Scalar(byte))
        }
    }

    private static let standard: [Int32: KeyPress] = [
        KEY_UP: KeyPress(.up), KEY_DOWN: KeyPress(.down), KEY_LEFT: KeyPress(.left),
        KEY_RIGHT: KeyPress(.right), KEY_HOME: KeyPress(.home), KEY_END: KeyPress(.end),
        KEY_PPAGE: KeyPress(.pageUp), KEY_NPAGE: KeyPress(.pageDown),
        KEY_FIND: KeyPress(.home), KEY_SELECT: KeyPress(.end), KEY_LL: KeyPress(.end),
        // The corners of the keys with numbers.
        KEY_A1: KeyPress(.home), KEY_A3: KeyPress(.pageUp), KEY_C1: KeyPress(.end),
        KEY_C3: KeyPress(.pageDown),
        KEY_SR: KeyPress(.up, .shift), KEY_SF: KeyPress(.down, .shift),
        KEY_SLEFT: KeyPress(.left, .shift), KEY_SRIGHT: KeyPress(.right, .shift),
        KEY_SHOME: KeyPress(.home, .shift), KEY_SEND: KeyPress(.end, .shift),
        KEY_SPREVIOUS: KeyPress(.pageUp, .shift), KEY_SNEXT: KeyPress(.pageDown, .shift),
        KEY_SDC: KeyPress(.delete, .shift), KEY_SIC: KeyPress(.insert, .shift),
        KEY_DC: KeyPress(.delete), KEY_IC: KeyPress(.insert),
        KEY_BACKSPACE: KeyPress(.backspace), KEY_ENTER: KeyPress(.enter),
        KEY_BTAB: KeyPress(.tab, .shift),
    ]
}
