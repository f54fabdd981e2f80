import Glibc
import Platform
import Testing

@Suite struct DescriptorSinkTests {
    @Test func aReaderThatHasGoneIsAQuietEnd() throws {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { close(ends[1]) }
        close(ends[0])
        let failure = #expect(throws: Failure.self) {
            try DescriptorSink(descriptor: ends[1], name: "latents").write("text")
        }
        #expect(failure?.kind == .closedPipe)
        #expect(failure?.description == "the reader has gone: latents: nothing to do")
    }

    @Test func aClosedDescriptorIsReported() {
        let failure = #expect(throws: Failure.self) {
            try DescriptorSink(descriptor: -1, name: "output").write("text")
        }
        #expect(failure?.kind == .inputOutput)
        #expect(failure?.description == "bad file descriptor: output: check it")
    }

    @Test func noBytesAreNoWrite() throws {
        try DescriptorSink(descriptor: -1, name: "output").write("")
    }

    @Test func textGoesOutAsUTF8() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { close(ends[0]) }
        try DescriptorSink(descriptor: ends[1], name: "pipe").write("née 🧥")
        close(ends[1])
        #expect(try FileSystem.read("/dev/fd/\(ends[0])") == Array("née 🧥".utf8))
    }
}
