import Pictures
import Platform
import TestSupport
import Testing

/// Points of the latent space that the verbs are told as expressions.
@Suite struct ExpressionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try SmallModel.copies() }

    /// The pictures of points given by their numbers.
    private func decoded(_ points: [[Double]]) throws -> [Float] {
        let rows = points.map { $0.map { "\($0)" }.joined(separator: ",") }
        try folder.write("z_0,z_1,z_2\n" + rows.joined(separator: "\n"), to: "z.csv")
        vae("decode grey z.csv -o z.npy", in: folder)
        return try NPYArray(folder.bytes(of: "z.npy")).floats
    }

    /// The pictures of expressions.
    private func decoded(at expressions: [String], _ flags: String = "") throws -> [Float] {
        let arguments =
            ["decode", "grey", "-o", "at.npy"] + expressions.flatMap { ["--at", $0] }
            + flags.split(separator: " ").map(String.init)
        let outcome = vae(arguments, in: folder)
        #expect(outcome.errors == "" && outcome.output == "" && outcome.status == 0)
        return try NPYArray(folder.bytes(of: "at.npy")).floats
    }

    /// Label and posterior mean of each example of a part.
    private func table(_ split: String) throws -> [(label: String, mean: [Double])] {
        let csv = vae("export grey --split \(split) --columns label,mu -o -", in: folder).output
        return try CSVTable(csv).rows.map { ($0[0], $0.dropFirst().compactMap { Double($0) }) }
    }

    private func mean(_ rows: [[Double]]) -> [Double] {
        (0..<3).map { latent in rows.reduce(0) { $0 + $1[latent] } / Double(rows.count) }
    }

    private func isClose(_ first: [Float], _ second: [Float]) -> Bool {
        first.count == second.count && zip(first, second).allSatisfy { abs($0 - $1) < 1e-5 }
    }

    @Test(arguments: ["test", "train"])
    func aLabelIsTheMeanOfItsExamples(split: String) throws {
        let rows = try table(split)
        let boots = mean(rows.filter { $0.label == "9" }.map(\.mean))
        let bags = mean(rows.filter { $0.label == "8" }.map(\.mean))
        let expected = try decoded([boots, bags, zip(boots, bags).map { $0 - 0.5 * $1 }])
        for names in [["boot", "bag"], ["'ankle boot'", "BAG"], ["Ankle Boot", "ba"]] {
            let sum = names[0] == "Ankle Boot" ? "ankle" : names[0]
            let found = try decoded(
                at: names + ["\(sum) - \(names[1])/2"], "--split \(split)")
            #expect(isClose(found, expected), "\(names)")
        }
    }

    @Test func anExampleIsItsPosteriorMean() throws {
        let (test, train) = (try table("test"), try table("train"))
        let expected = try decoded([
            test[7].mean, train[7].mean, test[0].mean, mean([test[1].mean, train[2].mean]),
            [0, 0, 0], test[3].mean.map { -$0 },
        ])
        let expressions = ["#7", "train#7", "test#0", "mean(#1, train#2)", "0", "-#3"]
        #expect(isClose(try decoded(at: expressions), expected))
        let others = ["test#7", "#7", "test#0", "mean(test#1, #2)", "0", "-test#3"]
        #expect(isClose(try decoded(at: others, "--split train"), expected))
    }

    @Test func anExampleIsFoundByItsID() throws {
        let csv = vae("export grey --split test --columns id,mu -o -", in: folder).output
        let row = try CSVTable(csv).rows[11]
        let expected = try decoded([row.dropFirst().compactMap { Double($0) }])
        #expect(isClose(try decoded(at: ["#'\(row[0])'"]), expected))
        #expect(isClose(try decoded(at: ["test#'\(row[0])'"], "--split train"), expected))
    }

    @Test func aBookmarkHasItsName() throws {
        try folder.write(
            """
            {"format": "swift-vae bookmarks", "version": 1, "latentDimensions": 3, "bookmarks": [
              {"name": "tall", "z": [1, -2, 0.5]}, {"name": "two words", "z": [0, 0, 3]},
              {"name": "bag", "z": [3, 0, 0]}
            ]}
            """, to: "grey/bookmarks.json")
        let expected = try decoded([[1, -2, 0.5], [0, 0, 3], [3, 0, 0], [1, -2, 2]])
        let names = ["tall", "two words", "bag", "tall + 0.5*'two words'"]
        #expect(try decoded(at: names) == expected)

        let misspelt = vae(["decode", "grey", "--at", "tall + talll"], in: folder)
        #expect(
            misspelt.errors
                == "vae: \"talll\" is not known: --at, column 8: did you mean tall?\n")
        try folder.write("{}", to: "grey/bookmarks.json")
        let broken = vae(["decode", "grey", "--at", "0"], in: folder)
        #expect(
            broken.errors
                == "vae: field format is missing: grey/bookmarks.json: correct or remove it\n")
        #expect(broken.status == 65)
    }

    @Test func labelsWithoutNamesAreNumbers() throws {
        try folder.write(IDXFiles.bytes([60, 8, 8]), to: "data/train-images-idx3-ubyte")
        try folder.write(IDXFiles.labels(60), to: "data/train-labels-idx1-ubyte")
        #expect(vae("train data \(SmallModel.flags) -o own", in: folder).status == 0)
        #expect(vae("decode own --at '3'", in: folder).status == 0)
        let outcome = vae("decode own --at boot", in: folder)
        #expect(
            outcome.errors
                == "vae: \"boot\" is not known: --at, column 1: known are 0, 1, 2, 3, 4, 5, 6, 7, 8 "
                + "and 9\n")
    }

    @Test func pointsNeedDataOnlyIfTheyAreOfThem() throws {
        try folder.write(IDXFiles.bytes([60, 8, 8]), to: "pictures.idx")
        vae("train pictures.idx \(SmallModel.flags) -o own", in: folder)
        let outcome = vae("decode own --at boot", in: folder)
        #expect(
            outcome.errors
                == "vae: \"boot\" is not known: --at, column 1: the data have no labels, name an "
                + "example\n")
        FileSystem.remove(folder.path(of: "pictures.idx"))
        #expect(vae("decode own --at 0", in: folder).status == 0)
        #expect(vae("decode own --at #0", in: folder).status == 66)
    }

    @Test func interpolatesBetweenExpressions() throws {
        vae("interpolate grey --from 3 --to 5 --steps 3 -o row.png", in: folder)
        vae("interpolate grey --from #3 --to test#5 --steps 3 -o same.png", in: folder)
        #expect(try folder.bytes(of: "same.png") == folder.bytes(of: "row.png"))
        #expect(try folder.pngSize(of: "row.png") == [148, 28])
        // What is no example has no picture to be shown beside.
        vae("interpolate grey --from #3/2 --to -#5 --steps 3 -o none.png", in: folder)
        #expect(try folder.pngSize(of: "none.png") == [88, 28])
        let drawn = vae("interpolate grey --from boot --to -boot+0 --steps 2", in: folder)
        #expect(drawn.lines.first == "grey: boot to -boot+0, linear")
    }

    @Test func anExistingFileWins() throws {
        vae("interpolate grey --from 2 --to 5 --steps 2 -o row.png", in: folder)
        let row = try PNG.read(folder.path(of: "row.png"))
        let picture = Picture(
            width: 28, height: 28, channels: 1,
            pixels: (0..<784).map { row[x: $0 % 28, y: $0 / 28] })
        try PNG.write(picture, to: folder.path(of: "boot"))
        vae("interpolate grey --from boot --to 5 --steps 2 -o file.png", in: folder)
        #expect(try folder.bytes(of: "file.png") == folder.bytes(of: "row.png"))
        vae("interpolate grey --from (boot) --to 5 --steps 2 -o label.png", in: folder)
        #expect(try folder.pngSize(of: "label.png") == [88, 28])
    }

    @Test func traversesFromAnExpression() throws {
        vae("traverse grey --index 3 -o index.png", in: folder)
        vae("traverse grey --at #3 -o at.png", in: folder)
        vae("traverse grey --at 2*#3 -o other.png", in: folder)
        #expect(try folder.bytes(of: "at.png") == folder.bytes(of: "index.png"))
        #expect(try folder.bytes(of: "other.png") != folder.bytes(of: "index.png"))
        let drawn = vae("traverse grey --at mean(boot,bag)", in: folder)
        #expect(
            drawn.lines.first
                == "grey: each latent from -3 to 3, the others as in mean(boot,bag)")
    }

    @Test func decodedPointsHaveTheirTextsAsCaptions() {
        let drawn = vae("decode grey --at boot --at 2*bag", in: folder)
        #expect(drawn.lines.first == "grey: 2 rows of latents")
        #expect(drawn.lines.last?.split(separator: " ") == ["boot", "2*bag"])
    }

    @Test(
        arguments: [
            (
                ["decode", "grey", "--at", "boot + "],
                "a point is missing: --at, column 8: name one, such as boot or #3"
            ),
            (
                ["decode", "grey", "--at", "boot", "--at", "s"],
                "\"s\" can be sandal, shirt or sneaker: --at, column 1: write more of it"
            ),
            (
                ["decode", "grey", "--at", "412"],
                "a number is no point: --at, column 1: write #412 for example 412, 0 for the origin"
            ),
            (
                ["decode", "grey", "--at", "z"],
                "there is no current point: --at, column 1: z is for the explorer"
            ),
            (
                ["decode", "grey", "--at", "0 - #500"],
                "there is no picture 500 in test: --at, column 5: give a number from 0 to 499"
            ),
            (
                ["decode", "grey", "--at", "train#200"],
                "there is no picture 200 in train: --at, column 1: give a number from 0 to 199"
            ),
            (
                ["decode", "grey", "--at", "validation#1"],
                "the model was trained without a validation part: --at, column 1: name train or "
                    + "test"
            ),
            (
                ["decode", "grey", "--at", "#'a.png'"],
                "no picture of test is called \"a.png\": --at, column 1: vae export lists what they "
                    + "are called, as id"
            ),
            (
                ["decode", "grey", "--at", "boot", "--split", "tests"],
                "unknown name \"tests\": --split: did you mean test?"
            ),
            (
                ["decode", "grey"],
                "there is nothing to decode: --at: name a CSV file of latents, or points with --at"
            ),
            (
                ["decode", "grey", "z.csv", "--at", "0"],
                "a file of latents needs no names: --at: leave out the flag or the file"
            ),
            (
                ["decode", "grey", "z.csv", "--data", "sprites"],
                "a file of latents needs no names: --data: leave out the flag or the file"
            ),
            (
                ["decode", "grey", "z.csv", "--split", "test"],
                "a file of latents needs no names: --split: leave out the flag or the file"
            ),
            (
                ["interpolate", "grey", "--from", "0", "--to", "boot * 2 * bag"],
                "two points cannot be multiplied: --to, column 10: multiply a point by a number"
            ),
            (
                ["traverse", "grey", "--at", "boots"],
                "\"boots\" is not known: --at, column 1: did you mean boot?"
            ),
            (
                ["traverse", "grey", "--at", "boot", "--index", "3"],
                "there are two points to start at: --at: leave it or --index out"
            ),
        ] as [([String], String)])
    func refuses(arguments: [String], error: String) {
        let outcome = vae(arguments, in: folder)
        #expect(outcome.errors == "vae: \(error)\n")
        #expect(outcome.output == "")
        #expect(outcome.status == 64)
    }
}
