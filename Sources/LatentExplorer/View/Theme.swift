import TerminalUI

/// What a colour is for.
enum Accent: Sendable {
    /// What keys go to.
    case focus
    /// What changes nothing.
    case dead
    /// Where z stands on a map.
    case cursor
    /// What is wrong, or may be.
    case warning
}

extension Painter {
    /// The colour for a purpose; without colours, style alone sets things off.
    func accent(_ accent: Accent) -> TerminalColor {
        guard state.screen.colors > .mono else { return .standard }
        return switch accent {
        case .focus, .cursor: .ansi(6)
        case .dead: .ansi(8)
        case .warning: .ansi(3)
        }
    }
}
