import Datasets
import Platform
import Testing
import VAECommands

/// Headers of NPY files, checksums, and the bytes of a zip archive.
@Suite struct ArrayFileTests {
    private final class Memory: ByteSink {
        var bytes = [UInt8]()
        func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) { self.bytes += bytes }
    }

    @Test(arguments: [
        (NPY.DataType.float32, [3], "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }"),
        (
            .float32, [60_000, 28, 28],
            "{'descr': '<f4', 'fortran_order': False, 'shape': (60000, 28, 28), }"
        ),
        (.int32, [0], "{'descr': '<i4', 'fortran_order': False, 'shape': (0,), }"),
        (.uint8, [2, 3], "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }"),
        (
            .text(length: 12), [2],
            "{'descr': '<U12', 'fortran_order': False, 'shape': (2,), }"
        ),
    ])
    func headers(type: NPY.DataType, shape: [Int], text: String) throws {
        let header = NPY.header(type, shape: shape)
        #expect(header.count % 64 == 0)
        #expect(String(decoding: header[10...], as: UTF8.self).hasPrefix(text + " "))
        let array = try NPYArray(header)
        #expect(array.code == type.code)
        #expect(array.shape == shape)
        #expect(array.bytes.isEmpty)
    }

    @Test(
        arguments: [
            ("", 0), ("123456789", 0xCBF4_3926), ("a", 0xE8B7_BE43),
            ("The quick brown fox jumps over the lazy dog", 0x414F_A339),
        ] as [(String, UInt32)])
    func checksums(text: String, expected: UInt32) {
        #expect(CRC32.checksum(of: Array(text.utf8)) == expected)
    }

    @Test func anArchiveByteByByte() throws {
        let memory = Memory()
        var archive = ZipArchive(memory)
        try archive.add("a", Array("123456789".utf8))
        try archive.add("bc", [])
        try archive.end()
        let crc: [UInt8] = [0x26, 0x39, 0xF4, 0xCB]
        let first: [UInt8] =
            [10, 0, 0, 0, 0, 0, 0, 0, 0x21, 0] + crc + [9, 0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0]
        let second: [UInt8] =
            [10, 0, 0, 0, 0, 0, 0, 0, 0x21, 0] + [UInt8](repeating: 0, count: 12) + [2, 0, 0, 0]
        let none = [UInt8](repeating: 0, count: 10)
        var expected: [UInt8] = [0x50, 0x4B, 3, 4] + first + "a123456789".utf8
        expected += [0x50, 0x4B, 3, 4] + second + "bc".utf8
        #expect(expected.count == 72)
        expected += [0x50, 0x4B, 1, 2, 10, 0] + first + none + [0, 0, 0, 0] + "a".utf8
        expected += [0x50, 0x4B, 1, 2, 10, 0] + second + none + [40, 0, 0, 0] + "bc".utf8
        expected += [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 2, 0, 2, 0, 95, 0, 0, 0, 72, 0, 0, 0, 0, 0]
        #expect(memory.bytes == expected)
    }
}
