import Glibc
import Platform
import TestSupport

/// Runs the built `vae-bench`, or another program beside it, to its end and collects what it wrote.
struct BenchmarkProgram {
    /// Standard output, line by line.
    let lines: [String]
    /// Standard error.
    let errors: String
    /// The exit code; minus the signal's number if a signal ended it.
    let status: Int32

    /// - Parameter arguments: what follows the program's name, parted by spaces.
    init(_ arguments: String, program: String = "vae-bench") throws {
        let path = BenchmarkProgram.path(of: program)
        let folder = TemporaryFolder()
        let (output, errors) = (folder.path(of: "output"), folder.path(of: "errors"))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (descriptor, path) in [(STDOUT_FILENO, output), (STDERR_FILENO, errors)] {
            posix_spawn_file_actions_addopen(
                &actions, descriptor, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }
        let words = [path] + arguments.split(separator: " ").map(String.init)
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        pointers.append(nil)
        var process: pid_t = 0
        let error = posix_spawn(
            &process, path, &actions, nil, pointers, environ)
        precondition(error == 0, "posix_spawn \(path): errno \(error)")
        var raw: Int32 = 0
        while waitpid(process, &raw, 0) < 0 && errno == EINTR {}
        status = raw & 0x7f == 0 ? raw >> 8 & 0xff : -(raw & 0x7f)
        lines = String(decoding: try FileSystem.read(output), as: UTF8.self)
            .split(separator: "\n").map(String.init)
        self.errors = String(decoding: try FileSystem.read(errors), as: UTF8.self)
    }

    private static func path(of program: String) -> String {
        let beside = FileSystem.parent(of: FileSystem.absolute("/proc/self/exe") ?? "")
        let paths = ["\(beside)/\(program)", "\(repositoryRoot)/.build/release/\(program)"]
        guard let path = paths.first(where: { FileSystem.kind(of: $0) == .file }) else {
            preconditionFailure("no built \(program) among \(paths)")
        }
        return path
    }
}
