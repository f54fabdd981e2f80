import TerminalUI

/// The help: keys of the pane in focus, all keys, commands and terms.
enum HelpOverlay {
    /// A line of the help.
    struct Line: Sendable, Hashable {
        let key: String
        let text: String

        /// Whether it stands above others.
        var isTitle = false

        /// A line that stands above others.
        static func title(_ text: String) -> Line { Line(key: text, text: "", isTitle: true) }
    }

    /// All lines; what the pane in focus has of its own stands first.
    static func lines(for state: ExplorerState) -> [Line] {
        let map = KeyMap.standard
        var lines = firstSteps
        lines += [Line(key: "", text: ""), .title("Keys in the \(state.focus.title)")]
        for binding in map.bindings(in: state.focus) where binding.panes.contains(state.focus) {
            lines.append(line(binding))
        }
        for group in map.groups {
            let shared = group.bindings.filter { !$0.panes.contains(state.focus) }
            lines += [Line(key: "", text: ""), .title(group.title)]
            lines += shared.map { binding in
                let places = binding.panes.map { $0.title }.sorted().joined(separator: ", ")
                let place = binding.panes.isEmpty ? "" : " (\(places))"
                return Line(key: keys(binding), text: binding.help + place)
            }
        }
        lines += [Line(key: "", text: ""), .title("Commands, typed behind :")]
        lines += Command.all.map { Line(key: "\($0.name) \($0.arguments)", text: $0.help) }
        lines += [Line(key: "", text: ""), .title("Points, typed behind : as well")]
        lines += points
        lines += [Line(key: "", text: ""), .title("Terms")]
        return lines + terms
    }

    /// How far the help can be scrolled.
    static func lastScroll(for state: ExplorerState) -> Int {
        max(wrapped(lines(for: state), width: width(for: state)).count - rows(for: state), 0)
    }

    static func width(for state: ExplorerState) -> Int { min(state.size.columns - 2, 98) }
    static func rows(for state: ExplorerState) -> Int { max(state.size.rows - 4, 1) }

    /// Keys as a person reads them.
    static func keys(_ binding: KeyMap.Binding) -> String {
        binding.keys.map { spoken(key: $0) }.joined(separator: " ")
    }

    /// A key as a person reads it: `Ctrl-r` for `<C-r>`.
    static func spoken(key: String) -> String {
        guard key.count > 1 else { return key }
        let parts = key.dropFirst().dropLast().split(separator: "-").map(String.init)
        return parts.map { spoken[$0] ?? $0 }.joined(separator: "-")
    }

    private static let spoken = [
        "S": "Shift", "C": "Ctrl", "A": "Alt", "BS": "Backspace", "Del": "Delete",
    ]

    private static func line(_ binding: KeyMap.Binding) -> Line {
        Line(key: keys(binding), text: binding.help)
    }

    /// Lines that fit into `width`, texts broken between words and set below each other.
    static func wrapped(_ lines: [Line], width: Int) -> [Line] {
        let room = max(width - keyColumns - 2, 8)
        return lines.flatMap { line -> [Line] in
            guard line.text.count > room || line.key.count >= keyColumns, !line.isTitle else {
                return [line]
            }
            var parts = [Line]()
            var text = ""
            // A long key has a line of its own.
            var key = line.key
            if key.count >= keyColumns {
                parts.append(Line(key: key, text: ""))
                key = ""
            }
            for word in line.text.split(separator: " ") {
                if !text.isEmpty, text.count + word.count + 1 > room {
                    parts.append(Line(key: key, text: text))
                    (key, text) = ("", "")
                }
                text += text.isEmpty ? "\(word)" : " \(word)"
            }
            return parts + [Line(key: key, text: text)]
        }
    }

    /// Columns for keys.
    static let keyColumns = 20

    private static let firstSteps = [
        Line.title("First steps"),
        Line(key: "arrows", text: "choose a slider and move it: the picture follows"),
        Line(key: "/boot Enter", text: "go to an example of a label; n is the next"),
        Line(key: "a", text: "set an anchor, go elsewhere, a again: that is a path"),
        Line(key: "Space", text: "walk along the path; 3 shows its film, i changes the way"),
        Line(key: "e", text: "write what is seen to a file; :export path.gif writes the path"),
        Line(key: "u", text: "undo, as often as you like"),
    ]

    private static let points = [
        Line(key: "boot", text: "the middle of a label's examples; part of the name is enough"),
        Line(key: "#412", text: "an example, counted from 0"),
        Line(key: "A, tall", text: "an anchor or a bookmark"),
        Line(key: "z, 0", text: "where you stand, and the origin"),
        Line(key: "boot + 0.5*(A - z)", text: "sums, differences and multiples of points"),
    ]

    private static let terms = [
        Line(
            key: "σ",
            text: "the deviation of a latent over the data, spread of the posteriors included; "
                + "all distances are in it"),
        Line(
            key: "KL",
            text: "nats that a latent tells of an example on average; a dead latent tells nothing"),
        Line(
            key: "sliders",
            text: "● is z, ○ the example; ━ half of the data, ┊ 5 and 95 %, ┼ the median"),
        Line(
            key: "round trip",
            text: "z is decoded and encoded again: how far off it lands. Far: the decoder does not "
                + "mean what you ask. s goes to where it lands"),
        Line(
            key: "typical",
            text: "the share of the prior's own draws with a higher density. Near 0 is the mode, "
                + "where hardly any draw lies; near 100 is far out"),
        Line(
            key: "density",
            text: "the share of held-out examples that lie where the encoded data are thinner. "
                + "Low: a hole between the data"),
        Line(
            key: "nearest",
            text: "root mean square distance in pixels to the nearest training example, beside "
                + "those of reconstructions of examples the model never saw. A copy is nearer than "
                + "99 % of them, and far nearer to one example than to the next; close is one of "
                + "the two"),
        Line(
            key: "linear 12.3",
            text: "how much what is decoded changes along the way: its Fisher–Rao length. A "
                + "geodesic is the way of least change that keeps to the data. Behind it the lowest "
                + "density on the way; below the 5th percentile it is a hole"),
        Line(
            key: "local directions",
            text: "J: singular vectors of the decoder's Jacobian at z, the most visible first"),
    ]
}

extension Painter {
    mutating func paintHelp(scroll: Int) {
        let width = HelpOverlay.width(for: state)
        let rows = HelpOverlay.rows(for: state)
        guard width >= 10 else { return }
        let box = Rectangle(
            column: (state.size.columns - width) / 2, row: 2, columns: width, rows: rows)
        buffer.draw(
            CellBuffer(columns: width + 2, rows: rows + 2), column: box.column - 1,
            row: box.row - 1)
        var frames = Frames(columns: buffer.columns, rows: buffer.rows)
        frames.add(around: box)
        frames.draw(into: &buffer, isUTF8: state.screen.isUTF8)
        let lines = HelpOverlay.wrapped(HelpOverlay.lines(for: state), width: width)
        title(
            "help", lines.count > rows ? "↑↓ scroll, Esc closes" : "Esc closes", over: box,
            isFocused: true)
        for (row, line) in lines.dropFirst(scroll).prefix(rows).enumerated() {
            if line.isTitle {
                write(line.key, in: box, column: 1, row: row, style: [.bold, .underline])
            } else {
                write(line.key, in: box, column: 1, row: row, style: .bold)
                write(line.text, in: box, column: HelpOverlay.keyColumns + 1, row: row)
            }
        }
    }
}
