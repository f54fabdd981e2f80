public import TensorCore

/// Normalises the last dimension of each place and scales it.
///
/// Shapes: input and output `[…, size]`; weight and bias `[size]`. (Ba et al., 2016.)
public struct LayerNorm: Module {
    private let affine: Affine
    private let normalization: Normalization

    /// A layer for a last dimension of `size`.
    public init(_ size: Int, epsilon: Float = 1e-5, in scope: ParameterScope) {
        affine = Affine(size, in: scope)
        normalization = Normalization(.layer, epsilon: epsilon)
    }

    /// Computes the layer.
    public func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        affine(input.normalized(normalization), in: pass)
    }
}

/// Normalises pictures over pixels and groups of channels and scales each channel.
///
/// Shapes: input and output `[batch, height, width, channels]`; weight and bias `[channels]`.
/// (Wu and He, 2018.)
public struct GroupNorm: Module {
    private let affine: Affine
    private let normalization: Normalization

    /// A layer for `channels` in `groups` of equal size.
    public init(groups: Int, _ channels: Int, epsilon: Float = 1e-5, in scope: ParameterScope) {
        affine = Affine(channels, in: scope)
        normalization = Normalization(.groups(groups), epsilon: epsilon)
    }

    /// Computes the layer.
    public func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        affine(input.normalized(normalization), in: pass)
    }
}

/// Normalises each channel over the batch and its pixels and scales it.
///
/// In training the batch's own moments are used, and running averages are kept for inference, as
/// PyTorch does (the running variance is the unbiased one). Shapes: input and output
/// `[batch, height, width, channels]`; weight, bias, running mean and variance `[channels]`.
/// (Ioffe and Szegedy, 2015.)
public struct BatchNorm2D: Module {
    private let affine: Affine
    private let normalization: Normalization
    private let runningMean: Parameter
    private let runningVariance: Parameter
    private let momentum: Float

    /// A layer for `channels`; `momentum` is the weight of the newest batch.
    public init(
        _ channels: Int, epsilon: Float = 1e-5, momentum: Float = 0.1, in scope: ParameterScope
    ) {
        affine = Affine(channels, in: scope)
        normalization = Normalization(.batch, epsilon: epsilon)
        self.momentum = momentum
        let fan = Fan(input: channels, output: channels)
        runningMean = scope.parameter(
            "running_mean", shape: [channels], fan: fan, initializer: .zeros)
        runningVariance = scope.parameter(
            "running_var", shape: [channels], fan: fan, initializer: .ones)
    }

    /// Computes the layer; in training, hands the new running averages to the pass.
    public func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        guard pass.isTraining else {
            let mean = Variable(pass.parameters[runningMean])
            let variance = Variable(pass.parameters[runningVariance])
            let deviation = (variance + normalization.epsilon).squareRoot()
            return affine((input - mean) / deviation, in: pass)
        }
        let (_, mean, variance) = normalization.forward(input.value)
        let count = Float(input.shape.count / input.shape[3])
        let unbiased = count / max(count - 1, 1)
        let blend = { (old: Parameter, new: Tensor, factor: Float) -> Tensor in
            let new = Variable(new.reshaped(to: old.shape))
            return
                (Variable(pass.parameters[old]) * (1 - self.momentum)
                + new * (self.momentum * factor)).value
        }
        pass.updates.append((runningMean, blend(runningMean, mean, 1)))
        pass.updates.append((runningVariance, blend(runningVariance, variance, unbiased)))
        return affine(input.normalized(normalization), in: pass)
    }
}

/// x weight + bias along the last dimension.
private struct Affine: Module {
    let weight: Parameter
    let bias: Parameter

    init(_ size: Int, in scope: ParameterScope) {
        let fan = Fan(input: size, output: size)
        weight = scope.parameter("weight", shape: [size], fan: fan, initializer: .ones)
        bias = scope.parameter("bias", shape: [size], fan: fan, initializer: .zeros)
    }

    func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        input * pass[weight] + pass[bias]
    }
}
