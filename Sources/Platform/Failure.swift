/// An error that comes from outside the program: a file, a flag, the system, another program.
///
/// It reads `what: where: what to do`, for instance
/// `file is truncated: train-images.gz: copy it again, 47040016 bytes were promised`.
/// A programmer's mistake traps instead.
public struct Failure: Error, Equatable, Sendable, CustomStringConvertible {
    /// The class of a failure; the raw value is the exit code of `sysexits.h`.
    public enum Kind: Int32, Sendable {
        /// The reader of our output has gone, as `| head` does: the program ends quietly.
        case closedPipe = 0
        /// The command line or a configuration was wrong (`EX_USAGE`).
        case usage = 64
        /// The input was there but its content was wrong (`EX_DATAERR`).
        case data = 65
        /// An input file was missing or could not be read (`EX_NOINPUT`).
        case noInput = 66
        /// Something the machine lacks is needed (`EX_UNAVAILABLE`).
        case unavailable = 69
        /// The program itself is at fault (`EX_SOFTWARE`).
        case software = 70
        /// An output could not be created (`EX_CANTCREAT`).
        case cannotCreate = 73
        /// Reading or writing went wrong half way (`EX_IOERR`).
        case inputOutput = 74
    }

    /// The class of the failure, and with it the exit code.
    public let kind: Kind
    /// What is wrong.
    public let what: String
    /// Where: a path, a flag, a field.
    public let place: String
    /// What the user can do about it.
    public let remedy: String

    /// Creates a failure from its three parts.
    public init(_ kind: Kind, _ what: String, at place: String, remedy: String) {
        self.kind = kind
        self.what = what
        self.place = place
        self.remedy = remedy
    }

    /// One line: `what: where: what to do`.
    public var description: String { "\(what): \(place): \(remedy)" }
}
