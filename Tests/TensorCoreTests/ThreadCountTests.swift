import TensorCore
import TestSupport
import Testing

/// Kernels give the same bits for one thread as for two, at sizes where the team really splits.
@Suite(.serialized) struct ThreadCountTests {
    struct Computation: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let run: @Sendable () -> [Tensor]
    }

    @Test(arguments: computations)
    func oneThreadAndTwoGiveTheSameBits(_ computation: Computation) {
        let before = ComputeTeam.threadCount
        defer { ComputeTeam.setThreadCount(before) }
        ComputeTeam.setThreadCount(1)
        #expect(ComputeTeam.threadCount == 1)
        let alone = computation.run()
        ComputeTeam.setThreadCount(2)
        #expect(ComputeTeam.threadCount == 2)
        let together = computation.run()
        for (first, second) in zip(alone, together) {
            #expect(first.shape == second.shape)
            #expect(bits(first) == bits(second))
        }
    }

    @Test func aSplitReachesEveryElementOnce() throws {
        let before = ComputeTeam.threadCount
        defer { ComputeTeam.setThreadCount(before) }
        for threads in [2, 3] {
            ComputeTeam.setThreadCount(threads)
            for count in [16_384, 16_385, 16_400, 49_151, 70_001] {
                let x = Tensor((0..<count).map { Float($0) })
                #expect((Variable(x) + 1).value.elements == (1...count).map { Float($0) })
                let tape = Tape()
                let leaf = tape.variable(x)
                let gradient = try #require(tape.gradients(of: (leaf + 2 * leaf).sum())[leaf])
                #expect(gradient.elements.allSatisfy { $0 == 3 })
            }
        }
    }

    @Test func aloneIsOneThreadAndThenTheTeamIsBack() {
        let before = ComputeTeam.threadCount
        defer { ComputeTeam.setThreadCount(before) }
        ComputeTeam.setThreadCount(3)
        #expect(ComputeTeam.alone { ComputeTeam.threadCount } == 1)
        #expect(ComputeTeam.threadCount == 3)
    }

    // Above the grain of 16,384 elements, and neither a multiple of a vector nor of a cache line.
    private static let count = 70_001

    static let computations: [Computation] = functions + operations + pictures + batches + updates

    /// The result and the gradients by all inputs.
    private static func step(_ inputs: [Tensor], _ function: ([Variable]) -> Variable) -> [Tensor] {
        let tape = Tape()
        let leaves = inputs.map { tape.variable($0) }
        let output = function(leaves)
        let gradients = tape.gradients(of: (output * output.detached).sum())
        return [output.value] + leaves.compactMap { gradients[$0] }
    }

    private static let functions: [Computation] = {
        let table: [UnaryFunction] = [
            .negate, .affine(scale: 2, shift: 1), .relu, .leakyReLU(slope: 0.1), .silu, .gelu,
            .tanh,
            .sigmoid, .softplus, .exp, .log, .square, .squareRoot, .clamp(1, 2),
        ]
        return table.map { function in
            Computation(testDescription: "\(function)") {
                var random = SplitMix64(seed: 21)
                let x = random.tensor([count], in: 0.01...5)
                let operation = TensorCore.Operation.unary(function)
                let y = operation.forward([x])
                let gradients = operation.gradients(
                    inputs: [x], output: y, upstream: x, needed: [true])
                return [y] + gradients.compactMap { $0 }
            }
        }
    }()

    private static func computation(
        _ name: String, _ shapes: [Shape], _ function: @escaping @Sendable ([Variable]) -> Variable
    ) -> Computation {
        Computation(testDescription: "\(name) \(shapes)") {
            var random = SplitMix64(seed: 22)
            return step(shapes.map { random.tensor($0, in: 0.1...1) }, function)
        }
    }

    private static let operations: [Computation] = [
        computation("arithmetic", [[count], [count]]) { $0[0] * $0[1] - $0[0] / $0[1] },
        computation("add", [[301, 233], [233]]) { $0[0] + $0[1] },
        computation("multiply", [[301, 233], [301, 1]]) { $0[0] * $0[1] },
        computation("divide", [[17, 1, 67], [63, 1]]) { $0[0] / $0[1] },
        computation("sum", [[301, 233]]) { $0[0].sum(0) },
        computation("sum", [[301, 233]]) { $0[0].sum(1) },
        computation("sum", [[67, 63, 17]]) { $0[0].sum(1) },
        computation("mean", [[301, 233]]) { $0[0].mean() },
        computation("maximum", [[301, 233]]) { $0[0].maximum(0) },
        computation("maximum", [[301, 233]]) { $0[0].maximum(1) },
        computation("softmax", [[301, 233]]) { $0[0].softmax() },
        computation("softmax", [[301, 233]]) { $0[0].softmax(axis: 0) },
        computation("logSumExp", [[301, 233]]) { $0[0].logSumExp() },
        computation("logSumExp", [[301, 233]]) { $0[0].logSumExp(axis: 0) },
        computation("transposed", [[67, 63, 17]]) { $0[0].transposed(2, 0, 1) },
        computation("broadcast", [[301, 1]]) { $0[0].broadcast(to: [301, 233]) },
        computation("slice", [[301, 233]]) { $0[0].slice(1..<200, axis: 1) },
        computation("concatenate", [[301, 100], [301, 133]]) { Variable.concatenate($0, axis: 1) },
        computation("gather", [[301, 233]]) { $0[0].gather((0..<301).map { $0 * 7 % 100 }) },
        computation("bernoulliLogLikelihood", [[67, 1100], [67, 1100]]) {
            Variable.bernoulliLogLikelihood(logits: $0[0], x: $0[1])
        },
        computation("gaussianLogDensity", [[67, 1100], [67, 1100], [67, 1100]]) {
            Variable.gaussianLogDensity(x: $0[0], mean: $0[1], logVariance: $0[2])
        },
        computation("gaussianLogDensity", [[67, 1100], [67, 1100], []]) {
            Variable.gaussianLogDensity(x: $0[0], mean: $0[1], logVariance: $0[2])
        },
        computation("gaussianKL", [[301, 233], [301, 233]]) {
            Variable.gaussianKL(mean: $0[0], logVariance: $0[1])
        },
        computation("reparameterize", [[301, 233], [301, 233], [301, 233]]) {
            Variable.reparameterize(mean: $0[0], logVariance: $0[1], noise: $0[2])
        },
    ]

    private static let pictures: [Computation] = {
        let groupings: [Normalization.Grouping] = [.batch, .layer, .groups(1), .groups(4)]
        let normalizations = groupings.map { grouping in
            computation("normalize \(grouping)", [[13, 17, 19, 20]]) {
                $0[0].normalized(Normalization(grouping))
            }
        }
        let pools = [Pooling.Kind.maximum, .average].map { kind in
            computation("pool \(kind)", [[13, 17, 19, 20]]) {
                $0[0].pooled(
                    Pooling(kind, kernel: Size2D(3), stride: Size2D(2), padding: Size2D(1)))
            }
        }
        let resamplings = Resampling.allCases.map { resampling in
            computation("resample \(resampling)", [[13, 17, 19, 20]]) {
                $0[0].resampled(to: Size2D(height: 25, width: 12), resampling)
            }
        }
        return normalizations + pools + resamplings
            + [
                computation("batch of a row", [[5, 4000]]) {
                    $0[0].normalized(Normalization(.batch))
                }
            ]
    }()

    private static let batches: [Computation] = [
        Computation(testDescription: "random numbers") {
            var generator = PhiloxGenerator(seed: 3, stream: 9)
            return [
                generator.uniform([count]), generator.normal([count]),
                generator.dropoutMask([count], probability: 0.3),
            ]
        },
        Computation(testDescription: "pixels") {
            let bytes = (0..<100 * 701).map { UInt8(truncatingIfNeeded: $0 * 7) }
            let rows = (0..<100).map { Int32($0) }
            return bytes.withUnsafeBufferPointer { buffer in
                guard let pixels = buffer.baseAddress else { return [] }
                return [PixelTreatment.grey, .threshold, .bernoulli(seed: 4)].map {
                    .pixels(
                        pixels, rows: rows, keys: rows.map { UInt64($0) }, rowSize: 701,
                        treatment: $0)
                }
            }
        },
    ]

    /// Two steps over an arena of three tensors, one of which has no gradient.
    private static func update(
        _ name: String, _ step: @escaping @Sendable (Int, [Tensor?], [Int], [Arena]) -> Void
    ) -> Computation {
        Computation(testDescription: name) {
            var random = SplitMix64(seed: 23)
            let arenas = (0..<3).map { _ in Arena(count: count + 1_100) }
            let start = random.tensor([count + 1_100])
            arenas[0].withUnsafeMutableElements { _ = $0.update(fromContentsOf: start.elements) }
            let gradients = [random.tensor([1_000]), nil, random.tensor([count])]
            for number in 1...2 { step(number, gradients, [0, 1_000, 1_100], arenas) }
            return arenas.map { $0.tensor(at: 0, shape: [count + 1_100]) }
        }
    }

    private static let updates: [Computation] = [
        update("Adam") { number, gradients, offsets, arenas in
            let step = ArenaUpdate.AdamStep(
                learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01,
                isDecayDecoupled: true, gradientScale: 0.5, step: number)
            ArenaUpdate.adam(
                step, gradients: gradients, offsets: offsets, parameters: arenas[0],
                firstMoment: arenas[1], secondMoment: arenas[2])
        },
        update("gradient descent") { number, gradients, offsets, arenas in
            let step = ArenaUpdate.SGDStep(
                learningRate: 0.1, momentum: 0.9, weightDecay: 0.01, isNesterov: true,
                gradientScale: 0.5, isFirst: number == 1)
            ArenaUpdate.sgd(
                step, gradients: gradients, offsets: offsets, parameters: arenas[0],
                velocity: arenas[1])
        },
        update("moving average") { _, _, _, arenas in
            ArenaUpdate.movingAverage(of: arenas[0], into: arenas[1], decay: 0.9)
        },
    ]
}
