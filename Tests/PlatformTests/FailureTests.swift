import Glibc
import Platform
import Testing

@Suite struct FailureTests {
    @Test func theTextHasThreeParts() {
        let failure = Failure(
            .data, "file is truncated", at: "train.gz", remedy: "copy it again")
        #expect(failure.description == "file is truncated: train.gz: copy it again")
        #expect("\(failure)" == failure.description)
        #expect(failure.kind == .data)
        #expect(failure.what == "file is truncated")
        #expect(failure.place == "train.gz")
        #expect(failure.remedy == "copy it again")
    }

    @Test func failuresCompare() {
        let failure = Failure(.data, "a", at: "b", remedy: "c")
        #expect(failure == Failure(.data, "a", at: "b", remedy: "c"))
        #expect(failure != Failure(.usage, "a", at: "b", remedy: "c"))
        #expect(failure != Failure(.data, "a", at: "b", remedy: "d"))
    }

    @Test(arguments: [
        (Failure.Kind.closedPipe, Int32(0)), (.usage, 64), (.data, 65), (.noInput, 66),
        (.unavailable, 69), (.software, 70), (.cannotCreate, 73), (.inputOutput, 74),
    ])
    func kindsAreExitCodes(kind: Failure.Kind, code: Int32) {
        #expect(kind.rawValue == code)
    }

    @Test(arguments: [
        (ENOENT, "no such file or directory: p: check the path"),
        (ENOTDIR, "not a directory: p: check the path"),
        (EISDIR, "is a directory: p: name a file, not a folder"),
        (EACCES, "permission denied: p: check its permissions"),
        (EPERM, "operation not permitted: p: check its permissions"),
        (EIO, "input/output error: p: check the file"),
    ])
    func unreadablePathsSayWhatToDo(number: Int32, description: String) {
        #expect(Failure.cannotRead("p", number).description == description)
        #expect(Failure.cannotRead("p", number).kind == .noInput)
    }

    @Test(arguments: [
        (ENOENT, "no such file or directory: p: check the folder it should lie in"),
        (ENOTDIR, "not a directory: p: check the folder it should lie in"),
        (EACCES, "permission denied: p: choose a place that can be written"),
        (EPERM, "operation not permitted: p: choose a place that can be written"),
        (EROFS, "read-only file system: p: choose a place that can be written"),
        (EISDIR, "is a directory: p: name a file, not a folder"),
        (ENOSPC, "no space left on device: p: free some space"),
        (EDQUOT, "disk quota exceeded: p: free some space"),
        (EEXIST, "file exists: p: choose another place"),
    ])
    func uncreatablePathsSayWhatToDo(number: Int32, description: String) {
        #expect(Failure.cannotCreate("p", number).description == description)
        #expect(Failure.cannotCreate("p", number).kind == .cannotCreate)
    }
}
