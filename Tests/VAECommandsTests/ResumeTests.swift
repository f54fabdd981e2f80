import Glibc
import Platform
import TestSupport
import Testing

/// Runs that are interrupted or killed, and resumed: they end as if nothing had happened.
@Suite(.serialized) struct ResumeTests {
    private let folder = TemporaryFolder()
    // All that draws random numbers or keeps averages of its own takes part.
    private let choices = """
        --limit 1000 -e 6 -b 20 --hidden 16 -z 3 --validation 100 --ema 0.99 --dropout 0.1 \
        --binarize dynamic --schedule warmup-cosine --kl-warmup 2 --clip-norm 100
        """

    private func start(_ arguments: String) -> RunningProgram {
        RunningProgram(arguments.split(separator: " ").map(String.init), in: folder)
    }

    /// The bytes of all tensors in a checkpoint, without the header, which holds times.
    private func tensors(_ run: String) throws -> ArraySlice<UInt8> {
        let bytes = try folder.bytes(of: "\(run)/training/checkpoint.safetensors")
        return bytes.dropFirst(8 + bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) })
    }

    private func expectSameRun() throws {
        #expect(vae("train \(choices) -q -o straight", in: folder).status == 0)
        #expect(
            try folder.bytes(of: "run/model.safetensors")
                == folder.bytes(of: "straight/model.safetensors"))
        #expect(try tensors("run") == tensors("straight"))
        #expect(try metrics("run").count == 6)
        #expect(try metrics("run") == metrics("straight"))
        #expect(try folder.bytes(of: "run/config.json") == folder.bytes(of: "straight/config.json"))
        #expect(folder.has("run/README.md"))
    }

    /// The figures of each epoch but those that a clock measured.
    private func metrics(_ run: String) throws -> [[JSONValue]] {
        try folder.text(of: "\(run)/training/metrics.jsonl").split(separator: "\n").map { line in
            let value = try JSONValue(String(line))
            return value.keys.filter { $0 != "seconds" && $0 != "picturesPerSecond" }
                .map { value[$0] }
        }
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func interruptedAndResumed(signal: Int32) throws {
        let program = start("train \(choices) -o run")
        #expect(program.waitForOutput("epoch 2/6"))
        program.send(signal)
        let outcome = program.finish()
        #expect(outcome.status == 130)
        #expect(outcome.errors.hasPrefix("vae: interrupted after step "))
        #expect(
            outcome.errors.hasSuffix(
                ", the state is saved; go on with: vae train --resume -o run\n"))
        #expect(!folder.has("run/README.md"))

        let resumed = vae("train --resume -o run", in: folder)
        #expect(resumed.errors == "")
        #expect(resumed.lines.first?.contains(", resumed after step ") == true)
        #expect(resumed.lines.last == "the model is in run")
        try expectSameRun()
    }

    @Test(arguments: [UInt64(1), 2])
    func killedManyTimesAndResumed(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var arguments = "train \(choices) -o run"
        for kill in 1...12 {
            let program = start(arguments)
            // Waits grow, so that even a slow machine gets on.
            let milliseconds = UInt32.random(in: 20...80, using: &generator) * UInt32(kill)
            usleep(milliseconds * 1000)
            program.send(SIGKILL)
            let outcome = program.finish()
            if outcome.status == 0 { break }
            #expect(outcome.status == -SIGKILL, "\(outcome.errors)")
            arguments =
                folder.has("run/training/checkpoint.safetensors")
                ? "train --resume -o run" : "train \(choices) --force -o run"
        }
        #expect(vae(arguments, in: folder).status == 0)
        try expectSameRun()
        // What a kill left half written is gone: its names begin with a dot.
        let names = try FileSystem.names(inFolder: folder.path(of: "run"))
        #expect(names == ["README.md", "config.json", "model.safetensors", "training"])
    }

    @Test func secondSignalEndsAtOnce() {
        // One step of this takes long enough for two signals to come within it.
        let program = start("train -b 4500 -e 5 --hidden 1024,1024 -o run")
        #expect(program.waitForOutput("parameters"))
        program.send(SIGINT)
        while catches(SIGINT, program.process) { usleep(1000) }
        program.send(SIGINT)
        #expect(program.finish().status == -SIGINT)
    }

    /// Whether the process would handle the signal itself; false if it has ended.
    private func catches(_ signal: Int32, _ process: pid_t) -> Bool {
        guard let status = try? FileSystem.read("/proc/\(process)/status"),
            let line = String(decoding: status, as: UTF8.self).split(separator: "\n")
                .first(where: { $0.hasPrefix("SigCgt:") }),
            let mask = UInt64(line.dropFirst(7).drop { $0 == "\t" }, radix: 16)
        else { return false }
        return mask >> UInt64(signal - 1) & 1 == 1
    }
}
