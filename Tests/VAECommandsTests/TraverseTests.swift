import Pictures
import TestSupport
import Testing

/// `vae traverse`: a row for each latent, the most informative first.
@Suite struct TraverseTests {
    private let folder: TemporaryFolder

    init() throws { folder = try SmallModel.copies() }

    /// Latents and their KL, the largest KL first, as `vae evaluate` has them.
    private func order(_ split: String = "test") throws -> [(latent: Int, kl: Double)] {
        let value = try JSONValue(
            vae("evaluate grey --samples 1 --json --split \(split)", in: folder).output)
        guard case .list(let items) = value["klPerLatent"] else { return [] }
        return items.compactMap(\.number).enumerated().map { ($0, $1) }.sorted { $0.1 > $1.1 }
    }

    @Test(arguments: ["test", "train"])
    func headingsNameLatentsAndKL(split: String) throws {
        let outcome = vae("traverse grey --split \(split)", in: folder)
        #expect(outcome.status == 0 && outcome.errors == "")
        #expect(
            outcome.lines.first
                == "grey: each latent from -3 to 3, the others at the prior's mean")
        let headings = outcome.lines.filter { $0.hasPrefix("latent ") }
        let expected = try order(split)
        #expect(headings.count == 3)
        for (heading, (latent, kl)) in zip(headings, expected) {
            let words = heading.split(separator: " ")
            #expect(words.prefix(3) == ["latent", "\(latent),", "KL"])
            #expect(abs((Double(words[3]) ?? .nan) - kl) <= 0.0005 + 1e-9)
        }
        let captions = outcome.lines.last?.split(separator: " ")
        #expect(captions?.count == 9 && captions?.first == "-3.00" && captions?.last == "3.00")
        #expect(outcome.lines.allSatisfy { $0.count <= 80 })
        #expect(!outcome.output.contains("\u{1b}"))
    }

    @Test(arguments: [("", [268, 88], 3), ("--latents 2 --steps 3", [88, 58], 2)])
    func writesAFile(flags: String, size: [Int], count: Int) throws {
        let outcome = vae("traverse grey \(flags) -o rows.png", in: folder)
        #expect(outcome.status == 0 && outcome.errors == "")
        #expect(try folder.pngSize(of: "rows.png") == size)
        let latents = try order().prefix(count).enumerated().map { row, entry in
            "row \(row + 1): latent \(entry.latent), KL"
        }
        #expect(
            outcome.lines.map { $0.split(separator: " ").prefix(5).joined(separator: " ") }
                == latents)
    }

    @Test func oneLatentGoesAndTheOthersStay() throws {
        let mean = try CSVTable(
            vae("export grey --split test --limit 4 --columns mu -o -", in: folder).output
        ).rows[3]
        for (flags, start) in [("", ["0", "0", "0"]), ("--index 3", mean)] {
            vae("traverse grey --range 1.5 --steps 3 \(flags) -o rows.png", in: folder)
            var csv = "z_0,z_1,z_2\n"
            for (latent, _) in try order() {
                for value in ["-1.5", "0", "1.5"] {
                    var point = start
                    point[latent] = value
                    csv += point.joined(separator: ",") + "\n"
                }
            }
            try folder.write(csv, to: "z.csv")
            vae("decode grey z.csv -o grid.png", in: folder)
            #expect(try folder.bytes(of: "grid.png") == folder.bytes(of: "rows.png"))
        }
    }

    @Test(arguments: [
        ("--steps 1", "the value 1 cannot be: --steps: give 2 or more"),
        ("--latents 0", "the value 0 cannot be: --latents: give 1 or more"),
        ("--range 0", "the value 0.0 cannot be: --range: give a number above 0"),
        ("--range nan", "the value nan cannot be: --range: give a number above 0"),
        ("--index 500", "there is no picture 500 in test: --index: give a number from 0 to 499"),
        ("--index -1", "there is no picture -1 in test: --index: give a number from 0 to 499"),
        ("--split tests", "unknown name \"tests\": --split: did you mean test?"),
        ("-o a.gif", "only PNG pictures can be written: a.gif: name a file that ends in .png"),
    ])
    func refuses(flags: String, error: String) {
        let outcome = vae("traverse grey \(flags)", in: folder)
        #expect(outcome.errors == "vae: \(error)\n")
        #expect(outcome.output == "")
        #expect(outcome.status == 64)
    }
}
