import Platform

/// The figures of one case: the lines of JSON that the program prints.
struct Measurement: Encodable {
    var name: String
    /// What `min`, `median` and `max` are in: seconds, bytes or a count.
    var unit: String
    var min: Double
    var median: Double
    var max: Double
    var runs: Int
    var threads: Int
    /// Pictures of one run.
    var batch: Int?
    /// Pictures a second, at the median.
    var picturesPerSecond: Double?
    /// Floating-point operations a second, at the median.
    var operationsPerSecond: Double?
    /// The share of them in what the processor can do, measured beside the case.
    var shareOfPeak: Double?

    private enum CodingKeys: String, CodingKey {
        case name = "case"
        case unit, min, median, max, runs, threads, batch
        case picturesPerSecond = "pictures_per_second"
        case operationsPerSecond = "flops"
        case shareOfPeak = "share_of_peak"
    }

    private init(_ name: String, unit: String, samples: [Double], threads: Int) {
        let sorted = samples.sorted()
        self.name = name
        self.unit = unit
        min = sorted[0]
        median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        max = sorted[sorted.count - 1]
        runs = sorted.count
        self.threads = threads
    }

    /// Measures a benchmark.
    init(_ benchmark: Benchmark, settings: BenchmarkSettings) throws(Failure) {
        let threads = settings.threads
        switch try benchmark.prepare(settings) {
        case .counted(let unit, let runs, let figure):
            var samples = [Double]()
            for _ in 0..<(settings.runs ?? runs) { samples.append(try figure()) }
            self.init(benchmark.name, unit: unit, samples: samples, threads: threads)
        case .timed(let work):
            let before = work.operations == nil ? 0 : Peak.operationsPerSecond(threads: threads)
            let samples = try Measurement.time(work, runs: settings.runs ?? work.runs)
            self.init(benchmark.name, unit: "s", samples: samples, threads: threads)
            if work.batch > 1 {
                batch = work.batch
                picturesPerSecond = Double(work.batch) / median
            }
            if let operations = work.operations {
                // The machine's speed swings: the better of before and after is what there was.
                let peak = Swift.max(before, Peak.operationsPerSecond(threads: threads))
                operationsPerSecond = operations / median
                shareOfPeak = operations / median / peak
            }
        }
    }

    /// Seconds of one run of `work`, each sample long enough for the clock.
    private static func time(_ work: TimedWork, runs: Int) throws(Failure) -> [Double] {
        let clock = ContinuousClock()
        func seconds(of repeats: Int) throws(Failure) -> Double {
            let begin = clock.now
            for _ in 0..<repeats { try work.run() }
            return (clock.now - begin).seconds
        }
        // The first runs prepare primitives, take memory and wake the threads.
        let first = try seconds(of: 1)
        if first < 0.5 { _ = try seconds(of: Int(0.2 / Swift.max(first, 1e-5)) + 1) }
        let once = try seconds(of: 3) / 3
        let repeats = Swift.max(1, Int((0.002 / Swift.max(once, 1e-9)).rounded(.up)))
        var samples = [Double]()
        for _ in 0..<runs { samples.append(try seconds(of: repeats) / Double(repeats)) }
        return samples
    }
}

extension Duration {
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
