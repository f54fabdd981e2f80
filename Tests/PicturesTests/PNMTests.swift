import Pictures
import Platform
import Testing

@Suite struct PNMTests {
    @Test(
        arguments: [
            (Array("P2\n# a comment\n3 2\n255\n0 1 2\n3 4 255\n".utf8), 1, [0, 1, 2, 3, 4, 255]),
            (Array("P2 3 2 3 0 1 2 3 0#c\n 3".utf8), 1, [0, 85, 170, 255, 0, 255]),
            (Array("P3 1 2 255 1 2 3 4 5 6".utf8), 3, [1, 2, 3, 4, 5, 6]),
            (Array("P5 3 2 255\n".utf8) + [9, 8, 7, 6, 5, 4], 1, [9, 8, 7, 6, 5, 4]),
            (Array("P5\n3 2 #c\n5\n".utf8) + [0, 1, 2, 3, 4, 5], 1, [0, 51, 102, 153, 204, 255]),
            (Array("P5 2 1 65535\n".utf8) + [0x80, 0, 0xFF, 0xFF], 1, [128, 255]),
            (Array("P6 2 1 255\n".utf8) + [1, 2, 3, 4, 5, 6, 99], 3, [1, 2, 3, 4, 5, 6]),
        ] as [([UInt8], Int, [UInt8])])
    func goodFiles(bytes: [UInt8], channels: Int, pixels: [UInt8]) throws {
        let picture = try PNM.decode(bytes, name: "a")
        #expect(picture.channels == channels)
        #expect(picture.pixels == pixels)
        #expect(try PictureFile.decode(bytes, name: "a") == picture)
    }

    @Test(arguments: [
        ("", "not a PGM or PPM file: a: name a PGM or PPM file"),
        ("P9 1 1", "not a PGM or PPM file: a: name a PGM or PPM file"),
        ("P4 1 1 0", "unsupported Netpbm format P4: a: convert it to PGM or PPM"),
        ("P5 3 2", "PGM or PPM file is truncated: a: copy it again"),
        ("P5 3 2 255\n12345", "PGM or PPM file is truncated: a: copy it again"),
        ("P2 3 2 255\n1 2 3 4 5", "PGM or PPM file is truncated: a: copy it again"),
        ("P5 0 2 255\n", "PGM or PPM file is corrupt (0x2 pixels): a: copy it again"),
        (
            "P5 3 2 65536\n123456",
            "PGM or PPM file is corrupt (white is 65536): a: copy it again"
        ),
        ("P5 3 2 0\n123456", "PGM or PPM file is corrupt (white is 0): a: copy it again"),
        (
            "P5 3 x 255\n123456",
            "PGM or PPM file is corrupt (no number for height): a: copy it again"
        ),
        (
            "P5 3 2 255x123456",
            "PGM or PPM file is corrupt (no space after the header): a: copy it again"
        ),
        (
            "P2 1 1 7 8",
            "PGM or PPM file is corrupt (a sample of 8, white is 7): a: copy it again"
        ),
        (
            "P5 1 1 7\n\u{8}",
            "PGM or PPM file is corrupt (a sample of 8, white is 7): a: copy it again"
        ),
        (
            "P2 2 1 7 8 -1",
            "PGM or PPM file is corrupt (a sample of 8, white is 7): a: copy it again"
        ),
        (
            "P2 2 1 7 1 -1",
            "PGM or PPM file is corrupt (no number for sample 1): a: copy it again"
        ),
        (
            "P5 16385 1 255\n1",
            "picture of 16385x1 is too large: a: at most 16384 pixels a side are possible"
        ),
    ])
    func badFiles(text: String, expected: String) {
        let problem = #expect(throws: Failure.self) {
            try PNM.decode(Array(text.utf8), name: "a")
        }
        #expect(problem?.description == expected)
        #expect(problem?.kind == .data)
    }
}
