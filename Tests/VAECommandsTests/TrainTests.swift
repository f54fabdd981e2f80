import Platform
import TestSupport
import Testing

/// What a run prints and what it leaves behind.
@Suite struct TrainTests {
    private let folder = TemporaryFolder()
    private let small = "train --limit 200 -e 2 --hidden 16 -z 3"

    /// Numbers become `#`: what a run measures differs from run to run.
    private func masked(_ line: String) -> String {
        var text = ""
        for character in line {
            if !character.isNumber { text.append(character) }
            if character.isNumber, !text.hasSuffix("#") { text.append("#") }
        }
        return text.replacing("#,#", with: "#")
    }

    @Test func writesAPlainLineForEachEpochInAPipe() {
        let outcome = vae("\(small) -o run", in: folder)
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let epoch =
            "epoch #/#  reconstruction #.#  KL #.#  ELBO -#.#  active #  #.# s  # pictures/s"
        #expect(outcome.lines.count == 4)
        #expect(outcome.lines.first == "200 pictures, 26,054 parameters, 2 epochs of 2 steps")
        #expect(outcome.lines.dropFirst().prefix(2).map(masked) == [epoch, epoch])
        #expect(outcome.lines.last == "the model is in run")
    }

    @Test func saysTheBestEpochOfAValidationPart() {
        let outcome = vae("\(small) --validation 100 -o run", in: folder)
        #expect(
            outcome.lines.first
                == "200 pictures, 100 for validation, 26,054 parameters, 2 epochs of 2 steps")
        #expect(outcome.lines[1].contains("  validation -"))
        #expect(outcome.lines[1].contains(" best  active "))
        #expect(masked(outcome.lines[3]) == "best epoch #, validation ELBO -#.#")
    }

    @Test func leavesAModelFolder() throws {
        vae("\(small) -o run", in: folder)
        #expect(
            try FileSystem.names(inFolder: folder.path(of: "run"))
                == ["README.md", "config.json", "model.safetensors", "training"])
        #expect(
            try FileSystem.names(inFolder: folder.path(of: "run/training"))
                == [
                    "checkpoint.safetensors", "metrics.jsonl", "reconstructions.png", "samples.png",
                ])
        let lines = try folder.text(of: "run/training/metrics.jsonl").split(separator: "\n")
        #expect(try lines.map { try JSONValue(String($0))["epoch"] } == [.number(1), .number(2)])
    }

    @Test func namesTheFolderAfterTheData() {
        #expect(
            vae(small, in: folder).lines.last == "the model is in runs/fashion-mnist-5000")
        #expect(folder.has("runs/fashion-mnist-5000/model.safetensors"))
    }

    @Test func printsEventsAsJSON() throws {
        let outcome = vae("\(small) --validation 100 --json -o run", in: folder)
        let events = try outcome.lines.map { try JSONValue($0) }
        #expect(
            events.map { $0["event"] }
                == ["started", "checkpoint", "epoch", "checkpoint", "epoch", "checkpoint", "ended"]
                .map { .text($0) })
        #expect(
            events[0].keys == [
                "batchSize", "epochs", "event", "exampleCount", "parameterCount", "stepsPerEpoch",
                "validationCount",
            ])
        #expect(
            events[2].keys == [
                "beta", "epoch", "epochs", "event", "isBest", "learningRate", "picturesPerSecond",
                "seconds", "step", "train", "validationNegativeELBO",
            ])
        #expect(events[6]["reason"] == .text("finished"))
        #expect(events[6]["step"] == .number(4))
    }

    @Test func isSilentWhenToldToBe() {
        let outcome = vae("\(small) -q -o run", in: folder)
        #expect(outcome.output == "" && outcome.errors == "" && outcome.status == 0)
    }

    @Test func tellsOfCheckpointsWhenVerbose() {
        let outcome = vae("\(small) -v -o run", in: folder)
        let line = "checkpoint: run/training/checkpoint.safetensors"
        #expect(outcome.lines.filter { $0 == line }.count == 3)
    }

    @Test func warnsOfABatchThatIsLargerThanTheData() {
        let outcome = vae("train --limit 9 -e 1 --hidden 16 -z 3 -o run", in: folder)
        #expect(
            outcome.errors == "vae: only 9 pictures to train on: the batch is as small\n")
        #expect(
            outcome.lines.first == "9 pictures, 26,054 parameters, 1 epoch of 1 step")
    }

    @Test func goesOnWhenNobodyReads() {
        let program = RunningProgram(
            "\(small) -o run".split(separator: " ").map(String.init), in: folder)
        program.stopReading()
        #expect(folder.has("run/README.md") || program.finish().errors == "")
        #expect(program.finish().status == 0)
        #expect(folder.has("run/README.md"))
    }

    @Test func endsWhenTheLossDiverges() {
        let outcome = vae("\(small) --lr 1e30 -o run", in: folder)
        #expect(outcome.status == 70)
        #expect(outcome.errors.hasPrefix("vae: the loss is no longer finite at step "))
        #expect(
            outcome.errors.hasSuffix(
                ": try a lower --lr or --clip-norm 1; the last checkpoint is kept\n"))
        #expect(folder.has("run/training/checkpoint.safetensors"))
    }

    @Test func writesTheSameModelTwice() throws {
        vae("\(small) -q --seed 5 --dropout 0.2 --binarize dynamic -o one", in: folder)
        vae("\(small) -q --seed 5 --dropout 0.2 --binarize dynamic -o two", in: folder)
        vae("\(small) -q --seed 6 --dropout 0.2 --binarize dynamic -o three", in: folder)
        let one = try folder.bytes(of: "one/model.safetensors")
        #expect(try folder.bytes(of: "two/model.safetensors") == one)
        #expect(try folder.bytes(of: "three/model.safetensors") != one)
    }

    @Test func stopsEarly() throws {
        // A rate this small leaves the second epoch no better than the first by chance alone.
        let outcome = vae(
            "train --limit 200 -e 50 --hidden 16 -z 3 --lr 1e-12 --validation 50 --early-stop 2 "
                + "-o run", in: folder)
        #expect(outcome.status == 0)
        #expect(outcome.lines.contains { $0.hasPrefix("stopped early; best epoch ") })
        let again = vae("train --resume -o run", in: folder)
        #expect(again.status == 0)
        #expect(again.lines.filter { $0.hasPrefix("epoch") } == [])
    }
}
