import TensorCore

/// A name for every operation, function and fused activation that there is.
///
/// The switches below have no default: a new case does not compile until it is named here, and
/// then has to be checked, because `allCases` grows.
enum OperationName: CaseIterable {
    case negate, affine, relu, leakyReLU, silu, gelu, tanh, sigmoid, softplus, exp, log, square
    case squareRoot, clamp
    case add, subtract, multiply, divide
    case matrixProduct
    case convolution, transposedConvolution
    case normalizeBatch, normalizeLayer, normalizeGroups
    case poolMaximum, poolAverage, resampleNearest, resampleBilinear
    case linearIdentity, linearReLU, linearLeakyReLU, linearTanh, linearSigmoid
    case sum, maximum, softmax, logSumExp
    case reshape, transpose, broadcast, slice, concatenate, gather
    case bernoulliLogLikelihood, gaussianLogDensity, gaussianKL, reparameterize

    init(_ operation: TensorCore.Operation) {
        self =
            switch operation {
            case .unary(let function): OperationName(function)
            case .binary(let function): OperationName(function)
            case .linear(let activation): OperationName(activation)
            case .matrixProduct: .matrixProduct
            case .convolution(let geometry, _):
                geometry.isTransposed ? .transposedConvolution : .convolution
            case .normalize(let normalization): OperationName(normalization.grouping)
            case .pool(let pooling): OperationName(pooling.kind)
            case .resample(let resampling, _): OperationName(resampling)
            case .sum: .sum
            case .maximum: .maximum
            case .softmax: .softmax
            case .logSumExp: .logSumExp
            case .reshape: .reshape
            case .transpose: .transpose
            case .broadcast: .broadcast
            case .slice: .slice
            case .concatenate: .concatenate
            case .gather: .gather
            case .bernoulliLogLikelihood: .bernoulliLogLikelihood
            case .gaussianLogDensity: .gaussianLogDensity
            case .gaussianKL: .gaussianKL
            case .reparameterize: .reparameterize
            }
    }

    private init(_ function: UnaryFunction) {
        self =
            switch function {
            case .negate: .negate
            case .affine: .affine
            case .relu: .relu
            case .leakyReLU: .leakyReLU
            case .silu: .silu
            case .gelu: .gelu
            case .tanh: .tanh
            case .sigmoid: .sigmoid
            case .softplus: .softplus
            case .exp: .exp
            case .log: .log
            case .square: .square
            case .squareRoot: .squareRoot
            case .clamp: .clamp
            }
    }

    private init(_ function: BinaryFunction) {
        self =
            switch function {
            case .add: .add
            case .subtract: .subtract
            case .multiply: .multiply
            case .divide: .divide
            }
    }

    private init(_ activation: FusedActivation) {
        self =
            switch activation {
            case .identity: .linearIdentity
            case .relu: .linearReLU
            case .leakyReLU: .linearLeakyReLU
            case .tanh: .linearTanh
            case .sigmoid: .linearSigmoid
            }
    }

    private init(_ grouping: Normalization.Grouping) {
        self =
            switch grouping {
            case .batch: .normalizeBatch
            case .layer: .normalizeLayer
            case .groups: .normalizeGroups
            }
    }

    private init(_ kind: Pooling.Kind) {
        self =
            switch kind {
            case .maximum: .poolMaximum
            case .average: .poolAverage
            }
    }

    private init(_ resampling: Resampling) {
        self =
            switch resampling {
            case .nearest: .resampleNearest
            case .bilinear: .resampleBilinear
            }
    }
}
