import TensorCore

/// The functions that `operations.json` names, written with the public API.
enum FixtureFunctions {
    typealias Function = @Sendable ([Variable]) -> Variable

    /// Every function by its name.
    static let all: [String: Function] = [arithmetic, elements, reductions, shapes, probability]
        .reduce(into: [:]) { $0.merge($1) { first, _ in first } }

    private static let arithmetic: [String: Function] = [
        "add": { (v: [Variable]) -> Variable in v[0] + v[1] },
        "subtract": { (v: [Variable]) -> Variable in v[0] - v[1] },
        "multiply": { (v: [Variable]) -> Variable in v[0] * v[1] },
        "divide": { (v: [Variable]) -> Variable in v[0] / v[1] },
        "negate": { (v: [Variable]) -> Variable in -v[0] },
        "x + 1.5": { (v: [Variable]) -> Variable in v[0] + 1.5 },
        "x - 1.5": { (v: [Variable]) -> Variable in v[0] - 1.5 },
        "1.5 - x": { (v: [Variable]) -> Variable in 1.5 - v[0] },
        "1.5 x": { (v: [Variable]) -> Variable in 1.5 * v[0] },
        "x 1.5": { (v: [Variable]) -> Variable in v[0] * 1.5 },
        "x / 1.5": { (v: [Variable]) -> Variable in v[0] / 1.5 },
        "2 x + 0.25": { (v: [Variable]) -> Variable in v[0].scaled(by: 2, plus: 0.25) },
        "matrixProduct": { (v: [Variable]) -> Variable in v[0].matrixProduct(v[1]) },
        "linear identity": { linear($0, .identity) },
        "linear relu": { linear($0, .relu) },
        "linear tanh": { linear($0, .tanh) },
        "linear sigmoid": { linear($0, .sigmoid) },
        "linear leakyReLU": { linear($0, .leakyReLU(slope: 0.2)) },
    ]

    private static let elements: [String: Function] = [
        "relu": { $0[0].relu() },
        "leakyReLU": { $0[0].leakyReLU(slope: 0.2) },
        "silu": { $0[0].silu() },
        "gelu": { $0[0].gelu() },
        "tanh": { $0[0].tanh() },
        "sigmoid": { $0[0].sigmoid() },
        "softplus": { $0[0].softplus() },
        "exp": { $0[0].exp() },
        "log": { $0[0].log() },
        "square": { $0[0].square() },
        "squareRoot": { $0[0].squareRoot() },
        "clamped": { $0[0].clamped(-0.5, 0.75) },
    ]

    private static let reductions: [String: Function] = [
        "sum all": { $0[0].sum() },
        "sum 0": { $0[0].sum(0) },
        "sum 1": { $0[0].sum(1) },
        "sum 2": { $0[0].sum(2) },
        "sum 0 2": { $0[0].sum(0, 2) },
        "sum -2 -1": { $0[0].sum(-2, -1) },
        "sum 0 1": { $0[0].sum(1, 0) },
        "mean all": { $0[0].mean() },
        "mean 0": { $0[0].mean(0) },
        "mean 1": { $0[0].mean(1) },
        "mean 2": { $0[0].mean(2) },
        "mean 0 2": { $0[0].mean(2, 0) },
        "mean -2 -1": { $0[0].mean(-2, -1) },
        "mean 0 1": { $0[0].mean(0, 1) },
        "maximum all": { $0[0].maximum() },
        "maximum 0": { $0[0].maximum(0) },
        "maximum 1": { $0[0].maximum(1) },
        "maximum 2": { $0[0].maximum(2) },
        "maximum 0 2": { $0[0].maximum(0, 2) },
        "maximum -2 -1": { $0[0].maximum(-2, -1) },
        "maximum 0 1": { $0[0].maximum(0, 1) },
        "softmax 0": { $0[0].softmax(axis: 0) },
        "softmax 1": { $0[0].softmax(axis: 1) },
        "softmax -1": { $0[0].softmax() },
        "logSumExp 0": { $0[0].logSumExp(axis: 0) },
        "logSumExp 1": { $0[0].logSumExp(axis: 1) },
        "logSumExp -1": { $0[0].logSumExp() },
    ]

    private static let shapes: [String: Function] = [
        "reshaped": { $0[0].reshaped(to: [4, 6]) },
        "transposed": { $0[0].transposed() },
        "transposed 2 0 1": { $0[0].transposed(2, 0, 1) },
        "transposed 0 2 1": { $0[0].transposed(0, 2, 1) },
        "transposed 4 1 3 0 2": { $0[0].transposed(4, 1, 3, 0, 2) },
        "slice 0": { $0[0].slice(1..<3, axis: 0) },
        "slice 1": { $0[0].slice(1..<3, axis: 1) },
        "slice -1": { $0[0].slice(1..<3, axis: -1) },
        "concatenate 0": { Variable.concatenate($0, axis: 0) },
        "concatenate 1": { Variable.concatenate($0, axis: 1) },
        "concatenate -1": { Variable.concatenate($0, axis: -1) },
        "gather 0": { $0[0].gather([0, 2, 2, 1, 2]) },
        "gather 1": { $0[0].gather([0, 2, 2, 1, 2], axis: 1) },
        "gather -1": { $0[0].gather([0, 2, 2, 1, 2], axis: -1) },
        "broadcast": { $0[0].broadcast(to: [2, 3, 4]) },
    ]

    private static let probability: [String: Function] = [
        "bernoulliLogLikelihood": { Variable.bernoulliLogLikelihood(logits: $0[0], x: $0[1]) },
        "gaussianLogDensity": {
            Variable.gaussianLogDensity(x: $0[0], mean: $0[1], logVariance: $0[2])
        },
        "gaussianKL": { Variable.gaussianKL(mean: $0[0], logVariance: $0[1]) },
        "reparameterize": {
            Variable.reparameterize(mean: $0[0], logVariance: $0[1], noise: $0[2])
        },
        "vae step": vaeStep,
    ]

    private static func linear(_ inputs: [Variable], _ activation: FusedActivation) -> Variable {
        inputs[0].linear(
            weight: inputs[1], bias: inputs.count > 2 ? inputs[2] : nil, activation: activation)
    }

    /// The negative evidence lower bound of a small variational autoencoder, averaged over a batch.
    ///
    /// Inputs: pictures, noise, then weight and bias of the hidden layer, the mean, the log
    /// variance, the decoder's hidden layer and the logits.
    @Sendable private static func vaeStep(_ v: [Variable]) -> Variable {
        let hidden = v[0].linear(weight: v[2], bias: v[3], activation: .tanh)
        let mean = hidden.linear(weight: v[4], bias: v[5])
        let logVariance = hidden.linear(weight: v[6], bias: v[7])
        let z = Variable.reparameterize(mean: mean, logVariance: logVariance, noise: v[1])
        let logits = z.linear(weight: v[8], bias: v[9], activation: .relu)
            .linear(weight: v[10], bias: v[11])
        let kl = Variable.gaussianKL(mean: mean, logVariance: logVariance).sum(1)
        return (kl - Variable.bernoulliLogLikelihood(logits: logits, x: v[0])).mean()
    }
}
