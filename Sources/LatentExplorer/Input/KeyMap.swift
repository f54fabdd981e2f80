public import TerminalUI

/// Which key does what.
///
/// The one table that keys, the help and the documentation come from.
public struct KeyMap: Sendable {
    /// Keys that do one thing.
    public struct Binding: Sendable {
        /// The keys, as `KeyPress` writes them; the first is the one that is shown.
        public let keys: [String]
        /// What they do.
        public let action: Action
        /// Where they do it; everywhere if empty.
        public let panes: Set<Pane>
        /// A word for the line of keys; nil where there is no room for it.
        public let hint: String?
        /// What they do, in a sentence.
        public let help: String
    }

    /// Bindings that belong together.
    public struct Group: Sendable {
        /// What they are about.
        public let title: String
        /// The bindings.
        public let bindings: [Binding]
    }

    /// All bindings, in the order of the help.
    public let groups: [Group]
    private let actions: [KeyPress: [Binding]]

    /// What `key` does in `pane`; nil if nothing.
    public func action(for key: KeyPress, in pane: Pane) -> Action? {
        let bindings = actions[key] ?? []
        let own = bindings.first { $0.panes.contains(pane) }
        return (own ?? bindings.first { $0.panes.isEmpty })?.action
    }

    /// What can be done in `pane`, what only it has first.
    public func bindings(in pane: Pane) -> [Binding] {
        let all = groups.flatMap(\.bindings)
        return all.filter { $0.panes.contains(pane) } + all.filter { $0.panes.isEmpty }
    }

    private init(_ groups: [Group]) {
        self.groups = groups
        var actions = [KeyPress: [Binding]]()
        for binding in groups.flatMap(\.bindings) {
            for text in binding.keys {
                guard let keys = KeyPress.sequence(text), let key = keys.first, keys.count == 1
                else { fatalError("KeyMap: \(text) is not one key") }
                actions[key, default: []].append(binding)
            }
        }
        self.actions = actions
    }
}

extension KeyMap {
    /// The keys of the explorer.
    public static let standard = KeyMap([
        Group(
            title: "Move",
            bindings: moves(.left, ["<Left>", "h"], "smaller value, or to the left", hint: nil)
                + moves(.right, ["<Right>", "l"], "greater value, or to the right", hint: "move")
                + moves(.up, ["<Up>", "k"], "the one above", hint: "choose")
                + moves(.down, ["<Down>", "j"], "the one below", hint: nil)
                + [
                    bind(["<PageUp>"], .move(.up, .coarse), "several up"),
                    bind(["<PageDown>"], .move(.down, .coarse), "several down"),
                    bind(["<Home>", "g"], .toFirst, "to the first, or the start of the path"),
                    bind(["<End>", "G"], .toLast, "to the last, or the end of the path"),
                    bind(
                        ["<Enter>"], .pick, "go to what is chosen",
                        in: [.map, .neighbors, .path, .grid], hint: "go there"),
                    bind(
                        ["="], .typeValue, "type a value for the slider", in: [.latents],
                        hint: "type"),
                    bind(
                        ["0", "<BS>", "<Del>"], .resetCoordinate, "reset the slider",
                        in: [.latents]),
                    bind(["R"], .resetAll, "reset everything: the example, or the origin"),
                ]),
        Group(
            title: "Go somewhere",
            bindings: [
                bind(["n"], .nextExample, "next example (of the chosen label)", hint: "example"),
                bind(["N"], .previousExample, "previous example"),
                bind(["x"], .randomExample, "an example at random"),
                bind(["c"], .nextLabel, "examples of the next label only, then all again"),
                bind(["r"], .randomFromPrior, "a random point of the prior", hint: "random"),
                bind(["v"], .randomNearby, "a random point near here"),
                bind(["M"], .samplePosterior, "a draw from the example's posterior"),
                bind(["s"], .snap, "snap: to where what is decoded here is encoded"),
                bind(
                    ["J"], .localDirections,
                    "sliders for the directions that change the picture most here, and back"),
                bind(["D"], .deadCoordinates, "show or fold away dead latents"),
            ]),
        Group(
            title: "Mark and remember",
            bindings: [
                bind(["a"], .setAnchor, "set an anchor of the path here", hint: "anchor"),
                bind(
                    ["d", "<Del>"], .removeAnchor, "remove the anchor", in: [.path], hint: "remove"),
                bind(["b"], .bookmark, "keep this point beside the model", hint: "bookmark"),
                bind(["u", "z"], .undo, "undo", hint: "undo"),
                bind(["<C-r>", "Z"], .redo, "redo"),
            ]),
        Group(
            title: "Path",
            bindings: [
                bind(["<Space>"], .play, "play or pause the path", hint: "play"),
                bind(["i"], .interpolation, "linear, spherical or geodesic", hint: "way"),
                bind(["o"], .loop, "once, or forth and back for ever", in: [.path], hint: "loop"),
                bind(["+"], .faster, "faster", in: [.path], hint: "faster"),
                bind(["-"], .slower, "slower", in: [.path]),
            ]),
        Group(
            title: "Map",
            bindings: [
                bind(
                    ["w"], .mapAxes, "axes: principal components, latents, labels",
                    in: [.map], hint: "axes"),
                bind(["+"], .zoomIn, "zoom in", in: [.map], hint: "zoom"),
                bind(["-"], .zoomOut, "zoom out", in: [.map]),
                bind(["f"], .fit, "show all points", in: [.map], hint: "all"),
                bind(["<C-Left>", "<A-Left>"], .pan(.left), "pan left"),
                bind(["<C-Right>", "<A-Right>"], .pan(.right), "pan right"),
                bind(["<C-Up>", "<A-Up>"], .pan(.up), "pan up"),
                bind(["<C-Down>", "<A-Down>"], .pan(.down), "pan down"),
                bind(["\\"], .dropRest, "drop what lies outside the map's plane"),
            ]),
        Group(
            title: "Show",
            bindings: [
                bind(["1"], .show(.walk), "Walk: sliders"),
                bind(["2"], .show(.map), "Map: the encoded examples"),
                bind(["3"], .show(.path), "Path: the way between anchors"),
                bind(["4"], .show(.grid), "Grid: traversals or a plane"),
                bind(["<Tab>"], .focusNext, "next pane", hint: "pane"),
                bind(["<S-Tab>"], .focusPrevious, "previous pane"),
                bind(["m"], .pictureMode, "mean, a sample, or the deviation of each pixel"),
                bind(["p"], .glyphs, "what pictures are drawn with"),
                bind(["P"], .colors, "how many colours"),
                bind(
                    ["t"], .gridKind, "traversals, or a plane of two latents", in: [.grid],
                    hint: "kind"),
                bind(
                    ["t"], .neighborSpace, "nearest by latents or by pixels",
                    in: [.neighbors], hint: "by"),
            ]),
        Group(
            title: "Take away, and the rest",
            bindings: [
                bind(["e"], .export, "export what is seen", hint: "export"),
                bind(["y"], .copy, "copy z to the clipboard"),
                bind(["/"], .search, "search: an id, a label or a bookmark", hint: "find"),
                bind(
                    [":"], .commandLine, "a command, or an expression such as A + 0.5*(B - A)",
                    hint: "cmd"),
                bind(["?", "<F1>"], .help, "this help, and what the terms mean", hint: "help"),
                bind(["%"], .toggleMouse, "mouse on or off"),
                bind(["<C-l>"], .redraw, "draw the screen anew"),
                bind(["<C-z>"], .suspend, "suspend; fg comes back"),
                bind(["<Esc>"], .back, "back: close, stop, forget the label"),
                bind(["q"], .quit, "quit"),
            ]),
    ])

    private static func bind(
        _ keys: [String], _ action: Action, _ help: String, in panes: Set<Pane> = [],
        hint: String? = nil
    ) -> Binding {
        Binding(keys: keys, action: action, panes: panes, hint: hint, help: help)
    }

    private static func moves(
        _ direction: Direction, _ keys: [String], _ help: String, hint: String?
    ) -> [Binding] {
        let coarse = KeyPress.sequence(keys[0])?.first.map { KeyPress($0.key, .shift).description }
        return [
            bind(keys, .move(direction, .fine), help, hint: hint),
            bind(
                coarse.map { [$0] } ?? [], .move(direction, .coarse), "the same, five times as far"),
        ]
    }
}
