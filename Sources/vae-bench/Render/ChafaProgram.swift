import Glibc
import Platform

/// The program `chafa`, which draws pictures as text.
///
/// It is asked for just so many cells of 1×2, one thread, characters only, and its best effort; its
/// own changes of contrast are off, but for the settings that stand for what users get.
struct ChafaProgram {
    private let scratch: ScratchFolder

    /// Nil if it is not installed.
    init?(scratch: ScratchFolder) {
        let folders = getenv("PATH").map { String(cString: $0) } ?? ""
        guard folders.split(separator: ":").contains(where: { access("\($0)/chafa", X_OK) == 0 })
        else { return nil }
        self.scratch = scratch
    }

    /// What it drew, and the processor time that it took.
    struct Output {
        let lines: [String]
        let seconds: Double
    }

    /// The picture at `path` as `columns` × `rows` cells.
    ///
    /// - Throws: `Failure` (`unavailable`) if it cannot be started or fails.
    func draw(
        _ path: String, columns: Int, rows: Int, setting: ChafaSetting
    ) throws(Failure) -> Output {
        var arguments = [
            "-f", "symbols", "-s", "\(columns)x\(rows)", "--stretch", "--font-ratio", "1/2",
            "--animate", "off", "--threads", "1", "--polite", "on", "--bg", "black", "--fg",
            "white",
        ]
        if !setting.isDefault { arguments += ["-p", "off", "-w", "9"] }
        arguments += setting.flags.split(separator: " ").map { String($0) } + [path]
        return try run(arguments)
    }

    private func run(_ arguments: [String]) throws(Failure) -> Output {
        let output = scratch.path + "/chafa.txt"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(
            &actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var words: [UnsafeMutablePointer<CChar>?] = (["chafa"] + arguments).map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        let error = posix_spawnp(&child, "chafa", &actions, nil, words, environ)
        var status: Int32 = 0
        var usage = rusage()
        guard error == 0, wait4(child, &status, 0, &usage) == child, status == 0 else {
            throw Failure(
                .unavailable, "it did not run to its end",
                at: "chafa " + arguments.joined(separator: " "), remedy: "run it by hand")
        }
        let text = String(decoding: try FileSystem.read(output), as: UTF8.self)
        return Output(
            lines: text.split(separator: "\n").map { String($0) },
            seconds: usage.ru_utime.seconds + usage.ru_stime.seconds)
    }
}

extension timeval {
    fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) * 1e-6 }
}
