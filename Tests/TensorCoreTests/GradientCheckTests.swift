import TensorCore
import TestSupport
import Testing

/// An operation and where its gradients are checked.
struct GradientCase: Sendable, CustomTestStringConvertible {
    let operation: TensorCore.Operation
    let inputs: [Tensor]

    var testDescription: String { "\(operation) \(inputs.map(\.shape))" }
}

/// Every operation's rule against slopes measured by central differences.
@Suite struct GradientCheckTests {
    @Test(arguments: cases)
    func ruleAgreesWithMeasuredSlopes(_ check: GradientCase) {
        gradientCheck(check.operation, check.inputs)
    }

    @Test func everyOperationIsChecked() {
        let checked = Set(Self.cases.map { OperationName($0.operation) })
        #expect(checked == Set(OperationName.allCases))
    }

    @Test func aWrongRuleIsNoticed() {
        let x = Tensor([0.5])
        withKnownIssue {
            // The detached factor is missing from the gradient.
            gradientCheck([x]) { $0[0] * $0[0].detached }
        }
    }

    @Test func compositionAgreesWithMeasuredSlopes() {
        var random = SplitMix64(seed: 3)
        let inputs = [
            random.tensor([4, 3]), random.tensor([5, 3], in: -1...1), random.tensor([5]),
        ]
        gradientCheck(inputs) { v in
            let hidden = v[0].linear(weight: v[1], bias: v[2], activation: .tanh)
            return hidden.softmax(axis: 0) * hidden.square() + v[2].exp()
        }
    }

    static let cases: [GradientCase] =
        smooth + kinked + matrices + shapes + probability + PictureGradientCases.all

    private static func check(_ operation: TensorCore.Operation, _ inputs: Tensor...)
        -> GradientCase
    {
        GradientCase(operation: operation, inputs: inputs)
    }

    private static let smooth: [GradientCase] = {
        var random = SplitMix64(seed: 11)
        let functions: [UnaryFunction] = [
            .negate, .affine(scale: -1.5, shift: 0.5), .silu, .gelu, .tanh, .sigmoid, .softplus,
            .exp,
            .square,
        ]
        var cases = functions.map { check(.unary($0), random.tensor([3, 7], in: -3...3)) }
        for function in [UnaryFunction.log, .squareRoot] {
            cases.append(check(.unary(function), random.tensor([3, 7], in: 0.5...3)))
        }
        for function in [BinaryFunction.add, .subtract, .multiply, .divide] {
            let divisor = random.signedTensor([2, 1], magnitudes: 0.75...2)
            cases.append(check(.binary(function), random.tensor([3, 1, 4]), divisor))
        }
        for axis in 0..<3 {
            cases.append(check(.softmax(axis: axis), random.tensor([2, 4, 3])))
            cases.append(check(.logSumExp(axis: axis), random.tensor([2, 4, 3])))
        }
        return cases
    }()

    private static let kinked: [GradientCase] = {
        var random = SplitMix64(seed: 12)
        return [
            check(.unary(.relu), random.signedTensor([21])),
            check(.unary(.leakyReLU(slope: 0.1)), random.signedTensor([21])),
            // The elements are ±0.25, ±0.75, …: the bounds lie halfway between two.
            check(.unary(.clamp(-0.5, 1)), random.distinctTensor([4, 6], spacing: 0.5)),
            check(.maximum(axes: 0..<1), random.distinctTensor([4, 3])),
            check(.maximum(axes: 1..<3), random.distinctTensor([2, 3, 4])),
        ]
    }()

    private static let matrices: [GradientCase] = {
        var random = SplitMix64(seed: 13)
        var cases = [GradientCase]()
        for (first, second) in [(false, false), (false, true), (true, false), (true, true)] {
            cases.append(
                check(
                    .matrixProduct(firstTransposed: first, secondTransposed: second),
                    random.tensor(first ? [5, 3] : [3, 5]),
                    random.tensor(second ? [4, 5] : [5, 4])))
        }
        for activation in [FusedActivation.identity, .tanh, .sigmoid] {
            cases.append(
                check(
                    .linear(activation), random.tensor([4, 3]), random.tensor([5, 3]),
                    random.tensor([5])))
        }
        for activation in [FusedActivation.relu, .leakyReLU(slope: 0.1)] {
            // Sums of two products of magnitudes 1 and 0.25 … 0.5 stay 0.25 or more from the kink.
            let x = random.signedTensor([4, 2], magnitudes: 0.25...0.5)
            let bias = random.signedTensor([5], magnitudes: 1.5...2)
            cases.append(
                check(.linear(activation), x, random.signedTensor([5, 2], magnitudes: 1...1), bias))
        }
        return cases
    }()

    private static let shapes: [GradientCase] = {
        var random = SplitMix64(seed: 14)
        let x = random.tensor([2, 3, 4])
        return [
            check(.sum(axes: 0..<3), x), check(.sum(axes: 1..<2), x), check(.sum(axes: 0..<2), x),
            check(.reshape([4, 6]), x), check(.transpose(permutation: [2, 0, 1]), x),
            check(.broadcast([2, 3, 4]), random.tensor([3, 1])),
            check(.slice(axis: 1, range: 1..<3), x), check(.slice(axis: 2, range: 0..<1), x),
            check(.concatenate(axis: 1), x, random.tensor([2, 1, 4]), random.tensor([2, 2, 4])),
            check(.gather(axis: 1, indices: [2, 0, 2, 2]), x),
        ]
    }()

    private static let probability: [GradientCase] = {
        var random = SplitMix64(seed: 15)
        let (a, b, c) = (random.tensor([3, 4]), random.tensor([3, 4]), random.tensor([3, 4]))
        return [
            check(.bernoulliLogLikelihood, a, random.tensor([3, 4], in: 0...1)),
            check(.gaussianLogDensity, a, b, c), check(.gaussianLogDensity, a, b, Tensor(-0.5)),
            check(.gaussianKL, a, b), check(.reparameterize, a, b, c),
        ]
    }()
}
