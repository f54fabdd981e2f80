import CKernels
import CPeak

/// What the processor can do at most.
enum Peak {
    /// Floating-point operations a second of `threads` threads together: the best of some rounds.
    static func operationsPerSecond(threads: Int) -> Double {
        (0..<5).map { _ in measure(threads: threads) }.max() ?? 0
    }

    private static func measure(threads: Int) -> Double {
        let clock = ContinuousClock()
        let rounds = 200_000
        let begin = clock.now
        run(threads: threads, rounds: rounds)
        let seconds = (clock.now - begin).seconds
        return vae_peak_run(1) * Double(rounds) * Double(threads) / seconds
    }

    static func run(threads: Int, rounds: Int) {
        var rounds = rounds
        vae_parallel_for(
            threads, 0,
            { rounds, begin, end in
                let rounds = rounds?.load(as: Int.self) ?? 0
                for _ in begin..<end { _ = vae_peak_run(rounds) }
            }, &rounds)
    }
}

extension Benchmark {
    /// Fused multiply-adds and nothing else.
    static let peak = Benchmark(
        name: "peak", summary: "fused multiply-adds alone: what the processor can do"
    ) { settings in
        let rounds = 200_000
        return .timed(
            TimedWork(
                operations: vae_peak_run(1) * Double(rounds) * Double(settings.threads)
            ) { Peak.run(threads: settings.threads, rounds: rounds) })
    }
}
