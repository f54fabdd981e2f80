import FoundationEssentials
import TestSupport
import Testing

/// What `vae-bench explore` prints and refuses.
@Suite struct ExploreTests {
    private struct Line: Decodable {
        let `case`, colors, unit: String
        let columns, rows, runs: Int
        let min, median, p99, max: Double
        let bytes: Double?
    }

    /// A model whose latents change what is decoded.
    private func model(in folder: TemporaryFolder) throws -> String {
        let path = folder.path(of: "model")
        let training = try BenchmarkProgram(
            "train --limit 1000 -e 3 --hidden 64 -z 2 -q -o \(path)", program: "vae")
        #expect(training.status == 0, "\(training.errors)")
        return path
    }

    @Test func printsALineOfJSONForEachFigure() throws {
        let folder = TemporaryFolder()
        let program = try BenchmarkProgram(
            "explore --model \(try model(in: folder)) --size 120x40 --colors 256 --runs 8"
                + " --codes 6000")
        #expect(program.errors == "" && program.status == 0)
        let lines = try program.lines.map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
        // On a busy machine the next key may always come before the fine drawing.
        #expect(
            lines.map(\.case).filter { $0 != "refined" } == [
                "key-to-frame", "key-to-picture", "key-seconds", "rested-key-to-frame",
                "rested-key-to-picture", "idle-seconds", "idle-bytes", "start",
                "start-to-picture", "pan",
            ])
        for line in lines {
            #expect(line.columns == 120 && line.rows == 40 && line.colors == "256")
            #expect(line.unit == (line.case == "idle-bytes" ? "bytes" : "s"))
            #expect(line.min <= line.median && line.median <= line.p99 && line.p99 <= line.max)
            #expect(line.min > 0 || line.case.hasPrefix("idle"))
        }
        let byName = Dictionary(grouping: lines, by: \.case).compactMapValues(\.first)
        for name in ["key-to-frame", "key-to-picture", "start", "pan"] {
            #expect(byName[name]?.runs == 8)
        }
        #expect(byName["idle-bytes"]?.max == 0)
        #expect(byName["pan"].flatMap(\.bytes) ?? 0 > 100)
    }

    @Test(arguments: [
        (
            "--model m --size 80x24",
            "the value 80x24 cannot be: --size: give columns and rows, 110x35 or more, as in 120x40"
        ),
        (
            "--model m --colors grey",
            "unknown name \"grey\": --colors: known are mono, 256, truecolor"
        ),
        ("--model m --runs 0", "the value 0 cannot be: --runs: give 1 or more"),
        ("--model m --codes 0", "the value 0 cannot be: --codes: give 1 or more"),
    ])
    func refusesAWrongValue(arguments: String, error: String) throws {
        let program = try BenchmarkProgram("explore \(arguments)")
        #expect(program.errors == "vae-bench: \(error)\n")
        #expect(program.status == 64 && program.lines == [])
    }

    @Test func refusesAModelThatIsNotThere() throws {
        let program = try BenchmarkProgram("explore --model /nowhere")
        #expect(
            program.errors == "vae-bench: no such file or directory: /nowhere: check the path\n")
        #expect(program.status == 66 && program.lines == [])
    }
}
