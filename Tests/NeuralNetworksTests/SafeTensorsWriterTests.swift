import NeuralNetworks
import Platform
import Testing

@Suite struct SafeTensorsWriterTests {
    private func content(_ writer: SafeTensorsWriter) throws -> [UInt8] {
        let memory = SafeTensorsSample.Memory()
        try writer.write(to: memory)
        return memory.content
    }

    @Test func theBytesAreTheseAndNoOthers() throws {
        var writer = SafeTensorsWriter(metadata: ["b": "\"\\\n\u{1}é", "a": "1"])
        writer.add("x", shape: [2], floats: [1, -2])
        let header =
            #"{"__metadata__":{"a":"1","b":"\"\\\n\u0001é"},"#
            + #""x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#
        #expect(header.utf8.count == 100)
        let padded = Array(header.utf8) + [UInt8](repeating: 0x20, count: 20)
        let expected =
            [120, 0, 0, 0, 0, 0, 0, 0] + padded + [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]
        #expect(try content(writer) == expected)
        #expect(try content(writer) == expected)
    }

    @Test func noTensorsAndNoTextsMakeAnEmptyObject() throws {
        let bytes = try content(SafeTensorsWriter())
        #expect(bytes == [56, 0, 0, 0, 0, 0, 0, 0, 0x7B, 0x7D] + [UInt8](repeating: 32, count: 54))
    }

    @Test(arguments: 1...130)
    func theDataBeginsAtAMultipleOf64(length: Int) throws {
        var writer = SafeTensorsWriter()
        writer.add(String(repeating: "n", count: length), shape: [], floats: [1])
        let bytes = try content(writer)
        #expect((bytes.count - 4) % 64 == 0)
        #expect(bytes.count - 4 == 8 + Int(bytes[0]) + Int(bytes[1]) << 8)
    }

    @Test func largeValuesComeFirstAndEqualsKeepTheirOrder() throws {
        var writer = SafeTensorsWriter()
        let bytes: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
        try bytes.withUnsafeBytes { all in
            func first(_ count: Int) -> UnsafeRawBufferPointer {
                UnsafeRawBufferPointer(rebasing: all[..<count])
            }
            writer.add("mask", .bool, shape: [1], bytes: first(1))
            writer.add("z", .float32, shape: [], bytes: first(4))
            writer.add("a", .int32, shape: [2], bytes: first(8))
            writer.add("step", .int64, shape: [1, 1], bytes: first(8))
            writer.add("half", .float16, shape: [3], bytes: first(6))
            writer.add("empty", .float64, shape: [3, 0], bytes: first(0))
            writer.add("pixels", .uint8, shape: [3], bytes: first(3))

            let file = try SafeTensorsFile(content: try content(writer), path: "order")
            #expect(
                file.entries.map(\.name)
                    == ["step", "empty", "z", "a", "half", "mask", "pixels"])
            for entry in file.entries {
                #expect(entry.byteRange.lowerBound % entry.dataType.byteCount == 0)
                #expect(
                    try file.withBytes(entry.name) { Array($0) }
                        == Array(bytes[..<entry.byteRange.count]))
            }
            #expect(try file.entry("empty").shape == [3, 0])
        }
    }

    @Test func whatIsWrittenIsRead() throws {
        let texts = [
            "config": "{\"β\": 4}\n", "": "", "\u{0}\u{1F}\u{7F}": "🧥", "quote\"": "back\\slash/",
        ]
        var random = SafeTensorsSample.Random(seed: 5)
        let values = (0..<1000).map { _ in Float.random(in: -1e6...1e6, using: &random) }
        var writer = SafeTensorsWriter(metadata: texts)
        writer.add("encoder.weight", shape: [10, 100], floats: values)
        writer.add("pieces", .uint8, shape: [6]) { sink throws(Failure) in
            try sink.write("abc")
            try sink.write("def")
        }
        try SafeTensorsSample.withFolder { folder in
            let path = "\(folder)/model.safetensors"
            try writer.write(to: path)
            #expect(try FileSystem.names(inFolder: folder) == ["model.safetensors"])
            let file = try SafeTensorsFile(path: path)
            #expect(file.metadata == texts)
            #expect(try file.entry("encoder.weight").shape == [10, 100])
            #expect(try file.floats("encoder.weight") == values)
            #expect(try file.uint8s("pieces") == Array("abcdef".utf8))
        }
    }

    @Test func aTensorThatFailsLeavesTheOldFile() throws {
        let broken = Failure(.software, "no bytes", at: "here", remedy: "try again")
        var writer = SafeTensorsWriter()
        writer.add("a", .uint8, shape: [1]) { _ throws(Failure) in throw broken }
        try SafeTensorsSample.withFolder { folder in
            let path = "\(folder)/model.safetensors"
            try AtomicFile.write([1, 2, 3], to: path)
            #expect(throws: broken) { try writer.write(to: path) }
            #expect(try FileSystem.read(path) == [1, 2, 3])
            #expect(try FileSystem.names(inFolder: folder) == ["model.safetensors"])
        }
    }

    @Test func aFullDiskIsReported() {
        var writer = SafeTensorsWriter()
        writer.add("a", shape: [1], floats: [1])
        let failure = #expect(throws: Failure.self) { try writer.write(to: "/dev/full") }
        #expect(failure?.kind == .inputOutput)
        #expect(
            failure?.description == "no space left on device: /dev/full: free some space")
    }
}
