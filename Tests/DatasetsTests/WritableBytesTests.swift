import Datasets
import Glibc
import Platform
import TestSupport
import Testing

@Suite struct WritableBytesTests {
    @Test(arguments: [0, 1, 4096, 100_000])
    func largeMemoryIsAFile(count: Int) throws {
        let memory = try #require(WritableBytes(count: count, inMemoryUpTo: 4096))
        #expect(memory.isFile == (count > 4096))
        #expect(memory.bytes.count == count)
        #expect(memory.bytes.allSatisfy { $0 == 0 })
        memory.bytes.initializeMemory(as: UInt8.self, repeating: 7)
        #expect(memory.stable.withUnsafeBytes { $0.allSatisfy { $0 == 7 } })
    }

    @Test(arguments: [(10, 20), (10, 9000), (9000, 20_000), (9000, 5000), (9000, 10), (9000, 0)])
    func resizingKeepsWhatFits(from: Int, to: Int) throws {
        let memory = try #require(WritableBytes(count: from, inMemoryUpTo: 4096))
        for index in 0..<from { memory.bytes[index] = UInt8(index % 251) }
        #expect(memory.resize(to: to))
        #expect(memory.bytes.count == to)
        #expect((0..<min(from, to)).allSatisfy { memory.bytes[$0] == UInt8($0 % 251) })
        for index in 0..<to { memory.bytes[index] = 3 }
        if to > 4096 { #expect(memory.isFile) }
    }

    @Test func theBytesOutliveTheirMaker() throws {
        func make() throws -> StableBytes {
            let memory = try #require(WritableBytes(count: 5000, inMemoryUpTo: 10))
            memory.bytes.initializeMemory(as: UInt8.self, repeating: 9)
            return memory.stable
        }
        #expect(try make().withUnsafeBytes { $0.allSatisfy { $0 == 9 } })
    }

    @Test func largeCompressedContentIsInATemporaryFile() throws {
        let count = 70 << 20
        let compressed = gzip([UInt8](repeating: 5, count: count))
        let memory = try compressed.withUnsafeBytes { try Gunzip.decompress($0, path: "a") }
        let mapping = try memory.withUnsafeBytes { bytes in
            #expect(bytes.count == count)
            #expect(bytes.allSatisfy { $0 == 5 })
            return try self.mapping(of: UInt(bitPattern: bytes.baseAddress))
        }
        #expect(mapping.contains(" rw-s "))
        #expect(mapping.contains("/vae-"))
        #expect(mapping.hasSuffix(" (deleted)"))
    }

    /// What the system says of the mapping that begins at `address`.
    private func mapping(of address: UInt) throws -> Substring {
        let text = String(decoding: try FileSystem.read("/proc/self/maps"), as: UTF8.self)
        let start = String(address, radix: 16)
        return try #require(text.split(separator: "\n").first { $0.hasPrefix("\(start)-") })
    }
}
