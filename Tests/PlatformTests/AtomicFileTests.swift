import Glibc
import Platform
import TestSupport
import Testing

@Suite struct AtomicFileTests {
    private let folder = TemporaryFolder()

    private var names: [String] { get throws { try FileSystem.names(inFolder: folder.path) } }

    @Test func aFileAppearsWithItsCommit() throws {
        let file = try AtomicFile(replacing: folder.path(of: "a"))
        try file.write("one ")
        try file.write("two")
        #expect(FileSystem.kind(of: folder.path(of: "a")) == .missing)
        try file.commit()
        #expect(try FileSystem.read(folder.path(of: "a")) == Array("one two".utf8))
        #expect(try names == ["a"])
    }

    @Test func withoutCommitNothingIsLeft() throws {
        do {
            let file = try AtomicFile(replacing: folder.path(of: "a"))
            try file.write("half")
            let duringTheWrite = try withExtendedLifetime(file) { try names }
            #expect(duringTheWrite == [".a.partial"])
        }
        #expect(try names == [])
    }

    @Test func anOldFileStaysUntilTheCommit() throws {
        try AtomicFile.write(Array("old".utf8), to: folder.path(of: "a"))
        do {
            let dropped = try AtomicFile(replacing: folder.path(of: "a"))
            try dropped.write("dropped")
        }
        #expect(try FileSystem.read(folder.path(of: "a")) == Array("old".utf8))
        let file = try AtomicFile(replacing: folder.path(of: "a"))
        try file.write("new")
        #expect(try FileSystem.read(folder.path(of: "a")) == Array("old".utf8))
        try file.commit()
        #expect(try FileSystem.read(folder.path(of: "a")) == Array("new".utf8))
        #expect(try names == ["a"])
    }

    @Test func whatAnInterruptedProgramLeftIsOverwritten() throws {
        let stale = open(folder.path(of: ".a.partial"), O_WRONLY | O_CREAT, 0o600)
        try DescriptorSink(descriptor: stale, name: "stale").write("much longer than the new one")
        close(stale)
        try AtomicFile.write([7], to: folder.path(of: "a"))
        #expect(try FileSystem.read(folder.path(of: "a")) == [7])
        #expect(try names == ["a"])
    }

    @Test func permissionsAreKept() throws {
        try AtomicFile.write([1], to: folder.path(of: "a"))
        for mode: mode_t in [0o600, 0o755] {
            chmod(folder.path(of: "a"), mode)
            try AtomicFile.write([2], to: folder.path(of: "a"))
            var status = stat()
            try #require(stat(folder.path(of: "a"), &status) == 0)
            #expect(status.st_mode & 0o777 == mode)
        }
    }

    @Test func whatALinkLeadsToIsReplaced() throws {
        try FileSystem.makeFolder(folder.path(of: "below"))
        try AtomicFile.write([1], to: folder.path(of: "below/target"))
        symlink("below/target", folder.path(of: "link"))
        try AtomicFile.write([2], to: folder.path(of: "link"))
        #expect(try FileSystem.read(folder.path(of: "below/target")) == [2])
        var status = stat()
        try #require(lstat(folder.path(of: "link"), &status) == 0)
        #expect(status.st_mode & S_IFMT == S_IFLNK)
        #expect(try names == ["below", "link"])
        #expect(try FileSystem.names(inFolder: folder.path(of: "below")) == ["target"])
    }

    @Test func aLinkInThePlaceOfThePartialFileIsNotFollowed() throws {
        try AtomicFile.write([1], to: folder.path(of: "precious"))
        symlink("precious", folder.path(of: ".a.partial"))
        #expect(throws: Failure.self) { try AtomicFile.write([2], to: folder.path(of: "a")) }
        #expect(try FileSystem.read(folder.path(of: "precious")) == [1])
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
        try AtomicFile.write([1], to: folder.path(of: "file"))
        expect(.cannotCreate, "is a directory: \(folder.path): name a file, not a folder") {
            _ = try AtomicFile(replacing: folder.path)
        }
        for path in [folder.path(of: "no/a"), folder.path(of: "file/a")] {
            let what = path.hasSuffix("no/a") ? "no such file or directory" : "not a directory"
            expect(.cannotCreate, "\(what): \(path): check the folder it should lie in") {
                _ = try AtomicFile(replacing: path)
            }
        }
        #expect(try names == ["file"])
    }

    @Test func permissionsAreRespected() throws {
        if geteuid() == 0 { return }
        try AtomicFile.write([1], to: folder.path(of: "a"))
        chmod(folder.path(of: "a"), 0o400)
        let remedy = "choose a place that can be written"
        expect(.cannotCreate, "permission denied: \(folder.path(of: "a")): \(remedy)") {
            _ = try AtomicFile(replacing: folder.path(of: "a"))
        }
        chmod(folder.path, 0o500)
        expect(.cannotCreate, "permission denied: \(folder.path(of: "b")): \(remedy)") {
            _ = try AtomicFile(replacing: folder.path(of: "b"))
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
