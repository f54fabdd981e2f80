import Glibc

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
    posix_spawn_file_actions_addchdir_np(&actions, folder)
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
    let status = withCStrings(["vae"] + arguments) { arguments in
        withCStrings(variables.map { "\($0)=\($1)" }) { variables in
            posix_spawn(&process, programPath, &actions, &attributes, arguments, variables)
        }
    }
    precondition(status == 0, "posix_spawn \(programPath): errno \(status)")
    return process
}

private func withCStrings<Value>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
) -> Value {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
}
