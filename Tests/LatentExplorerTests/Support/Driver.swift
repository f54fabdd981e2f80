import Autoencoders
import LatentExplorer
import TerminalUI

/// Drives an explorer of the fake model: every question is answered before the next key.
struct Driver {
    var state: ExplorerState
    /// What had to be done outside, in order.
    private(set) var effects = [Effect]()
    private var data: ExplorerData?
    private var time = 0.0

    /// An explorer on a screen, with data unless told otherwise.
    init(
        columns: Int = 120, rows: Int = 40, hasData: Bool = true, isUTF8: Bool = true,
        colors: ColorDepth = .mono, bookmarks: [Bookmark] = []
    ) {
        let terminal = TerminalCapabilities(
            isTerminal: true, columns: columns, rows: rows, isUTF8: isUTF8, colors: colors)
        state = ExplorerState(
            model: ModelFacts(
                name: "fake", latentDimensions: FakeModel.latentDimensions,
                classNames: FakeModel.classNames),
            space: GaussianLatentSpace(latentDimensions: FakeModel.latentDimensions),
            screen: ExplorerState.Screen(terminal, renderer: PictureRenderer(for: terminal)),
            bookmarks: bookmarks)
        if hasData { give(FakeModel.data()) }
        settle()
    }

    /// Lets the explorer have data.
    mutating func give(_ data: ExplorerData) {
        self.data = data
        send(.data(data))
    }

    /// Presses keys, `pause` seconds after each other.
    mutating func press(_ text: String, pause: Double = 1) {
        for key in KeyPress.sequence(text) ?? [] { send(.input(.key(key)), after: pause) }
    }

    /// Types a line at a prompt.
    mutating func type(_ text: String) {
        for scalar in text.unicodeScalars { send(.input(.key(KeyPress(scalar))), after: 0.1) }
        press("<Enter>")
    }

    /// Uses the mouse.
    mutating func mouse(
        _ kind: MouseEvent.Kind, _ column: Int, _ row: Int, pause: Double = 1
    ) {
        send(.input(.mouse(MouseEvent(kind, column: column, row: row))), after: pause)
    }

    /// Lets time pass.
    mutating func wait(_ seconds: Double) { send(.tick, after: seconds) }

    /// Tells the explorer something, then answers what it asks.
    mutating func send(_ message: Message, after pause: Double = 0) {
        time += pause
        effects += state.update(message, at: time)
        settle()
    }

    private mutating func settle() {
        for _ in 0..<100 {
            guard let query = state.openQueries.first else { return }
            effects += state.update(.answer(query, FakeModel.answer(query, data)), at: time)
        }
    }

    /// The screen at rest, as text.
    mutating func screen() -> [String] {
        wait(1)
        var view = ExplorerView(FakeModel.rendering)
        return view.draw(state).lines()
    }
}
