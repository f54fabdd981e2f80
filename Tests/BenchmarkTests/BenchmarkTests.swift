import FoundationEssentials
import Testing

/// What `vae-bench` prints, and what it refuses.
@Suite struct BenchmarkTests {
    /// The part of a line of figures that every case has.
    private struct Line: Decodable {
        let `case`: String
        let unit: String
        let min: Double
        let median: Double
        let max: Double
        let runs: Int
        let threads: Int
    }

    @Test func printsALineOfJSON() throws {
        let program = try BenchmarkProgram("peak --runs 3 --threads 1")
        #expect(program.status == 0)
        #expect(program.errors == "")
        #expect(program.lines.count == 1)
        let line = try JSONDecoder().decode(Line.self, from: Data(program.lines[0].utf8))
        #expect(line.case == "peak" && line.unit == "s")
        #expect(line.runs == 3 && line.threads == 1)
        #expect(0 < line.min && line.min <= line.median && line.median <= line.max)
    }

    @Test func printsTheCasesInTheOrderAskedFor() throws {
        let program = try BenchmarkProgram("gemm peak --runs 1 --batch 8")
        let names = try program.lines.map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8)).case
        }
        #expect(names == ["gemm", "peak"])
    }

    @Test(arguments: [
        ("peak --runs 0", "vae-bench: the value 0 cannot be: --runs: give 1 or more\n"),
        ("peak --batch -1", "vae-bench: the value -1 cannot be: --batch: give 1 or more\n"),
        ("peak --threads 0", "vae-bench: the value 0 cannot be: --threads: give 1 or more\n"),
    ])
    func refusesAWrongValue(arguments: String, errors: String) throws {
        let program = try BenchmarkProgram(arguments)
        #expect(program.errors == errors)
        #expect(program.status == 64 && program.lines == [])
    }

    @Test func refusesAWrongName() throws {
        let program = try BenchmarkProgram("peak paek")
        #expect(
            program.errors == """
                vae-bench: no such case: paek: the cases are peak, gemm, train-mlp, train-conv, \
                train-conv64, decode-mlp, encode-mlp, decode-conv, encode-conv, decode-conv64, \
                encode-conv64, start-up, epoch, memory, export, allocations, size-step, \
                size-memory

                """)
        #expect(program.status == 64 && program.lines == [])
    }

    @Test func refusesAWrongFlag() throws {
        let program = try BenchmarkProgram("peak --rnus 3")
        #expect(program.errors == "vae-bench: Unknown option '--rnus'. Did you mean '--runs'?\n")
        #expect(program.status == 64 && program.lines == [])
    }
}
