import Glibc
import Platform

extension Benchmark {
    /// What the whole program costs, as a user runs it.
    static let programs = [startUp, epoch, memory, export]

    private static let startUp = Benchmark(
        name: "start-up", summary: "vae sample: start, load a model, decode one picture"
    ) { _ throws(Failure) in
        let program = try MeasuredProgram()
        try program.run([
            "train", "-e", "1", "--limit", "256", "-q", "-o", program.folder + "/model",
        ])
        let arguments = [
            "sample", program.folder + "/model", "-n", "1", "-o", program.folder + "/picture.png",
        ]
        return .counted(unit: "s", runs: 20) { () throws(Failure) in
            try program.run(arguments).seconds
        }
    }

    private static let epoch = Benchmark(
        name: "epoch", summary: "vae train fashion-mnist -e 1: from the file to the epoch's end"
    ) { settings throws(Failure) in
        let program = try MeasuredProgram()
        return .counted(unit: "s", runs: 3) { () throws(Failure) in
            try program.trainEpoch(threads: settings.threads).seconds
        }
    }

    private static let memory = Benchmark(
        name: "memory", summary: "peak memory of vae train fashion-mnist -e 1"
    ) { settings throws(Failure) in
        let program = try MeasuredProgram()
        return .counted(unit: "bytes", runs: 1) { () throws(Failure) in
            try program.trainEpoch(threads: settings.threads).peakBytes
        }
    }

    private static let export = Benchmark(
        name: "export", summary: "vae export: the latents of 60,000 pictures as CSV"
    ) { _ throws(Failure) in
        let program = try MeasuredProgram()
        // On the 5,000 pictures of the program: a limit holds for its own data, not for others.
        try program.run([
            "train", "-e", "1", "--limit", "256", "-q", "-o", program.folder + "/model",
        ])
        let arguments = [
            "export", program.folder + "/model", "--data", "fashion-mnist", "--split", "train",
            "-o", program.folder + "/latents.csv",
            "--columns", "id,label,split,mu,sigma,kl",
        ]
        return .counted(unit: "s", runs: 3) { () throws(Failure) in
            try program.run(arguments).seconds
        }
    }
}

/// The program `vae` that lies beside this one, with a folder for what it writes.
final class MeasuredProgram {
    private let path: String
    private let scratch: ScratchFolder
    var folder: String { scratch.path }

    /// - Throws: `Failure` (`unavailable`) if the program is not there, (`cannotCreate`) if the
    ///   folder cannot be made.
    init() throws(Failure) {
        path = try MeasuredProgram.path()
        scratch = try ScratchFolder()
    }

    /// Where the program lies.
    ///
    /// - Throws: `Failure` (`unavailable`) if it is not there.
    static func path() throws(Failure) -> String {
        let own = FileSystem.absolute("/proc/self/exe") ?? ""
        let path = String(own.dropLast("vae-bench".count)) + "vae"
        guard access(path, X_OK) == 0 else {
            throw Failure(
                .unavailable, "the program is not there", at: path, remedy: "build it first")
        }
        return path
    }

    /// What one run took.
    struct Cost {
        let seconds: Double
        let peakBytes: Double
    }

    /// Runs the program to its end.
    ///
    /// - Throws: `Failure` (`unavailable`) if it cannot be started or fails.
    @discardableResult
    func run(_ arguments: [String]) throws(Failure) -> Cost {
        try MeasuredProgram.start(path, arguments)
    }

    /// Trains `mlp` on Fashion-MNIST for an epoch.
    func trainEpoch(threads: Int) throws(Failure) -> Cost {
        try run([
            "train", "fashion-mnist", "-e", "1", "-q", "--force", "-o", folder + "/run",
            "--threads", "\(threads)",
        ])
    }

    private static func start(
        _ path: String, _ arguments: [String]
    ) throws(Failure) -> Cost {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        let clock = ContinuousClock()
        let begin = clock.now
        var child: pid_t = 0
        let error = posix_spawn(&child, path, &actions, nil, words, environ)
        var status: Int32 = 0
        var usage = rusage()
        guard error == 0, wait4(child, &status, 0, &usage) == child, status == 0 else {
            throw Failure(
                .unavailable, "it did not run to its end",
                at: ([path] + arguments).joined(separator: " "), remedy: "run it by hand")
        }
        return Cost(
            seconds: (clock.now - begin).seconds, peakBytes: Double(usage.ru_maxrss) * 1024)
    }
}
