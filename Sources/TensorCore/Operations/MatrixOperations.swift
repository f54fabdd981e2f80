import Platform

/// The product of two matrices, either of them stored transposed; of their copies in bfloat16 if
/// `copies` are given.
func multiplied(
    _ a: Tensor, _ b: Tensor, firstTransposed: Bool = false, secondTransposed: Bool = false,
    _ copies: BFloat16Copies?
) -> Tensor {
    require(
        a.shape.rank == 2 && b.shape.rank == 2,
        "matrixProduct: \(a.shape) and \(b.shape) are not both matrices")
    let (rows, inner) = firstTransposed ? (a.shape[1], a.shape[0]) : (a.shape[0], a.shape[1])
    let (inner2, columns) = secondTransposed ? (b.shape[1], b.shape[0]) : (b.shape[0], b.shape[1])
    require(
        inner == inner2,
        "matrixProduct: \(a.shape)\(firstTransposed ? "ᵀ" : "") and \(b.shape)\(secondTransposed ? "ᵀ" : "") do not fit"
    )
    let key = MatrixProduct.Key(
        rows: rows, columns: columns, inner: inner, aTransposed: firstTransposed,
        bTransposed: secondTransposed, isBFloat16: copies != nil)
    let (first, second) = (ProductInput(a, copies), ProductInput(b, copies))
    return Tensor(shape: [rows, columns]) { c in
        guard let c = c.baseAddress else { return }
        withExtendedLifetime((first, second)) {
            MatrixProduct.run(key, a: first.pointer, b: second.pointer, bias: nil, c: c)
        }
    }
}

/// activation(x Wᵀ + b).
func affine(
    _ x: Tensor, weight: Tensor, bias: Tensor?, _ activation: FusedActivation,
    _ style: ProductStyle
) -> Tensor {
    require(
        x.shape.rank == 2 && weight.shape.rank == 2 && x.shape[1] == weight.shape[1],
        "linear: input \(x.shape) does not fit weight \(weight.shape)")
    let (rows, columns) = (x.shape[0], weight.shape[0])
    if let bias {
        require(
            bias.shape == [columns],
            "linear: bias \(bias.shape) does not fit weight \(weight.shape)")
    }
    var key = MatrixProduct.Key(
        rows: rows, columns: columns, inner: x.shape[1], bTransposed: true, hasBias: bias != nil,
        activation: activation, isBFloat16: style.copies != nil)
    var packed: Storage?
    if let copies = style.kept(weight), rows > 0, weight.shape.count > 0 {
        key.bPacked = true
        packed = copies.copy(at: weight.offset, for: .product(key)) {
            MatrixProduct.pack(key, b: weight.pointer)
        }
    }
    let (first, second) = (ProductInput(x, style.copies), ProductInput(weight, style.copies))
    return Tensor(shape: [rows, columns]) { y in
        guard let y = y.baseAddress else { return }
        withExtendedLifetime((first, second, bias, packed)) {
            MatrixProduct.run(
                key, a: first.pointer,
                b: packed.map { UnsafeRawPointer($0.pointer) } ?? second.pointer,
                bias: bias?.pointer, c: y)
        }
    }
}
