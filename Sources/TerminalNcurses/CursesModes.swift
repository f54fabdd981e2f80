import CNcursesw
import Platform

/// Whether curses can use the terminal.
///
/// - Throws: `Failure` (`unavailable`) with what is missing.
func checkTerminal(input: Int32, output: Int32, term: String) throws(Failure) {
    switch cncursesw_check(input, output) {
    case CNCURSESW_NOT_A_TERMINAL:
        throw Failure(
            .unavailable, "not a terminal", at: "standard input or output",
            remedy: "run it in a terminal without pipes, or use --plain")
    case CNCURSESW_UNKNOWN:
        throw Failure(
            .unavailable, "terminal is not known", at: term.isEmpty ? "TERM" : "TERM=\(term)",
            remedy: "set it to what the terminal is, such as xterm-256color, or use --plain")
    case CNCURSESW_CANNOT_MOVE_CURSOR:
        throw Failure(
            .unavailable, "terminal cannot move its cursor", at: "TERM=\(term)",
            remedy: "use another terminal, or --plain")
    default: break
    }
}

/// Sets up the open curses: keys come one by one, and nothing is written that was not asked for.
func setCursesModes(terminal: Int32) {
    cbreak()
    noecho()
    nonl()
    curs_set(0)
    // A frame is written as a whole, even if keys are waiting.
    typeahead(-1)
    // Curses must not shift what is written past it.
    idcok(cncursesw_screen(), false)
    cncursesw_free_control_keys(terminal)
    // These modes are the program's, to come back to after it was suspended.
    def_prog_mode()
}
