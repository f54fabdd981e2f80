import Glibc
import Platform
import TestSupport
import Testing

/// What `vae train` does with an output folder that is there already.
@Suite struct OutputFolderTests {
    private let folder = TemporaryFolder()
    private let small = "train \(SmallModel.flags) -o run"

    @Test func keepsARunUnlessForced() throws {
        vae(small, in: folder)
        let before = try folder.bytes(of: "run/model.safetensors")
        let outcome = vae("\(small) --seed 2", in: folder)
        #expect(
            outcome.errors
                == "vae: the output folder is not empty: run: --resume goes on, --force starts "
                + "anew\n")
        #expect(outcome.status == 73)
        #expect(try folder.bytes(of: "run/model.safetensors") == before)

        #expect(vae("\(small) --seed 2 --force", in: folder).status == 0)
        #expect(try folder.bytes(of: "run/model.safetensors") != before)
    }

    @Test func forceLeavesOtherFilesAlone() throws {
        try folder.write("mine", to: "run/notes.txt")
        try folder.write("{}", to: "run/config.json")
        #expect(vae("\(small) --force", in: folder).status == 0)
        #expect(try folder.text(of: "run/notes.txt") == "mine")
        #expect(try folder.text(of: "run/config.json") != "{}")
    }

    @Test func takesAnEmptyFolder() throws {
        try FileSystem.makeFolder(folder.path(of: "run"))
        #expect(vae(small, in: folder).status == 0)
    }

    @Test(arguments: [
        ("run", "a file is in the way: run: name another folder"),
        ("run/deeper", "file exists: run: choose another place"),
    ])
    func refusesAFileInTheWay(output: String, error: String) throws {
        try folder.write("mine", to: "run")
        let outcome = vae("train \(SmallModel.flags) -o \(output)", in: folder)
        #expect(outcome.errors == "vae: \(error)\n")
        #expect(outcome.status == 73)
        #expect(try folder.text(of: "run") == "mine")
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func refusesAFolderThatCannotBeWritten() throws {
        chmod(folder.path, 0o500)
        defer { chmod(folder.path, 0o700) }
        let outcome = vae(small, in: folder)
        #expect(
            outcome.errors
                == "vae: permission denied: run: choose a place that can be written\n")
        #expect(outcome.status == 73)
    }

    @Test func aCompleteRunHasNothingLeftToDo() throws {
        vae(small, in: folder)
        let before = try folder.bytes(of: "run/training/checkpoint.safetensors")
        let outcome = vae("train --resume -o run", in: folder)
        #expect(
            outcome.output
                == "nothing left to do: 1 of 1 epochs are made; raise --epochs to go on\n")
        #expect(outcome.status == 0)
        #expect(try folder.bytes(of: "run/training/checkpoint.safetensors") == before)
    }

    @Test func moreEpochsGoOn() throws {
        vae(small, in: folder)
        let outcome = vae("train --resume -o run -e 3", in: folder)
        #expect(
            outcome.lines.first
                == "200 pictures, 26,054 parameters, 3 epochs of 2 steps, resumed after step 2")
        #expect(outcome.lines.filter { $0.hasPrefix("epoch ") }.count == 2)
        vae("train --limit 200 -e 3 --hidden 16 -z 3 -q -o straight", in: folder)
        #expect(
            try folder.bytes(of: "run/model.safetensors")
                == folder.bytes(of: "straight/model.safetensors"))
    }

    @Test(arguments: [
        (
            "train --resume -o none", 66,
            "there is no checkpoint to resume from: none/training/checkpoint.safetensors: "
                + "name the folder of a run that vae train began"
        ),
        (
            "train --resume -o run -z 4", 64,
            "a resumed run keeps its settings: --resume: give no other choices than --epochs"
        ),
        (
            "train --resume -o run -x mlp", 64,
            "a resumed run keeps its settings: --resume: give no other choices than --epochs"
        ),
        (
            "train --resume -o run -c choices.json", 64,
            "a resumed run keeps its settings: --resume: give no other choices than --epochs"
        ),
        (
            "train other --resume -o run", 64,
            "the run was started on fashion-mnist-5000: other: leave the data out, a resumed run "
                + "keeps them"
        ),
        ("train --resume -o run -e 0", 64, "the value 0 cannot be: --epochs: give 1 or more"),
    ])
    func refusesToResume(arguments: String, status: Int32, error: String) throws {
        vae(small, in: folder)
        try folder.write("{}", to: "choices.json")
        let outcome = vae(arguments, in: folder)
        #expect(outcome.errors == "vae: \(error)\n")
        #expect(outcome.status == status)
    }

    @Test func refusesFewerEpochsThanAreMade() {
        vae("train --limit 200 -e 2 --hidden 16 -z 3 -q -o run", in: folder)
        let outcome = vae("train --resume -o run -e 1", in: folder)
        #expect(outcome.errors == "vae: 2 epochs are made already: --epochs: give more\n")
        #expect(outcome.status == 64)
    }

    @Test func refusesDataThatChanged() throws {
        try folder.write(IDXFiles.bytes([60, 8, 8]), to: "pictures.idx")
        vae("train pictures.idx -e 1 --hidden 16 -z 3 -q -o run", in: folder)
        try folder.write(IDXFiles.bytes([60, 8, 8], seed: 2), to: "pictures.idx")
        let outcome = vae("train --resume -o run -e 2", in: folder)
        #expect(
            outcome.errors
                == "vae: the model's data have changed since it was trained: pictures.idx: "
                + "bring the old ones back\n")
        #expect(outcome.status == 65)
    }

    @Test func refusesADamagedCheckpoint() throws {
        vae(small, in: folder)
        try folder.write(
            Array(try folder.bytes(of: "run/training/checkpoint.safetensors").dropLast(5)),
            to: "run/training/checkpoint.safetensors")
        let outcome = vae("train --resume -o run -e 2", in: folder)
        #expect(outcome.errors.hasPrefix("vae: tensor '"))
        #expect(
            outcome.errors.hasSuffix(
                ": run/training/checkpoint.safetensors: copy or save the file again\n"))
        #expect(outcome.status == 65)
    }

    @Test func aResumedRunThatWasEndedBeforeItsCardWritesIt() {
        vae(small, in: folder)
        FileSystem.remove(folder.path(of: "run/README.md"))
        FileSystem.remove(folder.path(of: "run/training/samples.png"))
        #expect(vae("train --resume -o run", in: folder).status == 0)
        #expect(folder.has("run/README.md"))
        #expect(folder.has("run/training/samples.png"))
    }
}
