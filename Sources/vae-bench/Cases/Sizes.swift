import Autoencoders
import Datasets
import Glibc
import Platform

extension Benchmark {
    /// What more pictures cost.
    static let sizes = [stepWithSize, memoryWithSize]

    private static let few = 60_000
    private static let many = 6_000_000

    private static let stepWithSize = Benchmark(
        name: "size-step",
        summary: "the time of a step of mlp on \(many) pictures over that on \(few)"
    ) { settings throws(Failure) in
        let small = try MappedPictures(count: few, batch: settings.batch)
        let large = try MappedPictures(count: many, batch: settings.batch)
        // In turns, because the machine's speed swings.
        return .counted(unit: "ratio", runs: 15) { () throws(Failure) in
            let seconds = try small.seconds(ofSteps: 40)
            return try large.seconds(ofSteps: 40) / seconds
        }
    }

    private static let memoryWithSize = Benchmark(
        name: "size-memory",
        summary: "anonymous memory that \(many) pictures take beyond \(few)"
    ) { settings throws(Failure) in
        let small = try MappedPictures(count: few, batch: settings.batch)
        _ = try small.seconds(ofSteps: 40)
        return .counted(unit: "bytes", runs: 1) { () throws(Failure) in
            let before = try MappedPictures.anonymousBytes()
            let large = try MappedPictures(count: many, batch: settings.batch)
            _ = try large.seconds(ofSteps: 40)
            return try withExtendedLifetime(large) { () throws(Failure) in
                try MappedPictures.anonymousBytes() - before
            }
        }
    }
}

/// Training of `mlp` on a file of black pictures, opened, checked and shuffled as `vae train` does.
///
/// The file is one hole, so it takes no room on the disk, and its pages are memory like those of
/// any file that has been read.
private final class MappedPictures {
    private let scratch: ScratchFolder
    private let step: BenchmarkStep

    /// - Throws: `Failure` (`cannotCreate`) if the file cannot be made.
    init(count: Int, batch: Int?) throws(Failure) {
        scratch = try ScratchFolder()
        let path = scratch.path + "/pictures.npy"
        try MappedPictures.makeFile(path, count: count)
        let dataset = try Dataset.open(path)
        _ = try dataset.fingerprint()
        var generator = NoiseStream.split.generator(seed: 1)
        let train = try dataset.split(using: &generator).train
        var order = train.rows
        FisherYates.shuffle(&order, using: &generator)
        step = BenchmarkStep(
            .mlp, batch: batch ?? BenchmarkModel.mlp.batch, examples: train, order: order)
    }

    func seconds(ofSteps count: Int) throws(Failure) -> Double {
        let clock = ContinuousClock()
        let begin = clock.now
        for _ in 0..<count { try step.run() }
        return (clock.now - begin).seconds
    }

    private static func makeFile(_ path: String, count: Int) throws(Failure) {
        let header = NPY.header(.uint8, shape: [count, 28, 28])
        try AtomicFile.write(header, to: path)
        guard truncate(path, header.count + count * 784) == 0 else {
            throw Failure(
                .cannotCreate, systemMessage(errno), at: path,
                remedy: "set TMPDIR to a file system that allows holes")
        }
    }

    /// Memory of this process that is no file's.
    static func anonymousBytes() throws(Failure) -> Double {
        let status = String(decoding: try FileSystem.read("/proc/self/status"), as: UTF8.self)
        let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
        let kilobytes = line?.split { $0 == " " || $0 == "\t" }.dropFirst().first
        guard let kilobytes = kilobytes.flatMap({ Double($0) }) else {
            throw Failure(
                .unavailable, "RssAnon is missing", at: "/proc/self/status",
                remedy: "use Linux 4.5 or later")
        }
        return kilobytes * 1024
    }
}
