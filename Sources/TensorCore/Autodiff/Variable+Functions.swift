import Platform

extension Variable {
    /// max(x, 0).
    public func relu() -> Variable { apply(.unary(.relu)) }

    /// x where x > 0, else slope x.
    ///
    /// - Precondition: `slope` > 0, so that the sign of the result tells the sign of x.
    public func leakyReLU(slope: Float = 0.01) -> Variable {
        require(slope > 0, "leakyReLU: slope \(slope) is not positive")
        return apply(.unary(.leakyReLU(slope: slope)))
    }

    /// x / (1 + e^-x).
    public func silu() -> Variable { apply(.unary(.silu)) }

    /// x Φ(x), Φ being the normal distribution function (the exact form, not the tanh fit).
    public func gelu() -> Variable { apply(.unary(.gelu)) }

    /// tanh x.
    public func tanh() -> Variable { apply(.unary(.tanh)) }

    /// 1 / (1 + e^-x).
    public func sigmoid() -> Variable { apply(.unary(.sigmoid)) }

    /// ln(1 + e^x).
    public func softplus() -> Variable { apply(.unary(.softplus)) }

    /// e^x.
    public func exp() -> Variable { apply(.unary(.exp)) }

    /// ln x.
    public func log() -> Variable { apply(.unary(.log)) }

    /// x².
    public func square() -> Variable { apply(.unary(.square)) }

    /// √x.
    public func squareRoot() -> Variable { apply(.unary(.squareRoot)) }

    /// x kept within [low, high]; the gradient is 0 at the bounds and outside.
    ///
    /// - Precondition: low ≤ high.
    public func clamped(_ low: Float, _ high: Float) -> Variable {
        require(low <= high, "clamped: \(low) is above \(high)")
        return apply(.unary(.clamp(low, high)))
    }

    /// exp(x) / Σ exp(x) along `axis`.
    public func softmax(axis: Int = -1) -> Variable {
        apply(.softmax(axis: shape.normalized(axis: axis, for: "softmax")))
    }

    /// x with elements set to 0 with `probability`, the others scaled by 1 / (1 - probability).
    /// (Srivastava et al., 2014.)
    public func dropout(
        probability: Float, using generator: inout PhiloxGenerator
    ) -> Variable {
        if probability == 0 { return self }
        return self * Variable(generator.dropoutMask(shape, probability: probability))
    }
}
