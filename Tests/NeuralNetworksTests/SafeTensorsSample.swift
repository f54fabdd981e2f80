import Glibc
import Platform

/// What the safetensors tests share: hand-made files, a sink in memory, a folder, random numbers.
enum SafeTensorsSample {
    /// The bytes of a file with the given header and data, whatever they are.
    static func content(_ header: String, data: [UInt8] = []) -> [UInt8] {
        content(headerBytes: Array(header.utf8), data: data)
    }

    /// The bytes of a file with the given header and data, whatever they are.
    static func content(headerBytes: [UInt8], data: [UInt8] = []) -> [UInt8] {
        let count = UInt64(headerBytes.count)
        return (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } + headerBytes + data
    }

    /// A sink that keeps what it is given.
    final class Memory: ByteSink {
        private(set) var content = [UInt8]()

        func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
            content.append(contentsOf: bytes)
        }
    }

    /// Calls `body` with the path of a new folder, and removes the folder and its files after.
    static func withFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
        var template = Array("/tmp/safetensors-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Failure(.cannotCreate, systemMessage(errno), at: "/tmp", remedy: "free it")
        }
        let folder = String(
            decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer {
            for name in (try? FileSystem.names(inFolder: folder)) ?? [] {
                FileSystem.remove("\(folder)/\(name)")
            }
            rmdir(folder)
        }
        return try body(folder)
    }

    /// SplitMix64: the same numbers in every run.
    struct Random: RandomNumberGenerator {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var bits = state
            bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
            bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
            return bits ^ bits >> 31
        }
    }
}
