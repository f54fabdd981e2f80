/// How an operation computes its products.
enum ProductStyle {
    /// In float32.
    case plain
    /// In float32, by weights that stay as they are: their copies in the library's order are kept.
    case keepingWeights
    /// With both inputs rounded to bfloat16, whose copies are kept for the step.
    case bfloat16(BFloat16Copies)

    /// The style of a tape, which has such copies or none.
    init(_ copies: BFloat16Copies?) {
        self = copies.map { .bfloat16($0) } ?? .plain
    }

    /// Where inputs rounded to bfloat16 are kept; nil for float32.
    var copies: BFloat16Copies? {
        if case .bfloat16(let copies) = self { copies } else { nil }
    }

    /// Where copies of `weight` in other orders are kept, if they are.
    func kept(_ weight: Tensor) -> PackedWeights? {
        if case .keepingWeights = self { weight.storage.packed } else { nil }
    }
}
