import LatentExplorer
import Platform
import TerminalUI

/// What was done in a session, as lines of text.
///
/// What the computation answered is not in it: a replay computes anew.
///
///     # vae explore, recorded: seconds, what happened
///     0.000 begin 0 walk
///     0.000 resize 120x40
///     0.134 data
///     1.210 key <Right>
///     2.001 mouse press 10 12
///     2.040 tick
enum SessionRecord {
    /// The first line.
    static let header = "# vae explore, recorded: seconds, what happened"

    /// Something that happened.
    enum Event: Equatable {
        /// The seed of random points, and the view it began with.
        case begin(seed: UInt64, view: String)
        case input(TerminalEvent)
        case tick
        /// The examples were there.
        case data
    }

    /// Something that happened, and when.
    struct Entry: Equatable {
        var time: Double
        var event: Event

        /// What to tell the explorer; nil for what the driver knows.
        var message: Message? {
            switch event {
            case .input(let event): .input(event)
            case .tick: .tick
            case .begin, .data: nil
            }
        }

        /// Whether the screen changed its size; a replay has a screen of its own.
        var isResize: Bool { if case .input(.resize) = event { true } else { false } }

        /// The line for it.
        var line: String {
            let what =
                switch event {
                case .begin(let seed, let view): "begin \(seed) \(view)"
                case .input(.key(let key)): "key \(key)"
                case .input(.mouse(let mouse)):
                    "mouse \(mouse.kind.rawValue) \(mouse.column) \(mouse.row)"
                case .input(.resize(let columns, let rows)): "resize \(columns)x\(rows)"
                case .input(.interrupt): "interrupt"
                case .tick: "tick"
                case .data: "data"
                }
            return "\(Numbers.fixed(time, 3)) \(what)"
        }

        /// What a line says; nil if it says nothing that is known.
        init?(line: String) {
            // Bytes: to characters a blank with an accent behind it is no blank.
            let words = line.utf8.split(separator: UInt8(ascii: " ")).map { String($0) ?? "" }
            guard words.count >= 2, let time = Double(words[0]), time.isFinite, time >= 0,
                let event = Event(words: Array(words.dropFirst()))
            else { return nil }
            self.init(time: time, event: event)
        }

        init(time: Double, event: Event) {
            self.time = time
            self.event = event
        }
    }

    /// The entries of a file.
    ///
    /// - Throws: `Failure` (`noInput`) if it cannot be read, (`data`) that names the first line
    ///   that is wrong.
    static func read(_ path: String) throws(Failure) -> [Entry] {
        let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first.map(String.init) == header else {
            throw Failure(
                .data, "the file is no record of a session", at: path,
                remedy: "name a file that --record wrote")
        }
        var entries = [Entry]()
        for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
            guard let entry = Entry(line: String(line)), entry.time >= entries.last?.time ?? 0
            else {
                throw Failure(
                    .data, "line \(index + 1) cannot be read", at: path,
                    remedy: "correct or remove it")
            }
            entries.append(entry)
        }
        return entries
    }
}

extension SessionRecord.Event {
    /// What the words behind the time say.
    fileprivate init?(words: [String]) {
        switch (words[0], words.count) {
        case ("begin", 3):
            guard let seed = UInt64(words[1]) else { return nil }
            self = .begin(seed: seed, view: words[2])
        case ("tick", 1): self = .tick
        case ("data", 1): self = .data
        case ("interrupt", 1): self = .input(.interrupt)
        case ("key", 2):
            guard let keys = KeyPress.sequence(words[1]), keys.count == 1 else { return nil }
            self = .input(.key(keys[0]))
        case ("resize", 2):
            let sizes = words[1].split(separator: "x").compactMap { Int($0) }
            guard sizes.count == 2, sizes.allSatisfy({ (1...1000).contains($0) }) else {
                return nil
            }
            self = .input(.resize(columns: sizes[0], rows: sizes[1]))
        case ("mouse", 4):
            guard let kind = MouseEvent.Kind(rawValue: words[1]), let column = Int(words[2]),
                let row = Int(words[3]), (0..<100_000).contains(column),
                (0..<100_000).contains(row)
            else { return nil }
            self = .input(.mouse(MouseEvent(kind, column: column, row: row)))
        default: return nil
        }
    }
}

/// Writes down what is done in a session.
final class SessionRecorder {
    private let file: AtomicFile
    private var text = ""

    /// A record at `path` that begins with the screen's size; it is there once `finish` is called.
    ///
    /// - Parameters:
    ///   - seed: that of random points.
    ///   - view: what the view is called that it begins with.
    ///
    /// - Throws: `Failure` (`cannotCreate`) if nothing can be written there.
    init(
        _ path: String, seed: UInt64, view: String, size: (columns: Int, rows: Int)
    ) throws(Failure) {
        file = try AtomicFile(replacing: path)
        text = SessionRecord.header + "\n"
        add(.begin(seed: seed, view: view), at: 0)
        add(.input(.resize(columns: size.columns, rows: size.rows)), at: 0)
    }

    /// Notes an event.
    func add(_ event: SessionRecord.Event, at time: Double) {
        text += SessionRecord.Entry(time: time, event: event).line + "\n"
    }

    /// Makes the file appear.
    ///
    /// - Throws: `Failure` (`inputOutput`) if it cannot be written.
    func finish() throws(Failure) {
        try file.write(text)
        try file.commit()
    }
}
