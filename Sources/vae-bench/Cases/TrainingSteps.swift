import Autoencoders
import Datasets
import NeuralNetworks
import Platform
import TensorCore
import Training

extension Benchmark {
    /// A whole step of training each model: the batch from bytes, forward, backward, Adam.
    static let trainingSteps = BenchmarkModel.all.map { benchmarkModel in
        Benchmark(
            name: "train-\(benchmarkModel.name)",
            summary: "a training step of \(benchmarkModel.summary)"
        ) { settings in
            let batch = settings.batch ?? benchmarkModel.batch
            let step = BenchmarkStep(
                benchmarkModel, batch: batch, precision: settings.precision)
            return .timed(
                TimedWork(
                    batch: batch,
                    operations: benchmarkModel.operationsOfStep * Double(batch), runs: 100
                ) { () throws(Failure) in try step.run() })
        }
    }

    /// What a step asks of the heap once everything is warm.
    static let allocations = Benchmark(
        name: "allocations", summary: "heap allocations of a step of mlp in the steady state"
    ) { settings throws(Failure) in
        let step = BenchmarkStep(.mlp, batch: settings.batch ?? BenchmarkModel.mlp.batch)
        for _ in 0..<20 { try step.run() }
        return .counted(unit: "allocations", runs: 5) { () throws(Failure) in
            let before = AllocationCount.now
            for _ in 0..<100 { try step.run() }
            return Double(AllocationCount.now - before) / 100
        }
    }
}

/// Training steps, one batch after the other.
final class BenchmarkStep {
    private let step: TrainingStep
    private let examples: Selection
    private let order: [Int32]
    private let batch: Int
    private let learningRate: Float
    private var number = 0

    /// Steps on drawn pixels.
    convenience init(
        _ benchmarkModel: BenchmarkModel, batch: Int, precision: Precision = .float32
    ) {
        let examples = Selection(benchmarkModel.examples(count: 8 * batch))
        self.init(
            benchmarkModel, batch: batch, examples: examples, order: examples.rows,
            precision: precision)
    }

    /// Steps on `examples`, whose rows are gone through in `order`, again and again.
    init(
        _ benchmarkModel: BenchmarkModel, batch: Int, examples: Selection, order: [Int32],
        precision: Precision = .float32
    ) {
        let (model, parameters) = benchmarkModel.make()
        step = TrainingStep(
            model: model, parameters: parameters, optimizer: Adam(model.parameters),
            precision: precision)
        self.examples = examples
        self.order = order
        self.batch = batch
        learningRate = benchmarkModel.learningRate
    }

    func run() throws(Failure) {
        let first = number % (order.count / batch) * batch
        let rows = Array(order[first..<first + batch])
        let x = step.batch(rows, of: examples, number: number, batchSize: batch)
        try step.run(on: x, number: number, beta: 1, learningRate: learningRate)
        number += 1
    }
}

extension BenchmarkModel {
    /// Drawn pictures of the model's shape.
    func examples(count: Int) -> Examples {
        let shape = ExampleShape(
            channels: configuration.exampleShape[0], height: configuration.exampleShape[1],
            width: configuration.exampleShape[2])
        var generator = PhiloxGenerator(seed: 2)
        let uniform = generator.uniform([count, shape.elementCount])
        return Examples(
            shape: shape, pixels: uniform.elements.map { UInt8(clamping: Int($0 * 256)) })
    }
}
