import Platform
import TensorCore
import TestSupport
import Testing

/// The flag `--precision`, and what a processor without bfloat16 answers.
@Suite struct PrecisionTests {
    private let folder = TemporaryFolder()
    private let small = "--limit 50 -e 1 --hidden 8 -z 2 -q"
    /// Makes any processor one without bfloat16.
    private let withoutBFloat16 = ["ONEDNN_MAX_CPU_ISA": "AVX512_CORE"]

    @Test(arguments: ["--precision bf16", "-c choices.json"])
    func refusesWhatTheProcessorLacks(flags: String) throws {
        try folder.write(#"{"precision": "bf16"}"#, to: "choices.json")
        let outcome = vae(
            "train \(small) \(flags) -o run", in: folder, environment: withoutBFloat16)
        #expect(
            outcome.errors
                == "vae: this processor has no bfloat16 instructions: --precision: leave it out\n")
        #expect(outcome.status == 69)
        #expect(!folder.has("run"))
    }

    @Test func theFlagGoesBeforeTheFileAndTheCardSaysIt() throws {
        try folder.write(#"{"precision": "bf16"}"#, to: "choices.json")
        let outcome = vae(
            "train \(small) -c choices.json --precision fp32 -o run", in: folder,
            environment: withoutBFloat16)
        #expect(outcome.errors == "")
        #expect(try folder.text(of: "run/README.md").contains("| precision | fp32 |\n"))
    }

    @Test func aRunIsNotResumedWhereTheProcessorLacksItsPrecision() throws {
        vae("train \(small) -o run", in: folder)
        try setPrecision("bf16", in: "run/training/checkpoint.safetensors")
        let card = try folder.text(of: "run/README.md")
        let outcome = vae(
            "train --resume -e 2 -o run", in: folder, environment: withoutBFloat16)
        #expect(
            outcome.errors
                == "vae: this processor has no bfloat16 instructions: run: "
                + "go on where the run was begun, or begin anew in fp32\n")
        #expect(outcome.status == 69)
        #expect(try folder.text(of: "run/README.md") == card)
    }

    @Test func aResumedRunKeepsIts() {
        vae("train \(small) -o run", in: folder)
        let outcome = vae("train --resume -e 2 --precision fp32 -o run", in: folder)
        #expect(
            outcome.errors
                == "vae: a resumed run keeps its settings: --resume: "
                + "give no other choices than --epochs\n")
    }

    @Test(.enabled(if: Precision.bfloat16.isNative))
    func trainsAndResumesWhereTheProcessorHasIt() throws {
        #expect(vae("train \(small) --precision bf16 -o run", in: folder).errors == "")
        #expect(vae("train --resume -e 2 -q -o run", in: folder).errors == "")
        #expect(try folder.text(of: "run/README.md").contains("| precision | bf16 |\n"))
    }

    /// Exchanges the precision in the header of a checkpoint, whose length stays the same.
    private func setPrecision(_ name: String, in path: String) throws {
        let bytes = try folder.bytes(of: path)
        let old = Array(#"\"precision\":\"fp32\""#.utf8)
        let place = try #require(
            bytes.indices.first { bytes[$0...].starts(with: old) }, "no precision in the plan")
        var changed = bytes
        changed.replaceSubrange(
            place..<place + old.count, with: Array("\\\"precision\\\":\\\"\(name)\\\"".utf8))
        try AtomicFile.write(changed, to: folder.path(of: path))
    }
}
