import LatentExplorer
import Platform
import TerminalUI

extension PictureOptions {
    /// The explorer's screen that these options make of `terminal`.
    ///
    /// - Parameter isPaper: whether a frame is printed; it has colours only if they are asked for,
    ///   and braille wherever the locale has it.
    /// - Throws: `Failure` (`usage`) for a name that is not known, a value that cannot be, or a
    ///   size, which is the screen's.
    func explorerScreen(
        on terminal: TerminalCapabilities, isPaper: Bool
    ) throws(Failure) -> ExplorerState.Screen {
        for (value, flag) in [(width, "--width"), (height, "--height")] where value != nil {
            throw Failure(
                .usage, "the explorer takes the whole screen", at: flag,
                remedy: "leave it out, or give --snapshot a size")
        }
        var terminal = terminal
        if isPaper {
            terminal.isTerminal = true
            if colors == nil { terminal.colors = .mono }
        }
        let screen = try screen(on: terminal)
        return ExplorerState.Screen(screen.terminal, renderer: screen.renderer)
    }
}
