extension Variable {
    /// a + b, sizes of 1 repeated (broadcasting, aligned at the back).
    public static func + (a: Variable, b: Variable) -> Variable { apply(.binary(.add), [a, b]) }

    /// a - b with broadcasting.
    public static func - (a: Variable, b: Variable) -> Variable {
        apply(.binary(.subtract), [a, b])
    }

    /// a b, element by element, with broadcasting.
    public static func * (a: Variable, b: Variable) -> Variable {
        apply(.binary(.multiply), [a, b])
    }

    /// a / b with broadcasting.
    public static func / (a: Variable, b: Variable) -> Variable { apply(.binary(.divide), [a, b]) }

    /// -x.
    public static prefix func - (x: Variable) -> Variable { x.apply(.unary(.negate)) }

    /// x + s.
    public static func + (x: Variable, s: Float) -> Variable { x.scaled(by: 1, plus: s) }

    /// x - s.
    public static func - (x: Variable, s: Float) -> Variable { x.scaled(by: 1, plus: -s) }

    /// s - x.
    public static func - (s: Float, x: Variable) -> Variable { x.scaled(by: -1, plus: s) }

    /// s x.
    public static func * (s: Float, x: Variable) -> Variable { x.scaled(by: s) }

    /// x s.
    public static func * (x: Variable, s: Float) -> Variable { x.scaled(by: s) }

    /// x / s.
    public static func / (x: Variable, s: Float) -> Variable { x.scaled(by: 1 / s) }

    /// scale x + shift.
    public func scaled(by scale: Float, plus shift: Float = 0) -> Variable {
        apply(.unary(.affine(scale: scale, shift: shift)))
    }

    /// The product of two matrices, `[m, k]` and `[k, n]`.
    public func matrixProduct(_ other: Variable) -> Variable {
        Variable.apply(
            .matrixProduct(firstTransposed: false, secondTransposed: false), [self, other])
    }

    /// activation(x Wᵀ + b), in one pass: x `[batch, in]`, `weight` `[out, in]`, `bias` `[out]`.
    public func linear(
        weight: Variable, bias: Variable?, activation: FusedActivation = .identity
    ) -> Variable {
        Variable.apply(.linear(activation), [self, weight] + (bias.map { [$0] } ?? []))
    }
}
