/// What comes from a terminal.
public enum TerminalEvent: Sendable, Hashable {
    /// A key was pressed, or is held down and repeats.
    case key(KeyPress)
    /// The mouse was used.
    case mouse(MouseEvent)
    /// The screen has another size, in cells; neither is below 1.
    case resize(columns: Int, rows: Int)
    /// The process was told to end, by Ctrl-C or a signal.
    case interrupt
}
