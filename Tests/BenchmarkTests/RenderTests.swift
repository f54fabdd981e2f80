import FoundationEssentials
import Pictures
import TestSupport
import Testing

/// What `vae-bench render` prints, writes and refuses.
@Suite struct RenderTests {
    private struct Line: Decodable {
        let target, picture, renderer, setting, dots: String
        let columns, rows: Int
        let sigma, psnr, ssim, gain: Double
        let bytesPerCell: Double
        let microsecondsPerCell: Double
    }

    private struct Change: Decodable {
        let target, picture, renderer, change: String
        let shareOfCells, shareOfBytes: Double
    }

    private func decoded<Value: Decodable>(_ lines: [String], as type: Value.Type) throws -> [Value]
    {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try lines.map { try decoder.decode(type, from: Data($0.utf8)) }
    }

    private let small = "--cells 12x6 --picture ramp --against none"

    @Test func printsALineOfJSONForEachFontAndBlur() throws {
        let program = try BenchmarkProgram("render \(small) --target mono-braille --json")
        #expect(program.errors == "" && program.status == 0)
        let lines = try decoded(program.lines, as: Line.self)
        let first = lines.filter { $0.setting == lines[0].setting }
        #expect(first.map(\.sigma) == [4, 4, 4, 2, 2, 2])
        #expect(first.map(\.dots) == ["font", "chafa", "block", "font", "chafa", "block"])
        for line in lines {
            #expect(line.target == "mono-braille" && line.picture == "ramp")
            #expect(line.renderer == "ours" && line.columns == 12 && line.rows == 6)
            #expect(line.psnr > 10 && line.psnr < 40 && line.ssim > 0 && line.ssim < 1)
            #expect(line.gain > 0.5 && line.bytesPerCell > 1 && line.microsecondsPerCell > 0)
        }
    }

    @Test func colorsAreComparedAsTheyAre() throws {
        let program = try BenchmarkProgram("render \(small) --target true-color --json")
        let lines = try decoded(program.lines, as: Line.self)
        #expect(lines.count >= 2 && lines.allSatisfy { $0.gain == 1 })
        #expect(lines[0].sigma == 4 && lines[0].psnr > 30 && lines[0].ssim > 0.95)
    }

    @Test func printsATable() throws {
        let program = try BenchmarkProgram("render \(small) --target 256 --target ascii")
        #expect(program.status == 0)
        #expect(program.lines.contains { $0.hasPrefix("256: ") })
        #expect(program.lines.contains { $0.hasPrefix("ascii: ") })
        #expect(program.lines.contains { $0.hasPrefix("ramp      font     4") })
    }

    @Test func measuresWhatChanges() throws {
        let program = try BenchmarkProgram(
            "render \(small) --target mono-braille --changes --json")
        let changes = try decoded(program.lines, as: Change.self)
        #expect(Set(changes.map(\.change)) == ["2% brighter", "5% of its mirror image"])
        for change in changes {
            #expect(change.shareOfCells >= 0 && change.shareOfCells <= 1)
            #expect((change.shareOfBytes > 0) == (change.shareOfCells > 0))
        }
        #expect(changes.contains { $0.shareOfCells > 0 })
    }

    @Test func writesPicturesSideBySide() throws {
        let folder = TemporaryFolder()
        let picture = Picture(width: 40, height: 30, channels: 3, level: 200)
        let path = try folder.write("grey.png", try PNG.encode(picture))
        let program = try BenchmarkProgram(
            "render --cells 12x6 --picture \(path) --against none --target true-color"
                + " --png \(folder.path(of: "sheets"))")
        #expect(program.errors == "" && program.status == 0)
        let sheet = try PNG.read(folder.path(of: "sheets/true-color-grey.png.png"))
        #expect(sheet.height == 96 && sheet.width >= 2 * 96 + 8 && (sheet.width + 8) % 104 == 0)
        #expect(sheet[x: 50, y: 50] == 200 && sheet[x: 98, y: 50] == 64)
        #expect(sheet[x: 150, y: 50] == 200)
    }

    @Test(arguments: [
        (
            "--target sixel",
            "no such target: sixel: the targets are mono-braille, mono-blocks, ascii, 256, "
                + "true-color"
        ),
        (
            "--picture nowhere.png",
            "no such picture: nowhere.png: name a file, or scene, scene64, ramp, disc, lines, "
                + "face, garment, decoded"
        ),
        (
            "--cells 40",
            "the value 40 cannot be: --cells: give columns and rows, 6x3 or more, as in 40x20"
        ),
        (
            "--cells 5x3",
            "the value 5x3 cannot be: --cells: give columns and rows, 6x3 or more, as in 40x20"
        ),
        ("--against timg", "unknown name \"timg\": --against: known are chafa, none"),
    ])
    func refusesAWrongValue(arguments: String, error: String) throws {
        let program = try BenchmarkProgram("render \(arguments)")
        #expect(program.errors == "vae-bench: \(error)\n")
        #expect(program.status == 64 && program.lines == [])
    }
}
