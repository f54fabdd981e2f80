import Autoencoders
import NeuralNetworks
import TensorCore

extension Benchmark {
    /// Decoding one latent, decoding many and encoding many, with each model.
    static let inference = BenchmarkModel.all.flatMap { [decode($0), encode($0)] }

    private static func decode(_ benchmarkModel: BenchmarkModel) -> Benchmark {
        Benchmark(
            name: "decode-\(benchmarkModel.name)",
            summary: "from latents to the pictures of \(benchmarkModel.summary), one if no --batch"
        ) { settings in
            let batch = settings.batch ?? 1
            let (model, parameters) = benchmarkModel.make()
            var generator = PhiloxGenerator(seed: 3)
            let z = generator.normal([batch, benchmarkModel.configuration.latentDimensions])
            let operations = benchmarkModel.operations(encoder: false, decoder: true)
            return .timed(
                TimedWork(batch: batch, operations: operations * Double(batch), runs: 50) {
                    _ = model.pictures(of: z, parameters: parameters)
                })
        }
    }

    private static func encode(_ benchmarkModel: BenchmarkModel) -> Benchmark {
        Benchmark(
            name: "encode-\(benchmarkModel.name)",
            summary: "from pictures to the means of \(benchmarkModel.summary)"
        ) { settings in
            let batch = settings.batch ?? 1024
            let (model, parameters) = benchmarkModel.make()
            var generator = PhiloxGenerator(seed: 4)
            let x = generator.uniform([batch, benchmarkModel.configuration.elementCount])
            let operations = benchmarkModel.operations(encoder: true, decoder: false)
            return .timed(
                TimedWork(batch: batch, operations: operations * Double(batch)) {
                    _ = model.embed(x, parameters: parameters)
                })
        }
    }
}
