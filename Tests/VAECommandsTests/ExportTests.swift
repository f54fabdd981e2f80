import Glibc
import Platform
import TestSupport
import Testing

/// The CSV that `vae export` writes.
@Suite struct ExportTests {
    private let folder: TemporaryFolder

    init() throws { folder = try SmallModel.copies() }

    private let header =
        "id,label,split,mu_0,mu_1,mu_2,sigma_0,sigma_1,sigma_2,kl,reconstruction,"
        + "elbo"

    @Test func writesARowForEachExample() throws {
        let outcome = vae("export grey -o latents.csv", in: folder)
        #expect(outcome.output == "" && outcome.errors == "" && outcome.status == 0)
        let text = try folder.text(of: "latents.csv")
        #expect(text.prefix { $0 != "\n" } == header)
        let table = try CSVTable(text)
        // 200 of the 4,500 training pictures, and all 500 test pictures, back in input order.
        #expect(table.rows.count == 700)
        #expect(table.column("split").filter { $0 == "train" }.count == 200)
        #expect(table.column("split").filter { $0 == "test" }.count == 500)
        let ids = table.column("id").compactMap { Int($0) }
        #expect(ids.count == 700 && ids == ids.sorted() && Set(ids).count == 700)
        #expect(table.column("label").prefix(4) == ["9", "0", "0", "3"])
    }

    @Test func figuresAddUp() throws {
        let table = try CSVTable(vae("export grey -o - --limit 300", in: folder).output)
        let (kl, reconstruction) = (table.numbers("kl"), table.numbers("reconstruction"))
        for (row, elbo) in table.numbers("elbo").enumerated() {
            #expect(abs(elbo + kl[row] + reconstruction[row]) < 1e-4 * abs(elbo))
            var sum: Float = 0
            for latent in 0..<3 {
                let mu = table.numbers("mu_\(latent)")[row]
                let sigma = table.numbers("sigma_\(latent)")[row]
                sum += (mu * mu + sigma * sigma - 1) / 2 - logf(sigma)
            }
            #expect(abs(sum - kl[row]) < 1e-4 * max(1, kl[row]))
        }
    }

    @Test func numbersAreTheShortestThatGiveThemBack() throws {
        let table = try CSVTable(vae("export grey -o - --limit 100", in: folder).output)
        for name in table.header.dropFirst(3) {
            #expect(table.column(name) == table.numbers(name).map { "\($0)" })
        }
    }

    @Test(arguments: ["-b 1", "-b 7", "-b 4096", "--threads 1", "--threads 2", ""])
    func theSameToTheByte(flags: String) throws {
        vae("export dynamic -o one.csv --limit 300", in: folder)
        vae("export dynamic -o two.csv --limit 300 \(flags)", in: folder)
        #expect(try folder.bytes(of: "one.csv") == folder.bytes(of: "two.csv"))
    }

    @Test func evaluateAgrees() throws {
        let table = try CSVTable(vae("export grey -o - --split test", in: folder).output)
        let value = try JSONValue(vae("evaluate grey --split test --json", in: folder).output)
        for (column, key) in [("kl", "kl"), ("reconstruction", "reconstruction"), ("elbo", "elbo")]
        {
            let numbers = table.numbers(column).map(Double.init)
            let mean = numbers.reduce(0, +) / Double(numbers.count)
            let expected = try #require(value[key].number)
            #expect(abs(mean - expected) < 1e-5 * max(1, abs(expected)), "\(key)")
        }
    }

    @Test(arguments: [
        ("id,label", "id,label"), ("elbo,id", "elbo,id"),
        ("sigma", "sigma_0,sigma_1,sigma_2"), ("mu,split", "mu_0,mu_1,mu_2,split"),
    ])
    func choosesColumns(columns: String, header: String) throws {
        let chosen = try CSVTable(
            vae("export grey -o - --limit 20 --columns \(columns)", in: folder).output)
        #expect(chosen.header.joined(separator: ",") == header)
        let all = try CSVTable(vae("export grey -o - --limit 20", in: folder).output)
        for name in chosen.header { #expect(chosen.column(name) == all.column(name)) }
    }

    @Test(arguments: [
        ("--columns id,labl", "unknown name \"labl\": --columns: did you mean label?"),
        ("--columns id,id", "column id is named twice: --columns: name each once"),
        (
            "--columns z",
            "unknown name \"z\": --columns: known are id, label, factor, split, mu, sigma, kl, "
                + "reconstruction, elbo"
        ),
        ("--split tests", "unknown name \"tests\": --split: did you mean test?"),
        (
            "--split validation",
            "the model was trained without a validation part: --split: name train or test"
        ),
    ])
    func refuses(flags: String, error: String) {
        let outcome = vae("export grey -o latents.csv \(flags)", in: folder)
        #expect(outcome.errors == "vae: \(error)\n")
        #expect(outcome.status == 64)
        #expect(!folder.has("latents.csv"))
    }

    @Test(arguments: [
        ("/dev/full", 74, "no space left on device: /dev/full: free some space"),
        (
            "none/latents.csv", 73,
            "no such file or directory: none/latents.csv: check the folder it should lie in"
        ),
        ("grey", 73, "is a directory: grey: name a file, not a folder"),
    ])
    func cannotWrite(output: String, status: Int32, error: String) {
        let outcome = vae("export grey -o \(output)", in: folder)
        #expect(outcome.errors == "vae: \(error)\n")
        #expect(outcome.status == status)
    }

    @Test func aFailureLeavesTheOldFile() throws {
        try folder.write("old", to: "latents.csv")
        try folder.write(
            Array(try folder.bytes(of: "grey/model.safetensors").dropLast()),
            to: "grey/model.safetensors")
        #expect(vae("export grey -o latents.csv", in: folder).status == 65)
        #expect(try folder.text(of: "latents.csv") == "old")
        #expect(
            try FileSystem.names(inFolder: folder.path).filter { $0.contains("partial") } == [])
    }

    @Test func aReaderThatLeavesEndsItQuietly() {
        // More than a pipe holds, so that the reader is missed.
        let program = RunningProgram(["export", "grey", "-o", "-"], in: folder)
        #expect(program.waitForOutput("\n"))
        program.stopReading()
        let outcome = program.finish()
        #expect(outcome.errors == "")
        #expect(outcome.status == 0)
    }

    @Test func picturesWithoutLabelsHaveAnEmptyColumn() throws {
        try folder.write(IDXFiles.bytes([60, 8, 8]), to: "pictures.idx")
        vae("train pictures.idx \(SmallModel.flags) --validation 6 -o own", in: folder)
        let table = try CSVTable(vae("export own -o - --columns id,label,split", in: folder).output)
        #expect(table.column("label") == Array(repeating: "", count: 60))
        #expect(table.column("split").filter { $0 == "validation" }.count == 6)
        #expect(table.column("split").filter { $0 == "test" }.count == 6)
        #expect(table.column("id") == (0..<60).map { "\($0)" })
    }
}
