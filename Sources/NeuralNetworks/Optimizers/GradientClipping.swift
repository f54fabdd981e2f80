public import TensorCore

/// Keeps the length of all gradients together under a bound. (Pascanu et al., 2013.)
public enum GradientClipping {
    /// √Σ g² over all gradients, summed in double.
    public static func norm(of gradients: [Tensor?]) -> Double {
        gradients.reduce(0) { $0 + ($1?.sumOfSquares ?? 0) }.squareRoot()
    }

    /// What to multiply gradients of length `norm` with so that they are no longer than `bound`.
    public static func scale(forNorm norm: Double, bound: Float) -> Float {
        // The small term is PyTorch's: it keeps 0 / 0 away.
        Float(min(1, Double(bound) / (norm + 1e-6)))
    }
}
