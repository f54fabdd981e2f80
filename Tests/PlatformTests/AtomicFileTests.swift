import Glibc
import Platform
import Testing

@Suite struct AtomicFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var names: [String] { get throws { try FileSystem.names(inFolder: folder.path) } }

    @Test func aFileAppearsWithItsCommit() throws {
        let file = try AtomicFile(replacing: folder("a"))
        try file.write("one ")
        try file.write("two")
        #expect(FileSystem.kind(of: folder("a")) == .missing)
        try file.commit()
        #expect(try FileSystem.read(folder("a")) == Array("one two".utf8))
        #expect(try names == ["a"])
    }

    @Test func withoutCommitNothingIsLeft() throws {
        do {
            let file = try AtomicFile(replacing: folder("a"))
            try file.write("half")
            let duringTheWrite = try withExtendedLifetime(file) { try names }
            #expect(duringTheWrite == [".a.partial"])
        }
        #expect(try names == [])
    }

    @Test func anOldFileStaysUntilTheCommit() throws {
        try AtomicFile.write(Array("old".utf8), to: folder("a"))
        do {
            let dropped = try AtomicFile(replacing: folder("a"))
            try dropped.write("dropped")
        }
        #expect(try FileSystem.read(folder("a")) == Array("old".utf8))
        let file = try AtomicFile(replacing: folder("a"))
        try file.write("new")
        #expect(try FileSystem.read(folder("a")) == Array("old".utf8))
        try file.commit()
        #expect(try FileSystem.read(folder("a")) == Array("new".utf8))
        #expect(try names == ["a"])
    }

    @Test func whatAnInterruptedProgramLeftIsOverwritten() throws {
        let stale = open(folder(".a.partial"), O_WRONLY | O_CREAT, 0o600)
        try DescriptorSink(descriptor: stale, name: "stale").write("much longer than the new one")
        close(stale)
        try AtomicFile.write([7], to: folder("a"))
        #expect(try FileSystem.read(folder("a")) == [7])
        #expect(try names == ["a"])
    }

    @Test func permissionsAreKept() throws {
        try AtomicFile.write([1], to: folder("a"))
        for mode: mode_t in [0o600, 0o755] {
            chmod(folder("a"), mode)
            try AtomicFile.write([2], to: folder("a"))
            var status = stat()
            try #require(stat(folder("a"), &status) == 0)
            #expect(status.st_mode & 0o777 == mode)
        }
    }

    @Test func whatALinkLeadsToIsReplaced() throws {
        try FileSystem.makeFolder(folder("below"))
        try AtomicFile.write([1], to: folder("below/target"))
        symlink("below/target", folder("link"))
        try AtomicFile.write([2], to: folder("link"))
        #expect(try FileSystem.read(folder("below/target")) == [2])
        var status = stat()
        try #require(lstat(folder("link"), &status) == 0)
        #expect(status.st_mode & S_IFMT == S_IFLNK)
        #expect(try names == ["below", "link"])
        #expect(try FileSystem.names(inFolder: folder("below")) == ["target"])
    }

    @Test func aLinkInThePlaceOfThePartialFileIsNotFollowed() throws {
        try AtomicFile.write([1], to: folder("precious"))
        symlink("precious", folder(".a.partial"))
        #expect(throws: Failure.self) { try AtomicFile.write([2], to: folder("a")) }
        #expect(try FileSystem.read(folder("precious")) == [1])
    }

    @Test func aDeviceIsWrittenStraight() throws {
        let file = try AtomicFile(replacing: "/dev/null")
        try file.write("gone")
        try file.commit()
        #expect(FileSystem.kind(of: "/dev/null") == .other)
    }

    @Test func aFullDeviceIsReported() throws {
        expect(.inputOutput, "no space left on device: /dev/full: free some space") {
            try AtomicFile.write([1], to: "/dev/full")
        }
    }

    @Test func placesThatCannotBeWrittenAreReported() throws {
        try AtomicFile.write([1], to: folder("file"))
        expect(.cannotCreate, "is a directory: \(folder.path): name a file, not a folder") {
            _ = try AtomicFile(replacing: folder.path)
        }
        for path in [folder("no/a"), folder("file/a")] {
            let what = path.hasSuffix("no/a") ? "no such file or directory" : "not a directory"
            expect(.cannotCreate, "\(what): \(path): check the folder it should lie in") {
                _ = try AtomicFile(replacing: path)
            }
        }
        #expect(try names == ["file"])
    }

    @Test func permissionsAreRespected() throws {
        if geteuid() == 0 { return }
        try AtomicFile.write([1], to: folder("a"))
        chmod(folder("a"), 0o400)
        let remedy = "choose a place that can be written"
        expect(.cannotCreate, "permission denied: \(folder("a")): \(remedy)") {
            _ = try AtomicFile(replacing: folder("a"))
        }
        chmod(folder.path, 0o500)
        expect(.cannotCreate, "permission denied: \(folder("b")): \(remedy)") {
            _ = try AtomicFile(replacing: folder("b"))
        }
    }

    private func expect(
        _ kind: Failure.Kind, _ description: String,
        sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
    ) {
        let failure = #expect(
            throws: Failure.self, sourceLocation: sourceLocation, performing: body)
        #expect(failure?.description == description, sourceLocation: sourceLocation)
        #expect(failure?.kind == kind, sourceLocation: sourceLocation)
    }
}
