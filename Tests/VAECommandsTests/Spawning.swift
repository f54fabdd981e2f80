import Glibc
import Synchronization

// No process may start between a pipe and its mark to be closed in children: it would keep the
// pipe open for as long as it lives.
private let spawning = Mutex(())

/// A pipe whose ends are closed in new processes.
func pipeEnds() -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    spawning.withLock { _ in
        precondition(pipe(&ends) == 0, "pipe: errno \(errno)")
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }
    return (ends[0], ends[1])
}

/// What a standard descriptor of a new process is.
enum ChildDescriptor {
    /// The file at this path.
    case open(String)
    /// A descriptor of this process.
    case use(Int32)
}

/// Starts `vae` as a process of its own.
///
/// - Parameters:
///   - descriptors: standard input, output and error.
///   - isSessionLeader: whether a terminal that it opens becomes its controlling one.
func spawn(
    _ arguments: [String], in folder: String, environment: [String: String],
    descriptors: [ChildDescriptor], isSessionLeader: Bool = false
) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, descriptor) in zip(Int32(0)..., descriptors) {
        switch descriptor {
        case .open(let path):
            posix_spawn_file_actions_addopen(&actions, number, path, O_RDWR, 0)
        case .use(let own): posix_spawn_file_actions_adddup2(&actions, own, number)
        }
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var flags = Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
    if isSessionLeader { flags |= 0x80 }
    posix_spawnattr_setflags(&attributes, flags)

    var variables = ["LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"]
    for name in ["PATH", "HOME", "LD_LIBRARY_PATH"] {
        if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    variables.merge(environment) { $1 }
    var process: pid_t = 0
    // `env` goes to the folder and becomes the program.
    let command = ["env", "-C", folder, programPath] + arguments
    let status = withCStrings(command) { arguments in
        withCStrings(variables.map { "\($0)=\($1)" }) { variables in
            spawning.withLock { _ in
                posix_spawn(&process, "/usr/bin/env", &actions, &attributes, arguments, variables)
            }
        }
    }
    precondition(status == 0, "posix_spawn env: errno \(status)")
    return process
}

private func withCStrings<Value>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
) -> Value {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
}
