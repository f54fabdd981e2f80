import Glibc
import Platform

/// `metrics.jsonl`: a line of JSON for each epoch, flushed as it comes.
struct MetricsFile: ~Copyable {
    private let descriptor: Int32
    private let sink: DescriptorSink
    private(set) var length: Int

    /// Opens the file at `path` and cuts it to `length`, which drops lines of epochs that will be
    /// made again.
    init(path: String, length: Int) throws(Failure) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .cannotCreate(path, errno) }
        sink = DescriptorSink(descriptor: descriptor, name: path)
        let present = Int(lseek(descriptor, 0, SEEK_END))
        self.length = min(length, max(present, 0))
        ftruncate(descriptor, off_t(self.length))
        lseek(descriptor, off_t(self.length), SEEK_SET)
    }

    deinit { close(descriptor) }

    mutating func append(_ line: String) throws(Failure) {
        try sink.write(line + "\n")
        length += line.utf8.count + 1
    }
}
