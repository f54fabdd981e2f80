import Glibc
import Platform
import TestSupport
import Testing

@Suite struct FileSystemTests {
    private let folder = TemporaryFolder()

    // Below, at and above the size of the first read.
    @Test(arguments: [0, 1, 65535, 65536, 65537, 20_000_003])
    func wholeFilesAreRead(size: Int) throws {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        try AtomicFile.write(bytes, to: folder.path(of: "file"))
        #expect(try FileSystem.read(folder.path(of: "file")) == bytes)
    }

    @Test func filesThatTellNoSizeAreRead() throws {
        let status = String(decoding: try FileSystem.read("/proc/self/status"), as: UTF8.self)
        #expect(status.hasPrefix("Name:"))
        #expect(status.contains("\nPid:\t\(getpid())\n"))
        #expect(try FileSystem.read("/dev/null") == [])
    }

    @Test func aPipeIsReadToItsEnd() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let (reader, writer) = (ends[0], ends[1])
        defer { close(reader) }
        let text = String(repeating: "0123456789", count: 30_000)
        let sending = BackgroundTask<Bool> {
            defer { close(writer) }
            do throws(Failure) {
                try DescriptorSink(descriptor: writer, name: "pipe").write(text)
                return .success(true)
            } catch { return .failure(error) }
        }
        #expect(try FileSystem.read("/dev/fd/\(reader)") == Array(text.utf8))
        #expect(try sending.value())
    }

    @Test func whatIsNoFileIsRefused() throws {
        expect(.noInput, "no such file or directory: \(folder.path(of: "a")): check the path") {
            _ = try FileSystem.read(folder.path(of: "a"))
        }
        expect(.noInput, "is a directory: \(folder.path): name a file, not a folder") {
            _ = try FileSystem.read(folder.path)
        }
        try AtomicFile.write([1], to: folder.path(of: "file"))
        expect(.noInput, "not a directory: \(folder.path(of: "file/b")): check the path") {
            _ = try FileSystem.read(folder.path(of: "file/b"))
        }
    }

    @Test func anUnreadableFileIsRefused() throws {
        if geteuid() == 0 { return }
        try AtomicFile.write([1], to: folder.path(of: "file"))
        chmod(folder.path(of: "file"), 0)
        expect(.noInput, "permission denied: \(folder.path(of: "file")): check its permissions") {
            _ = try FileSystem.read(folder.path(of: "file"))
        }
    }

    @Test func namesAreSortedByTheirBytes() throws {
        for name in ["b", "B", "é", "a10", "a2", ".hidden", "z"] {
            try AtomicFile.write([], to: folder.path(of: name))
        }
        #expect(
            try FileSystem.names(inFolder: folder.path)
                == [".hidden", "B", "a10", "a2", "b", "z", "é"])
    }

    @Test func namesOfWhatIsNoFolderAreRefused() throws {
        try AtomicFile.write([], to: folder.path(of: "file"))
        expect(.noInput, "no such file or directory: \(folder.path(of: "a")): check the path") {
            _ = try FileSystem.names(inFolder: folder.path(of: "a"))
        }
        expect(.noInput, "not a directory: \(folder.path(of: "file")): check the path") {
            _ = try FileSystem.names(inFolder: folder.path(of: "file"))
        }
    }

    @Test func kindsFollowLinks() throws {
        try AtomicFile.write([], to: folder.path(of: "file"))
        symlink("file", folder.path(of: "link"))
        symlink("nowhere", folder.path(of: "dangling"))
        #expect(FileSystem.kind(of: folder.path(of: "file")) == .file)
        #expect(FileSystem.kind(of: folder.path(of: "link")) == .file)
        #expect(FileSystem.kind(of: folder.path(of: "dangling")) == .missing)
        #expect(FileSystem.kind(of: folder.path) == .folder)
        #expect(FileSystem.kind(of: "/dev/null") == .other)
        #expect(
            FileSystem.absolute(folder.path(of: "./link"))
                == FileSystem.absolute(folder.path(of: "file")))
        #expect(FileSystem.absolute(folder.path(of: "dangling")) == nil)
    }

    @Test func foldersAreMadeWithThoseAbove() throws {
        try FileSystem.makeFolder(folder.path(of: "a/b//c/"))
        #expect(FileSystem.kind(of: folder.path(of: "a/b/c")) == .folder)
        try FileSystem.makeFolder(folder.path(of: "a/b"))
        try FileSystem.makeFolder("")
        try FileSystem.makeFolder("/")
    }

    @Test func aFileInTheWayOfAFolderIsReported() throws {
        try AtomicFile.write([], to: folder.path(of: "file"))
        expect(.cannotCreate, "file exists: \(folder.path(of: "file")): choose another place") {
            try FileSystem.makeFolder(folder.path(of: "file/b"))
        }
        expect(.cannotCreate, "file exists: \(folder.path(of: "file")): choose another place") {
            try FileSystem.makeFolder(folder.path(of: "file"))
        }
    }

    @Test func removingAFileTwiceIsFine() throws {
        try AtomicFile.write([], to: folder.path(of: "file"))
        FileSystem.remove(folder.path(of: "file"))
        #expect(FileSystem.kind(of: folder.path(of: "file")) == .missing)
        FileSystem.remove(folder.path(of: "file"))
    }

    @Test(arguments: [
        ("a/b", "a", "b"),
        ("b", ".", "b"),
        ("/b", "/", "b"),
        ("/", "/", ""),
        ("a/b/", "a", "b"),
        ("a/b///", "a", "b"),
        ("a//b", "a/", "b"),
        ("./b", ".", "b"),
        ("../b", "..", "b"),
        ("/a/b.c.d", "/a", "b.c.d"),
        ("", ".", ""),
        ("x/\u{301}y", "x", "\u{301}y"),
    ])
    func pathsHaveAParentAndAName(path: String, parent: String, name: String) {
        #expect(FileSystem.parent(of: path) == parent)
        #expect(FileSystem.name(of: path) == name)
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
