import Platform
import TensorCore

/// Something that can be typed behind a colon.
struct Command: Sendable {
    /// What is typed.
    let name: String
    /// What follows it, for the help.
    let arguments: String
    /// What it does, in a sentence.
    let help: String
    /// What can follow, for completion; nil where that is an expression or anything.
    let choices: @Sendable (ExplorerState) -> [String]?
    /// Does it.
    let run: @Sendable (inout ExplorerState, Line) throws(CommandError) -> [Effect]

    /// What was typed behind a command's name.
    struct Line: Sendable {
        let command: String
        /// The text as it was typed.
        let text: String
        /// The column in the whole line at which the text begins, counted from 0.
        let offset: Int

        /// The words of the text.
        var words: [String] { text.split(separator: " ").map(String.init) }
        /// The words of the text; what stands in quotes is one.
        var names: [String] {
            text.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap {
                $0 % 2 == 1 ? [String($1)] : $1.split(separator: " ").map(String.init)
            }
        }

        /// An error that says how the command is written.
        func misuse(_ what: String) -> CommandError {
            let arguments = Command.all.first { $0.name == command }?.arguments ?? ""
            return CommandError("\(what): write \(command) \(arguments)")
        }

        /// The only word, as a number.
        func number(_ range: ClosedRange<Double>) throws(CommandError) -> Double {
            guard words.count == 1, let value = Double(words[0]), range.contains(value) else {
                let range =
                    "\(Numbers.plain(range.lowerBound)) to \(Numbers.plain(range.upperBound))"
                throw misuse("there is no number from \(range)")
            }
            return value
        }
    }

    /// The command that `line` begins with, and the words behind it; nil if it is none.
    static func parse(_ line: String) -> (command: Command, words: [String])? {
        let words = line.split(separator: " ").map(String.init)
        guard let first = words.first, let command = all.first(where: { $0.name == first }) else {
            return nil
        }
        return (command, Array(words.dropFirst()))
    }
}

extension Command {
    /// All commands, in the order of the help.
    static let all: [Command] = [
        Command(
            "anchor", "[NAME] [= EXPRESSION]", "set an anchor here or at a point",
            choices: { $0.place.anchors.map(\.name) }
        ) { (state, line) throws(CommandError) in
            let (name, point) = try state.assignment(line)
            state.setAnchor(named: name, at: point)
            return []
        },
        Command("bookmark", "[NAME]", "keep this point beside the model", choices: { _ in [] }) {
            (state, line) throws(CommandError) in
            guard line.words.count <= 1 else { throw line.misuse("a name is one word") }
            return state.addBookmark(named: line.words.first)
        },
        Command(
            "delete", "NAME", "forget an anchor or a bookmark",
            choices: { $0.place.anchors.map(\.name) + $0.place.bookmarks.map(\.name) }
        ) { (state, line) throws(CommandError) in try state.delete(line.text, line) },
        Command(
            "export", "[picture|film|grid|gif|latents] [FILE]",
            "write what is seen, or what is named, to a file",
            choices: { _ in ExplorerState.exportNames }
        ) { (state, line) throws(CommandError) in [.export(try state.export(line))] },
        Command(
            "axes", "pca N M | zN zM | LABEL LABEL LABEL | least LABEL LABEL", "axes of the map",
            choices: {
                ["pca", "least"] + $0.space.coordinates.map(\.name)
                    + $0.labelNames.map { PointName.word($0).description }
            }
        ) { (state, line) throws(CommandError) in
            state.setMapAxes(try state.axes(line))
            return []
        },
        Command(
            "way", "linear|spherical|geodesic", "how to get from anchor to anchor",
            choices: { $0.space.interpolations.map(\.rawValue) }
        ) { (state, line) throws(CommandError) in
            guard let way = Interpolation(rawValue: line.text),
                state.space.interpolations.contains(way)
            else { throw line.misuse("there is no such way here") }
            state.setInterpolation(way)
            return []
        },
        Command(
            "label", "NAME|all", "step through examples of one label",
            choices: { $0.labelNames + ["all"] }
        ) { (state, line) throws(CommandError) in
            try state.chooseLabel(line)
            return []
        },
        Command("set", "zN VALUE", "move a slider", choices: { $0.visibleCoordinates.map(\.name) })
        { (state, line) throws(CommandError) in
            try state.set(line)
            return []
        },
        Command("speed", "STEPS", "steps of the path a second, 1 to 120", choices: { _ in [] }) {
            (state, line) throws(CommandError) in
            state.player.speed = try line.number(1...120)
            state.notice = "\(line.text) steps a second."
            return []
        },
        Command(
            "temperature", "T", "how far random points lie, 0 to 3; 1 is the prior",
            choices: { _ in [] }
        ) { (state, line) throws(CommandError) in
            state.temperature = Float(try line.number(0...3))
            state.notice = "Random points are drawn at temperature \(line.text)."
            return []
        },
        Command("seed", "N", "begin the random numbers anew", choices: { _ in [] }) {
            (state, line) throws(CommandError) in
            guard let seed = UInt64(line.text) else {
                throw line.misuse("there is no whole number")
            }
            state.generator = .init(seed: seed)
            state.notice = "Random numbers begin anew from seed \(seed)."
            return []
        },
        Command("next", .nextExample, "the next example"),
        Command("previous", .previousExample, "the previous example"),
        Command("example", .randomExample, "an example at random"),
        Command("random", .randomFromPrior, "a random point of the prior"),
        Command("nearby", .randomNearby, "a random point near here"),
        Command("draw", .samplePosterior, "a draw from the example's posterior"),
        Command("snap", .snap, "to where what is decoded here is encoded"),
        Command("reset", .resetAll, "back to the example, or the origin"),
        Command("undo", .undo, "take the last step back"),
        Command("redo", .redo, "take it again"),
        Command("help", "", "keys, commands and terms", choices: { _ in [] }) { (state, _) in
            state.perform(.help)
        },
        Command("quit", "", "leave", choices: { _ in [] }) { (state, _) in state.perform(.quit) },
    ]

    /// A command that does what a key does.
    private init(_ name: String, _ action: Action, _ help: String) {
        self.init(name, "", help, choices: { _ in [] }) { (state, _) in state.perform(action) }
    }

    private init(
        _ name: String, _ arguments: String, _ help: String,
        choices: @escaping @Sendable (ExplorerState) -> [String]?,
        run: @escaping @Sendable (inout ExplorerState, Line) throws(CommandError) -> [Effect]
    ) {
        self.name = name
        self.arguments = arguments
        self.help = help
        self.choices = choices
        self.run = run
    }
}
