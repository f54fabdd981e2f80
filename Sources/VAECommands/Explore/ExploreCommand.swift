import ArgumentParser
import Autoencoders
import LatentExplorer
import Platform
import TerminalUI
import Training

/// `vae explore`: walks through the latent space in the terminal.
struct ExploreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explore", abstract: "Walk through the latent space in the terminal.",
        usage: "vae explore <model> [<options>]",
        discussion: """
            Arrows move sliders, ? lists all keys and says what the figures mean, q quits. Without \
            data it works from the prior; the latents of the data are kept in the model's folder.

            --snapshot prints one frame and needs no terminal; --keys presses keys first, written \
            as in vim: 2 <Right> <S-Left> <Tab> <Space>. --plain talks in lines of text and draws \
            nothing, for screen readers and for terminals that cannot move their cursor.

            EXAMPLES
              vae explore runs/fashion
              vae explore runs/fashion --data photos/ --no-mouse
              vae explore runs/fashion --snapshot 120x40 --keys "n<Right><Right>2"
              echo "boot + 0.5*(sandal - sneaker)" | vae explore runs/fashion --plain
            """)

    @OptionGroup var source: ModelOptions

    @Option(help: "The view to begin with: walk, map, path or grid (default: walk).")
    var view: String?

    @Option(help: "Print one frame of this size, such as 120x40, and end.")
    var snapshot: String?

    @Option(help: "Keys to press at first.")
    var keys: String?

    @Option(help: "Write what is done to a file, for --replay.")
    var record: String?

    @Option(help: "Do what a file of --record says.")
    var replay: String?

    @Flag(help: "Talk in lines of text, draw nothing.")
    var plain = false

    @Flag(name: .customLong("no-mouse"), help: "Leave the mouse to the terminal.")
    var hasNoMouse = false

    @Option(parsing: .unconditional, help: "Seed of random points (default: 0).")
    var seed: UInt64?

    @OptionGroup var drawing: PictureOptions

    @OptionGroup var compute: ComputeOptions

    func run() throws {
        try refuseWhatDoesNotGoTogether()
        try compute.apply()
        let keys = try parsedKeys()
        let recorded = try replay.map { path throws(Failure) in try SessionRecord.read(path) }
        let begin = try beginning(of: recorded)
        var terminal = TerminalCapabilities.current()
        if let snapshot {
            guard let size = SnapshotSize(snapshot) else {
                throw Failure(
                    .usage, "\"\(snapshot)\" is not a size", at: "--snapshot",
                    remedy: "give columns x rows from 1x1 to 500x300, such as 120x40")
            }
            (terminal.columns, terminal.rows) = (size.columns, size.rows)
        }
        let screen = try drawing.explorerScreen(on: terminal, isPaper: snapshot != nil)
        // What a person says of the colours goes before what the terminal promises.
        terminal.colors = screen.colors

        let trained = try source.load()
        let folder =
            FileSystem.kind(of: source.model) == .folder ? RunFolder(source.model) : nil
        let bookmarks = folder.map {
            BookmarksFile(
                folder: $0.path, latentDimensions: trained.description.model.latentDimensions)
        }
        var state = ExplorerState(
            model: ModelFacts(
                name: FileSystem.name(of: source.model),
                latentDimensions: trained.description.model.latentDimensions,
                classNames: trained.description.data.classNames ?? []),
            space: GaussianLatentSpace(
                latentDimensions: trained.description.model.latentDimensions),
            screen: screen, bookmarks: try bookmarks?.read() ?? [], hasMouse: !hasNoMouse,
            seed: begin.seed)
        state.begin(with: begin.view.kind)

        let session = ExplorerSession(
            trained: trained, folder: folder, override: source.data, bookmarks: bookmarks,
            threads: compute)
        if plain {
            try PlainSession(session).run(state)
        } else if snapshot != nil {
            let lines = HeadlessSession(session).frame(
                of: state, isColored: screen.colors > .mono, keys: keys, record: recorded)
            try say(lines)
        } else {
            let recorder = try record.map { path throws(Failure) in
                try SessionRecorder(
                    path, seed: begin.seed, view: begin.view.rawValue,
                    size: (terminal.columns, terminal.rows))
            }
            try ScreenSession(session, recorder: recorder).run(
                state, on: terminal, keys: keys, record: recorded)
        }
    }

    /// What a session begins with: what the flags say, else what was recorded.
    private func beginning(
        of record: [SessionRecord.Entry]?
    ) throws(Failure) -> (seed: UInt64, view: ViewName) {
        var recorded: (seed: UInt64, view: String)?
        if case .begin(let seed, let view)? = record?.first?.event { recorded = (seed, view) }
        let name = view ?? recorded?.view ?? ViewName.walk.rawValue
        return (
            seed ?? recorded?.seed ?? 0,
            try KnownName.parse(
                name, as: ViewName.self, for: view == nil ? "--replay" : "--view")
        )
    }

    private func refuseWhatDoesNotGoTogether() throws(Failure) {
        let others: [(flag: String, isGiven: Bool)] = [
            ("--snapshot", plain && snapshot != nil), ("--keys", plain && keys != nil),
            ("--replay", plain && replay != nil),
            ("--record", record != nil && (plain || snapshot != nil)),
        ]
        guard let wrong = others.first(where: \.isGiven) else { return }
        throw Failure(
            .usage, "it does not go with \(plain ? "--plain" : "--snapshot")", at: wrong.flag,
            remedy: "leave out one of them")
    }

    private func parsedKeys() throws(Failure) -> [KeyPress] {
        guard let keys else { return [] }
        guard let parsed = KeyPress.sequence(keys) else {
            throw Failure(
                .usage, "the keys cannot be read", at: "--keys",
                remedy: "write < as <lt>, other keys as <Left>, <S-Tab>, <C-r>, <Space>, <F1>")
        }
        return parsed
    }

    /// The views by what they are called on the command line.
    private enum ViewName: String, CaseIterable {
        case walk, map, path, grid

        var kind: ViewKind {
            switch self {
            case .walk: .walk
            case .map: .map
            case .path: .path
            case .grid: .grid
            }
        }
    }
}

/// The size of a snapshot, as in `120x40`.
private struct SnapshotSize {
    let columns: Int
    let rows: Int

    init?(_ text: String) {
        let sizes = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard sizes.count == 2, let columns = sizes[0], let rows = sizes[1],
            (1...500).contains(columns), (1...300).contains(rows)
        else { return nil }
        self.columns = columns
        self.rows = rows
    }
}
