import Autoencoders
import Platform
import TestSupport
import Testing
import VAECommands

/// `vae explore` without a terminal: frames on paper, plain words, records, and what it refuses.
@Suite struct ExploreTests {
    private let folder: TemporaryFolder

    init() throws { folder = try SmallModel.copies() }

    /// Every run is in a locale that has braille.
    private static let locale = ["LC_ALL": "C.UTF-8"]

    private func frame(_ flags: String) -> [String] {
        let outcome = vae("explore grey \(flags)", in: folder, environment: Self.locale)
        #expect(outcome.errors == "" && outcome.status == 0)
        return outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init).dropLast()
    }

    /// What `--plain` says to `lines`.
    private func plain(_ lines: String) throws -> Outcome {
        try folder.write(lines, to: "lines.txt")
        return RunningProgram(
            ["explore", "grey", "--plain"], in: folder, environment: Self.locale,
            input: folder.path(of: "lines.txt")
        ).finish()
    }

    @Test func aSnapshotHasItsSizeAndNoEscapes() {
        let lines = frame("--snapshot 90x30 --keys n")
        #expect(lines.count == 30)
        let widths = lines.map(\.unicodeScalars.count)
        #expect(widths.max() == 90)
        #expect(!lines.joined().contains("\u{1B}"))
        #expect(lines[0].hasPrefix(" vae  grey  test #1 "))
        #expect(lines[1].contains("decoded · mean"))
        #expect(lines[28].hasPrefix(" At test #1 "))
    }

    @Test func aSnapshotIsTheSameEachTime() {
        let keys = "--snapshot 120x40 --seed 3 --keys nrvMa2<Right>w3"
        let first = frame(keys)
        // The second run finds the latents that the first one kept.
        #expect(folder.has("grey/cache/latents.safetensors"))
        #expect(frame(keys) == first)
    }

    @Test func coloursAreThereIfTheyAreAskedFor() {
        let lines = frame("--snapshot 90x30 --colors 256 --glyphs half")
        #expect(lines.joined().contains("\u{1B}["))
        #expect(lines.joined().contains("▀") || lines.joined().contains("▄"))
    }

    @Test func plainTalksInLines() throws {
        let outcome = try plain("#3\nset z1 1.5\nnope\nundo\nwhere\nquit\n#1\n")
        #expect(outcome.status == 0 && outcome.errors == "")
        #expect(!outcome.output.contains("\u{1B}"))
        for text in [
            "> At test #3 ", "z1 at +1.50 σ.", "That was not understood at column 1: \"nope\"",
            "Undone.", "Round trip ", "Sliders, in σ: z",
        ] {
            #expect(outcome.output.contains(text), "\(text)")
        }
        // Nothing follows quit.
        #expect(!outcome.output.contains("At test #1 "))
    }

    @Test func plainSaysWhatAWayIsLike() throws {
        let outcome = try plain("anchor\n#3\nanchor\nway geodesic\n")
        for text in [
            "The linear way, which is chosen: length ", "The geodesic way: length ",
            "The geodesic way, which is chosen: length ", ", lowest density ",
        ] {
            #expect(outcome.output.contains(text), "\(text)")
        }
    }

    @Test func dataThatCannotBeUsedAreToldOf() throws {
        let lines = frame("--snapshot 120x40 --data missing-folder")
        #expect(lines[38].contains("no such data set: missing-folder"))
        let outcome = RunningProgram(
            ["explore", "grey", "--plain", "--data", "missing-folder"], in: folder,
            environment: Self.locale
        ).finish()
        #expect(outcome.output.contains("no such data set: missing-folder"))
    }

    @Test func otherDataAreShownAndNotKept() {
        let lines = frame("--snapshot 120x40 --data fashion-mnist-5000")
        #expect(lines.joined().contains(" test "))
        #expect(!folder.has("grey/cache/latents.safetensors"))
    }

    @Test func theShippedModelOpensAsItComes() throws {
        let names = ["config.json", "model.safetensors", "latents.safetensors"]
        let model = folder.path(of: "shipped")
        try FileSystem.makeFolder(model)
        for name in names {
            try AtomicFile.write(
                FileSystem.read("\(repositoryRoot)/models/fashion-conv/\(name)"),
                to: "\(model)/\(name)")
        }
        let kept = try LatentsFile(path: "\(model)/latents.safetensors")
        #expect(kept.parts.values.map(\.examples.count) == [1000])
        let shown = vae(
            "explore shipped --snapshot 120x40 --keys n", in: folder, environment: Self.locale)
        #expect(shown.status == 0 && shown.errors == "")
        #expect(shown.output.contains("6/10 live") && shown.output.contains("nearest real"))
    }

    @Test func plainEndsWithItsInput() throws {
        let outcome = try plain("next\n")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasSuffix("> \n"))
    }

    @Test func bookmarksAreKeptBesideTheModel() throws {
        let mark = try plain("#2\nbookmark tall\n")
        #expect(mark.output.contains("1 bookmark in bookmarks.json."))
        let back = try plain("#0\ntall\n")
        #expect(back.output.contains("At tall."))
        // The verbs know it too.
        let decoded = vae("decode grey --at tall -o tall.png", in: folder)
        #expect(decoded.status == 0 && decoded.errors == "")
    }

    @Test func exportsAreWrittenAndReadBack() throws {
        let outcome = try plain(
            """
            anchor A = #1
            anchor B = #2
            export picture one.png
            export film film.png
            export path.gif
            export latents marks.csv
            export

            """)
        #expect(outcome.status == 0)
        for name in ["one.png", "film.png", "path.gif", "marks.csv", "picture-1.png"] {
            #expect(folder.has(name), "\(name)")
            #expect(outcome.output.contains("Written to \(name)."), "\(name)")
        }
        let csv = try folder.text(of: "marks.csv").split(separator: "\n").map(String.init)
        #expect(csv.map { $0.split(separator: ",")[0] } == ["name", "z", "A", "B"])
        let decoded = vae("decode grey marks.csv -o marks.png", in: folder)
        #expect(decoded.status == 0 && decoded.errors == "")
    }

    @Test func aRecordIsPlayedToTheSameFrame() throws {
        try folder.write(
            """
            # vae explore, recorded: seconds, what happened
            0.000 resize 100x30
            0.200 data
            1.000 key n
            1.500 key <Right>
            1.550 key <Right>
            2.000 key 2
            3.000 mouse press 20 10
            3.100 mouse release 20 10

            """, to: "walk.txt")
        let played = frame("--snapshot 100x30 --replay walk.txt")
        #expect(played[0].contains("[2 Map]"))
        #expect(played[28].hasPrefix(" z at ("))
        #expect(frame("--snapshot 100x30 --replay walk.txt") == played)
    }

    @Test(arguments: [
        (
            "--snapshot 0x5", 64,
            "\"0x5\" is not a size: --snapshot: give columns x rows from 1x1 to 500x300, such as 120x40"
        ),
        (
            "--snapshot 80", 64,
            "\"80\" is not a size: --snapshot: give columns x rows from 1x1 to 500x300, such as 120x40"
        ),
        (
            "--snapshot 80x24 --keys <Nope>", 64,
            "the keys cannot be read: --keys: write < as <lt>, other keys as <Left>, <S-Tab>, <C-r>, <Space>, <F1>"
        ),
        (
            "--snapshot 80x24 --replay none.txt", 66,
            "no such file or directory: none.txt: check the path"
        ),
        (
            "--snapshot 80x24 --replay grey/config.json", 65,
            "the file is no record of a session: grey/config.json: name a file that --record wrote"
        ),
        (
            "--plain --snapshot 80x24", 64,
            "it does not go with --plain: --snapshot: leave out one of them"
        ),
        (
            "--snapshot 80x24 --record walk.txt", 64,
            "it does not go with --snapshot: --record: leave out one of them"
        ),
        ("--snapshot 80x24 --view maps", 64, "unknown name \"maps\": --view: did you mean map?"),
        (
            "--snapshot 80x24 --width 5", 64,
            "the explorer takes the whole screen: --width: leave it out, or give --snapshot a size"
        ),
        (
            "", 69,
            "not a terminal: standard input or output: run it in a terminal without pipes, or use --plain"
        ),
    ])
    func refusals(flags: String, status: Int32, message: String) {
        let outcome = vae("explore grey \(flags)", in: folder, environment: Self.locale)
        #expect(outcome.status == status)
        #expect(outcome.output == "")
        #expect(outcome.errors == "vae: \(message)\n")
    }

    @Test func brokenRecordsAreRefusedWithTheLine() throws {
        let header = "# vae explore, recorded: seconds, what happened\n"
        for line in [
            "1.0 key <Nope>", "x tick", "1.0 dance", "1.0 resize 0x5", "1.0 mouse press 1",
        ] {
            try folder.write(header + "0.5 tick\n" + line + "\n", to: "bad.txt")
            let outcome = vae("explore grey --snapshot 80x24 --replay bad.txt", in: folder)
            #expect(outcome.status == 65)
            #expect(
                outcome.errors
                    == "vae: line 3 cannot be read: bad.txt: correct or remove it\n", "\(line)")
        }
    }

    @Test func latentsThatCameWithAModelAreShownWithoutItsData() throws {
        try folder.write(IDXFiles.bytes([60, 28, 28]), to: "own-images-idx3-ubyte")
        vae(
            "train own-images-idx3-ubyte -o own --limit 50 -e 1 --hidden 16 -z 3 -q", in: folder)
        let outcome = vae(
            "export own --data fashion-mnist-5000 --split train --limit 30 "
                + "-o own/latents.safetensors", in: folder)
        #expect(outcome.errors == "" && outcome.status == 0)
        FileSystem.remove(folder.path(of: "own-images-idx3-ubyte"))
        let shown = vae(
            "explore own --snapshot 120x40 --keys n", in: folder, environment: Self.locale)
        #expect(shown.errors == "" && shown.status == 0)
        #expect(shown.output.contains("30 train"))
        #expect(shown.output.contains("At train #1 "))
        #expect(shown.output.contains("MSE "), "the original is at hand")
        #expect(shown.output.contains("nearest real"))
        #expect(!folder.has("own/cache"))
    }

    @Test func withoutItsDataItWorksFromThePrior() throws {
        let outcome = vae(
            "explore grey --data missing-folder --snapshot 80x24 --keys r2", in: folder,
            environment: Self.locale)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("There are no encoded examples to map."))
        #expect(outcome.output.contains("no encoded examples"))
        #expect(outcome.output.contains("decoded · mean"))
    }
}
