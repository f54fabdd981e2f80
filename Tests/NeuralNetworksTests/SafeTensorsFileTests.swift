import NeuralNetworks
import Platform
import Testing

@Suite struct SafeTensorsFileTests {
    /// Two tensors, written by hand: `a` holds 1 and -2, `b` holds 7.
    private func small() throws -> SafeTensorsFile {
        let header =
            #" {"b" : {"data_offsets":[8,9],"shape":[],"dtype":"U8"},"#
            + #""a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}}   "#
        let data: [UInt8] = [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 7]
        return try SafeTensorsFile(
            content: SafeTensorsSample.content(header, data: data), path: "small")
    }

    @Test func entriesComeInTheOrderOfTheirBytes() throws {
        let file = try small()
        #expect(
            file.entries == [
                try file.entry("a"), try file.entry("b"),
            ])
        let first = try file.entry("a")
        #expect(first.name == "a")
        #expect(first.dataType == .float32)
        #expect(first.shape == [2, 1])
        #expect(first.byteRange == 0..<8)
        #expect(first.count == 2)
        #expect(try file.entry("b").count == 1)
        #expect(file.metadata.isEmpty)
        #expect(file.contains("a"))
        #expect(!file.contains("c"))
        #expect(file.path == "small")
    }

    @Test func valuesAreRead() throws {
        let file = try small()
        #expect(try file.floats("a") == [1, -2])
        #expect(try file.doubles("a") == [1, -2])
        #expect(try file.uint8s("b") == [7])
        #expect(try file.withBytes("b") { Array($0) } == [7])
        var buffer: [Float] = [0, 0, 9]
        try buffer.withUnsafeMutableBufferPointer { all in
            try file.readFloats("a", into: UnsafeMutableBufferPointer(rebasing: all[..<2]))
        }
        #expect(buffer == [1, -2, 9])
    }

    @Test func askingForTheWrongThingFails() throws {
        let file = try small()
        let floats = "save it as one of F32, F64, F16, BF16"
        expect("tensor 'c' is missing: small: check that the file belongs to this model") {
            try file.entry("c")
        }
        expect("tensor 'c' is missing: small: check that the file belongs to this model") {
            try file.withBytes("c") { $0.count }
        }
        expect("tensor 'b' holds U8: small: \(floats)") { try file.floats("b") }
        expect("tensor 'b' holds U8: small: \(floats)") { try file.doubles("b") }
        expect("tensor 'a' holds F32: small: save it as one of U8, BOOL") {
            try file.uint8s("a")
        }
        expect("tensor 'a' holds F32: small: save it as one of I32, I64") {
            try file.int64s("a")
        }
        expect(
            "tensor 'a' has 2 values, not 3: small: check that the file belongs to this model"
        ) {
            var buffer: [Float] = [0, 0, 0]
            try buffer.withUnsafeMutableBufferPointer { try file.readFloats("a", into: $0) }
        }
    }

    @Test func aMissingFileFails() {
        let failure = #expect(throws: Failure.self) {
            try SafeTensorsFile(path: "/nowhere/model.safetensors")
        }
        #expect(failure?.kind == .noInput)
        #expect(
            failure?.description
                == "no such file or directory: /nowhere/model.safetensors: check the path")
    }

    @Test func aFileWithoutTensorsIsFine() throws {
        let header = #"{"__metadata__":{}}"#
        for text in ["{}", header] {
            let file = try SafeTensorsFile(
                content: SafeTensorsSample.content(text), path: "empty")
            #expect(file.entries.isEmpty)
            #expect(file.metadata.isEmpty)
        }
    }

    @Test(arguments: [
        (#"plain"#, "plain"),
        (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#"caf\u00e9 \u00E9"#, "café é"),
        (#"\ud83e\udde5!"#, "🧥!"),
        (#"\u0000"#, "\0"),
        (#"🧥 raw"#, "🧥 raw"),
    ])
    func escapesAreResolved(json: String, text: String) throws {
        let header = "{\"__metadata__\":{\"\(json)\":\"\(json)\"}}"
        let file = try SafeTensorsFile(content: SafeTensorsSample.content(header), path: "texts")
        #expect(file.metadata == [text: text])
    }

    @Test func narrowFormatsWidenExactly() throws {
        let header =
            #"{"h":{"dtype":"F16","shape":[4],"data_offsets":[0,8]},"#
            + #""b":{"dtype":"BF16","shape":[2],"data_offsets":[8,12]},"#
            + #""d":{"dtype":"F64","shape":[1],"data_offsets":[12,20]},"#
            + #""i":{"dtype":"I32","shape":[1],"data_offsets":[20,24]},"#
            + #""l":{"dtype":"I64","shape":[1],"data_offsets":[24,32]}}"#
        let data: [UInt8] = [
            0x00, 0x3C, 0x01, 0x00, 0xFF, 0xFB, 0x00, 0x7C,
            0x80, 0x3F, 0x80, 0xFF,
            0x9A, 0x99, 0x99, 0x99, 0x99, 0x99, 0xB9, 0x3F,
            0xFE, 0xFF, 0xFF, 0xFF,
            0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00,
        ]
        let file = try SafeTensorsFile(
            content: SafeTensorsSample.content(header, data: data), path: "narrow")
        #expect(try file.floats("h") == [1, 0x1p-24, -65504, .infinity])
        #expect(try file.doubles("h") == [1, 0x1p-24, -65504, .infinity])
        #expect(try file.floats("b") == [1, -.infinity])
        #expect(try file.doubles("b") == [1, -.infinity])
        #expect(try file.floats("d") == [0.1])
        #expect(try file.doubles("d") == [0.1])
        #expect(try file.int64s("i") == [-2])
        #expect(try file.int64s("l") == [1 << 32])
    }

    /// Written by Python's package; Fixtures/make_safetensors.py says what is in it.
    @Test func aFileFromPythonIsRead() throws {
        let folder = FileSystem.parent(of: #filePath)
        let file = try SafeTensorsFile(path: "\(folder)/Fixtures/python.safetensors")
        #expect(file.entries.count == 10)
        #expect(
            file.metadata == [
                "format": "pt",
                "config": "{\"name\":\"mlp\",\"note\":\"line\nbreak\ttab \u{1}\"}",
            ])
        #expect(try file.entry("encoder.layers.0.weight").shape == [2, 3])
        #expect(try file.floats("encoder.layers.0.weight") == [0, 1, -2.5, 0x1p-149, 3e38, 0.1])
        #expect(try file.doubles("double") == [0.1, -1e300])
        #expect(try file.floats("double") == [0.1, -.infinity])
        #expect(try file.floats("half") == [1.5, -65504, 0x1p-24])
        #expect(try file.floats("brain") == [1, -3.140625])
        #expect(try file.int64s("steps") == [-(1 << 40)])
        #expect(try file.int64s("classes") == [7, -7])
        #expect(try file.uint8s("pixels") == [0, 128, 255])
        #expect(try file.uint8s("mask") == [1, 0])
        #expect(try file.entry("empty").shape == [0, 4])
        #expect(try file.floats("empty") == [])
        #expect(try file.uint8s("quote \" backslash \\ café 🧥") == [42])
    }

    private func expect<Value>(
        _ description: String, sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () throws -> Value
    ) {
        let failure = #expect(throws: Failure.self, sourceLocation: sourceLocation) {
            _ = try body()
        }
        #expect(failure?.description == description, sourceLocation: sourceLocation)
        #expect(failure?.kind == .data, sourceLocation: sourceLocation)
    }
}
