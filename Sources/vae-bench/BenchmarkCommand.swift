import ArgumentParser
import Autoencoders
import Platform
import TensorCore

/// The program: `vae-bench`, with the names of cases.
struct BenchmarkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vae-bench",
        abstract: "Measure how fast this machine trains and uses the models.",
        discussion: """
            A line of JSON for each case: least, median and largest, the rate of floating-point \
            operations at the median, and its share of what the processor can do, measured just \
            before and after.

            CASES
            \(Benchmark.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

            vae-bench render measures how well pictures are drawn as text, vae-bench explore how \
            fast the explorer answers; see their --help.
            """)

    @Argument(help: "The cases (default: all).")
    var cases = [String]()

    @Option(
        name: .shortAndLong, parsing: .unconditional,
        help: "Pictures of a batch (default: each case's own).")
    var batch: Int?

    @Option(parsing: .unconditional, help: "Threads to compute with (default: all cores).")
    var threads: Int?

    @Option(
        parsing: .unconditional, help: "How often each case is measured (default: each case's own)."
    )
    var runs: Int?

    @Option(help: "What products of training steps multiply: fp32 or bf16.")
    var precision = Precision.float32.rawValue

    @Flag(help: "Print a table instead of JSON.")
    var table = false

    func run() throws {
        for (value, flag) in [(batch, "--batch"), (threads, "--threads"), (runs, "--runs")] {
            guard value ?? 1 >= 1 else {
                throw Failure(
                    .usage, "the value \(value ?? 0) cannot be", at: flag, remedy: "give 1 or more")
            }
        }
        guard let precision = Precision(rawValue: precision) else {
            throw Failure(
                .usage, "unknown name \"\(precision)\"", at: "--precision",
                remedy: "known are fp32, bf16")
        }
        try precision.requireNative(at: "--precision", remedy: "leave it out")
        if let threads { ComputeTeam.setThreadCount(threads) }
        let settings = BenchmarkSettings(
            batch: batch, threads: ComputeTeam.threadCount, runs: runs,
            precision: precision)
        let output = DescriptorSink.standardOutput()
        let benchmarks = try Benchmark.named(cases)
        if table { try output.write(Measurement.rowHeader + "\n") }
        for benchmark in benchmarks {
            let measurement = try Measurement(benchmark, settings: settings)
            try output.write((table ? measurement.row : JSON.text(measurement)) + "\n")
        }
    }
}
