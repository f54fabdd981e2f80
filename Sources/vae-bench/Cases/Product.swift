import TensorCore

extension Benchmark {
    /// The first layer of `mlp` alone.
    static let product = Benchmark(
        name: "gemm", summary: "the product of a batch of 784 values with a layer of 400"
    ) { settings in
        let (batch, inputs, outputs) = (settings.batch ?? 128, 784, 400)
        var generator = PhiloxGenerator(seed: 1)
        let x = generator.normal([batch, inputs])
        let weight = generator.normal([outputs, inputs])
        return .timed(
            TimedWork(batch: batch, operations: 2 * Double(batch * inputs * outputs)) {
                _ = Operation.linear(.identity).forward([x, weight])
            })
    }
}
