import Autoencoders
import NeuralNetworks
import Platform
import TestSupport
import Testing
import Training

@Suite struct CheckpointTests {
    private let temporary = TemporaryFolder()
    private var folder: RunFolder { RunFolder(temporary.path(of: "run")) }

    @Test func keepsThePlanAndOpensAsAModel() throws {
        var run = try TinyRun()
        run.settings.clipNorm = 0.1
        run.settings.seed = .max
        try run(in: folder)
        #expect(try Checkpoint(path: folder.checkpointPath).plan == run.plan)
        let (last, model) = (
            try TrainedModel.load(folder.checkpointPath), try TrainedModel.load(folder.path)
        )
        for parameter in model.model.parameters {
            #expect(bits(last.parameters[parameter]) == bits(model.parameters[parameter]))
        }
    }

    @Test func aStalePartialFileIsHarmless() throws {
        let run = try TinyRun()
        try run(in: folder, stopAfter: 4)
        let partial = "\(folder.path)/training/.checkpoint.safetensors.partial"
        try AtomicFile.write([1, 2, 3], to: partial)
        #expect(try run(in: folder, isResumed: true).end.step == 9)
        #expect(FileSystem.kind(of: partial) == .missing)
    }

    @Test func noPartialFileIsLeft() throws {
        try TinyRun()(in: folder)
        #expect(
            try FileSystem.names(inFolder: "\(folder.path)/training")
                == ["checkpoint.safetensors", "metrics.jsonl"])
        #expect(
            try FileSystem.names(inFolder: folder.path)
                == ["config.json", "model.safetensors", "training"])
    }

    @Test func aTruncatedFileIsRefusedWhereverItBreaksOff() throws {
        try TinyRun()(in: folder)
        let bytes = try FileSystem.read(folder.checkpointPath)
        for count in [0, 7, 8, 100, bytes.count / 2, bytes.count - 1] {
            try AtomicFile.write(Array(bytes[..<count]), to: folder.checkpointPath)
            let failure = #expect(throws: Failure.self) {
                try Checkpoint(path: folder.checkpointPath)
            }
            #expect(failure?.kind == .data)
            #expect(failure?.place.hasPrefix(folder.checkpointPath) == true)
        }
    }

    @Test func aMissingFileIsNamed() {
        let failure = #expect(throws: Failure.self) { try Checkpoint(path: folder.checkpointPath) }
        #expect(failure?.kind == .noInput)
        #expect(
            failure?.description
                == "no such file or directory: \(folder.checkpointPath): check the path")
    }

    @Test func aModelIsNoCheckpoint() throws {
        try TinyRun()(in: folder)
        let failure = #expect(throws: Failure.self) { try Checkpoint(path: folder.weightsPath) }
        #expect(failure?.kind == .data)
        #expect(
            failure?.description == """
                the file is not a checkpoint: \(folder.weightsPath): name the folder of a run that \
                vae train began
                """)
    }

    @Test(arguments: [
        ("plan", "field description is missing"), ("progress", "field epoch is missing"),
    ])
    func damagedTextIsRefused(_ key: String, _ what: String) throws {
        try TinyRun()(in: folder)
        let path = folder.checkpointPath
        var metadata = try SafeTensorsFile(path: path).metadata
        metadata[key] = "{}"
        try SafeTensorsWriter(metadata: metadata).write(to: path)
        let failure = #expect(throws: Failure.self) { try Checkpoint(path: path) }
        #expect(failure?.kind == .data)
        #expect(
            failure?.description
                == "\(what): \(path): the checkpoint is damaged: start anew with --force")
    }

    @Test func weightsThatDoNotFitThePlanAreRefused() throws {
        var run = try TinyRun()
        try run(in: folder)
        let checkpoint = try Checkpoint(path: folder.checkpointPath)
        run.model.architecture = .mlp(MLPConfiguration(hidden: [9]))
        let failure = #expect(throws: Failure.self) {
            try Trainer(plan: run.plan, splits: run.splits, folder: folder, from: checkpoint)
        }
        #expect(failure?.kind == .data)
        #expect(
            failure?.description == """
                tensor 'encoder.layers.0.weight' has shape [8, 16], the model wants [9, 16]: \
                \(folder.checkpointPath): use weights and description of the same model
                """)
    }

    @Test func stateThatThePlanAsksForMustBeThere() throws {
        var run = try TinyRun()
        try run(in: folder)
        let checkpoint = try Checkpoint(path: folder.checkpointPath)
        run.settings.movingAverageDecay = 0.9
        let failure = #expect(throws: Failure.self) {
            try Trainer(plan: run.plan, splits: run.splits, folder: folder, from: checkpoint)
        }
        #expect(failure?.kind == .data)
        #expect(failure?.what == "tensor 'average.encoder.layers.0.weight' is missing")
    }
}
