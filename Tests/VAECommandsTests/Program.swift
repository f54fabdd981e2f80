import Glibc
import Platform
import TestSupport
import Testing

/// What the program left behind: its output, and how it ended.
struct Outcome {
    /// Standard output.
    let output: String
    /// Standard error.
    let errors: String
    /// The exit code; minus the signal's number if a signal ended it.
    let status: Int32

    /// Standard output, line by line.
    var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// Runs the built `vae` to its end and collects what it wrote.
///
/// - Parameters:
///   - arguments: what follows the program's name.
///   - folder: the working folder.
///   - environment: variables beside the few that every test has.
@discardableResult
func vae(
    _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:]
) -> Outcome {
    RunningProgram(arguments, in: folder, environment: environment).finish()
}

/// The same with the arguments as one text, parted by spaces.
@discardableResult
func vae(
    _ arguments: String, in folder: TemporaryFolder, environment: [String: String] = [:]
) -> Outcome {
    vae(arguments.split(separator: " ").map(String.init), in: folder, environment: environment)
}

/// Where the built program lies: beside the tests that run.
let programPath: String = {
    var folders = [FileSystem.parent(of: FileSystem.absolute("/proc/self/exe") ?? "")]
    folders += CommandLine.arguments.filter { $0.contains(".xctest") }.flatMap {
        // The bundle is a file or a folder with the file deep in it.
        sequence(first: $0) { FileSystem.parent(of: $0) }.prefix(5)
    }
    folders.append("\(repositoryRoot)/.build/release")
    let paths = folders.map { "\($0)/vae" }
    guard let path = paths.first(where: { FileSystem.kind(of: $0) == .file }) else {
        preconditionFailure("no built vae among \(paths)")
    }
    return path
}()

/// A `vae` that has been started and not yet waited for.
final class RunningProgram {
    /// Its process.
    let process: pid_t
    private var outputPipe: Int32
    private var errorPipe: Int32
    private var output = [UInt8]()
    private var errors = [UInt8]()
    private var status: Int32?
    private let deadline = ContinuousClock.now + .seconds(60)

    /// Starts it with its output in pipes; `input` is the file that is its standard input.
    init(
        _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:],
        input: String = "/dev/null"
    ) {
        let (outputEnds, errorEnds) = (pipeEnds(), pipeEnds())
        process = spawn(
            arguments, in: folder.path, environment: environment,
            descriptors: [.open(input), .use(outputEnds.write), .use(errorEnds.write)])
        close(outputEnds.write)
        close(errorEnds.write)
        outputPipe = outputEnds.read
        errorPipe = errorEnds.read
    }

    deinit {
        if status == nil {
            kill(process, SIGKILL)
            waitForEnd()
        }
        for descriptor in [outputPipe, errorPipe] where descriptor >= 0 { close(descriptor) }
    }

    /// Sends it a signal.
    func send(_ signal: Int32) { kill(process, signal) }

    /// Reads on until standard output contains `text`; false if it ended without.
    func waitForOutput(_ text: String) -> Bool {
        while !String(decoding: output, as: UTF8.self).contains(text) {
            guard readSome() else { return false }
        }
        return true
    }

    /// Closes the reading end of its standard output, as `| head` does.
    func stopReading() {
        close(outputPipe)
        outputPipe = -1
    }

    /// Waits for it to end.
    func finish() -> Outcome {
        while readSome() {}
        waitForEnd()
        return Outcome(
            output: String(decoding: output, as: UTF8.self),
            errors: String(decoding: errors, as: UTF8.self), status: status ?? -1)
    }

    private func waitForEnd() {
        var raw: Int32 = 0
        while waitpid(process, &raw, 0) < 0 && errno == EINTR {}
        status = exitCode(raw)
    }

    /// Reads what is there; false once both pipes are closed.
    private func readSome() -> Bool {
        var waits = [outputPipe, errorPipe].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        guard outputPipe >= 0 || errorPipe >= 0 else { return false }
        if poll(&waits, 2, 1000) == 0, ContinuousClock.now > deadline {
            Issue.record("vae was still running after a minute")
            kill(process, SIGKILL)
        }
        if waits[0].revents != 0, !append(from: outputPipe, to: &output) { stopReading() }
        if waits[1].revents != 0, !append(from: errorPipe, to: &errors) {
            close(errorPipe)
            errorPipe = -1
        }
        return true
    }
}

/// Appends what can be read to `bytes`; false at the end.
func append(from descriptor: Int32, to bytes: inout [UInt8]) -> Bool {
    var count = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, used in
        count = read(descriptor, buffer.baseAddress, buffer.count)
        used = max(count, 0)
    }
    bytes += chunk
    return count > 0
}

/// The exit code in the status that `waitpid` gives; minus the number of a signal.
func exitCode(_ raw: Int32) -> Int32 {
    raw & 0x7f == 0 ? raw >> 8 & 0xff : -(raw & 0x7f)
}
