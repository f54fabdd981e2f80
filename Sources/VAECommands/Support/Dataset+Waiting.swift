import Datasets
import Glibc
import Platform

extension Dataset {
    /// Waits until all examples are read.
    ///
    /// If that takes over a second and standard error is a terminal, a line there says so.
    ///
    /// - Throws: `Failure` as `train()` and `test()` do.
    func wait() throws(Failure) {
        let notice = isatty(STDERR_FILENO) == 1 ? DelayedNotice("reading \(name) ...") : nil
        defer { notice?.cancel() }
        _ = try train()
        _ = try test()
    }
}

/// A line on standard error after a second, unless it is cancelled before.
private struct DelayedNotice {
    private let ends: (reading: Int32, writing: Int32)
    private let task: BackgroundTask<Void>

    init?(_ text: String) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        let reading = ends[0]
        self.ends = (reading, ends[1])
        task = BackgroundTask {
            // The pipe hangs up when the notice is cancelled.
            var wait = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
            if poll(&wait, 1, 1000) == 0 { complain(text) }
            return .success(())
        }
    }

    func cancel() {
        close(ends.writing)
        try? task.value()
        close(ends.reading)
    }
}
