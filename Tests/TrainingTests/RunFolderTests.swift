import Platform
import TestSupport
import Testing
import Training

@Suite struct RunFolderTests {
    private let temporary = TemporaryFolder()

    @Test func aNewFolderIsMadeWithThoseAboveIt() throws {
        let folder = RunFolder(temporary.path(of: "a/b/run"))
        try folder.prepare(isForced: false)
        #expect(FileSystem.kind(of: "\(folder.path)/training") == .folder)
        #expect(folder.weightsPath == "\(folder.path)/model.safetensors")
        #expect(folder.descriptionPath == "\(folder.path)/config.json")
        #expect(folder.cardPath == "\(folder.path)/README.md")
        #expect(folder.checkpointPath == "\(folder.path)/training/checkpoint.safetensors")
        #expect(folder.metricsPath == "\(folder.path)/training/metrics.jsonl")
    }

    @Test func anEmptyFolderIsTaken() throws {
        let folder = RunFolder(temporary.path)
        try folder.prepare(isForced: false)
        #expect(FileSystem.kind(of: "\(folder.path)/training") == .folder)
    }

    @Test func aFolderInUseIsRefusedAndLeftAlone() throws {
        let folder = RunFolder(temporary.path(of: "run"))
        try TinyRun()(in: folder)
        let before = try FileSystem.read(folder.checkpointPath)
        let failure = #expect(throws: Failure.self) { try folder.prepare(isForced: false) }
        #expect(failure?.kind == .cannotCreate)
        #expect(
            failure?.description == """
                the output folder is not empty: \(folder.path): --resume goes on, --force starts \
                anew
                """)
        #expect(try FileSystem.read(folder.checkpointPath) == before)
    }

    @Test func forceRemovesWhatARunWritesAndNothingElse() throws {
        let folder = RunFolder(temporary.path(of: "run"))
        try TinyRun()(in: folder)
        try AtomicFile.write([1], to: folder.cardPath)
        try AtomicFile.write([2], to: "\(folder.path)/notes.txt")
        try AtomicFile.write([3], to: "\(folder.path)/training/picture.png")
        try folder.prepare(isForced: true)
        #expect(try FileSystem.names(inFolder: folder.path) == ["notes.txt", "training"])
        #expect(try FileSystem.names(inFolder: "\(folder.path)/training") == ["picture.png"])
    }

    @Test(arguments: [false, true])
    func aFileInTheWayIsRefused(_ isForced: Bool) throws {
        let folder = RunFolder(temporary.path(of: "file"))
        try AtomicFile.write([1], to: folder.path)
        let failure = #expect(throws: Failure.self) { try folder.prepare(isForced: isForced) }
        #expect(failure?.kind == .cannotCreate)
        #expect(
            failure?.description == "a file is in the way: \(folder.path): name another folder")
        #expect(try FileSystem.read(folder.path) == [1])
    }
}
