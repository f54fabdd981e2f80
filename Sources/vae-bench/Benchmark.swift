import Platform
import TensorCore

/// One thing whose cost is measured, by name.
struct Benchmark: Sendable {
    let name: String
    let summary: String
    /// Sets everything up, so that what is left is the work itself.
    let prepare: @Sendable (BenchmarkSettings) throws(Failure) -> Workload

    /// All of them, in the order in which they run.
    static let all = [peak, product] + trainingSteps + inference + programs + [allocations] + sizes

    /// The benchmarks with these names; all where there are none.
    ///
    /// - Throws: `Failure` (`usage`) for an unknown name.
    static func named(_ names: [String]) throws(Failure) -> [Benchmark] {
        if names.isEmpty { return all }
        var chosen = [Benchmark]()
        for name in names {
            guard let benchmark = all.first(where: { $0.name == name }) else {
                throw Failure(
                    .usage, "no such case", at: name,
                    remedy: "the cases are \(all.map { $0.name }.joined(separator: ", "))")
            }
            chosen.append(benchmark)
        }
        return chosen
    }
}

/// What the user may choose for all cases.
struct BenchmarkSettings: Sendable {
    /// Pictures of a batch; each case's own if nil.
    var batch: Int?
    /// Threads to compute with.
    var threads: Int
    /// How often each case is measured; each case's own if nil.
    var runs: Int?
    /// That of the products of training steps.
    var precision = Precision.float32
}

/// What a prepared benchmark does, again and again.
enum Workload {
    /// Work to be timed.
    case timed(TimedWork)
    /// Figures that the work itself finds; each call gives one.
    case counted(unit: String, runs: Int, () throws(Failure) -> Double)
}

/// Work whose time is measured.
struct TimedWork {
    /// Pictures of one run; 1 if it is one thing.
    var batch = 1
    /// Floating-point operations of one run; nil if that says nothing.
    var operations: Double?
    /// How often it is measured.
    var runs = 30
    /// Does it once.
    let run: () throws(Failure) -> Void
}
