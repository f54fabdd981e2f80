import CKernels
import Platform

extension Shape {
    /// The sizes before, within and after `axes`, multiplied: `[outer, count, inner]`.
    func split(around axes: Range<Int>) -> (outer: Int, count: Int, inner: Int) {
        (product(0..<axes.lowerBound), product(axes), product(axes.upperBound..<rank))
    }

    /// Strides that read a tensor of this shape as one of `shape`: 0 where a size is repeated.
    func strides(broadcastTo shape: Shape) -> [Int] {
        let own = strides
        return (0..<shape.rank).map { axis in
            let from = axis - (shape.rank - rank)
            return from < 0 || (self[from] == 1 && shape[axis] != 1) ? 0 : own[from]
        }
    }
}

extension vae_walk {
    /// A walk over `shape`; neighbouring dimensions that all three strides cross evenly are merged.
    init(shape: Shape, a: [Int], b: [Int], c: [Int]) {
        var merged = [(size: Int, a: Int, b: Int, c: Int)]()
        for axis in 0..<shape.rank where shape[axis] != 1 {
            let size = shape[axis]
            if let last = merged.last, last.a == a[axis] * size, last.b == b[axis] * size,
                last.c == c[axis] * size
            {
                merged[merged.count - 1] = (last.size * size, a[axis], b[axis], c[axis])
            } else {
                merged.append((size, a[axis], b[axis], c[axis]))
            }
        }
        if merged.isEmpty { merged.append((1, 1, 1, 1)) }
        self.init()
        rank = Int32(merged.count)
        withUnsafeMutableBytes(of: &sizes) { $0.store(merged.map(\.size)) }
        withUnsafeMutableBytes(of: &self.a) { $0.store(merged.map(\.a)) }
        withUnsafeMutableBytes(of: &self.b) { $0.store(merged.map(\.b)) }
        withUnsafeMutableBytes(of: &self.c) { $0.store(merged.map(\.c)) }
    }
}

extension UnsafeMutableRawBufferPointer {
    fileprivate func store(_ values: [Int]) {
        for (index, value) in values.enumerated() {
            storeBytes(of: value, toByteOffset: index * MemoryLayout<Int>.stride, as: Int.self)
        }
    }
}

private func copy(
    _ x: Tensor, strides: [Int], offset: Int = 0, shape: Shape,
    into target: UnsafeMutablePointer<Float>,
    targetStrides: [Int]
) {
    guard shape.count > 0 else { return }
    var walk = vae_walk(shape: shape, a: strides, b: strides, c: targetStrides)
    withExtendedLifetime(x) { vae_copy_strided(&walk, x.pointer + offset, target) }
}

extension Tensor {
    /// The tensor with sizes of 1 repeated to fill `shape`.
    func broadcast(to shape: Shape) -> Tensor {
        if shape == self.shape { return self }
        require(
            Shape.broadcast(self.shape, shape) == shape,
            "broadcast: \(self.shape) does not stretch to \(shape)")
        return Tensor(shape: shape) { y in
            guard let y = y.baseAddress else { return }
            copy(
                self, strides: self.shape.strides(broadcastTo: shape), shape: shape, into: y,
                targetStrides: shape.strides)
        }
    }

    /// The opposite of `broadcast`: sums over everything that was repeated.
    func summed(to shape: Shape) -> Tensor {
        if shape == self.shape { return self }
        var result = self
        let extra = self.shape.rank - shape.rank
        if extra > 0 { result = reduce(VAE_REDUCE_SUM, result, axes: 0..<extra) }
        for axis in 0..<shape.rank where shape[axis] == 1 && result.shape[axis] != 1 {
            result = reduce(VAE_REDUCE_SUM, result, axes: axis..<axis + 1)
                .reshaped(to: result.shape.replacing(axis: axis, with: 1))
        }
        return result
    }
}

func reduce(_ function: vae_reduction, _ x: Tensor, axes: Range<Int>) -> Tensor {
    let (outer, count, inner) = x.shape.split(around: axes)
    let kept = Array(0..<axes.lowerBound) + Array(axes.upperBound..<x.shape.rank)
    return Tensor(shape: Shape(kept.map { x.shape[$0] })) { y in
        withExtendedLifetime(x) {
            vae_reduce(function, x.pointer, y.baseAddress, outer, count, inner)
        }
    }
}

func transposed(_ x: Tensor, _ permutation: [Int]) -> Tensor {
    require(
        permutation.sorted() == Array(0..<x.shape.rank),
        "transpose: \(permutation) is not an order of the dimensions of \(x.shape)")
    let shape = Shape(permutation.map { x.shape[$0] })
    let strides = x.shape.strides
    return Tensor(shape: shape) { y in
        guard let y = y.baseAddress else { return }
        copy(
            x, strides: permutation.map { strides[$0] }, shape: shape, into: y,
            targetStrides: shape.strides)
    }
}

func sliced(_ x: Tensor, axis: Int, range: Range<Int>) -> Tensor {
    require(
        range.lowerBound >= 0 && range.upperBound <= x.shape[axis],
        "slice: \(range) of axis \(axis) is not within \(x.shape)")
    let shape = x.shape.replacing(axis: axis, with: range.count)
    let strides = x.shape.strides
    return Tensor(shape: shape) { y in
        guard let y = y.baseAddress else { return }
        copy(
            x, strides: strides, offset: range.lowerBound * strides[axis], shape: shape, into: y,
            targetStrides: shape.strides)
    }
}

/// Zeros of `shape` with `x` at `range` of `axis`: what a slice's gradient is.
func padded(_ x: Tensor, to shape: Shape, axis: Int, range: Range<Int>) -> Tensor {
    let strides = shape.strides
    return Tensor(shape: shape) { y in
        y.update(repeating: 0)
        guard let y = y.baseAddress else { return }
        copy(
            x, strides: x.shape.strides, shape: x.shape, into: y + range.lowerBound * strides[axis],
            targetStrides: strides)
    }
}

func concatenated(_ inputs: [Tensor], axis: Int) -> Tensor {
    let size = inputs.reduce(0) { $0 + $1.shape[axis] }
    let shape = inputs[0].shape.replacing(axis: axis, with: size)
    let strides = shape.strides
    return Tensor(shape: shape) { y in
        guard let y = y.baseAddress else { return }
        var start = 0
        for x in inputs {
            require(
                x.shape.rank == shape.rank
                    && x.shape.replacing(axis: axis, with: size) == shape,
                "concatenate: \(x.shape) does not fit \(inputs[0].shape) along axis \(axis)")
            copy(
                x, strides: x.shape.strides, shape: x.shape, into: y + start * strides[axis],
                targetStrides: strides)
            start += x.shape[axis]
        }
    }
}

func gathered(_ x: Tensor, axis: Int, indices: [Int32]) -> Tensor {
    let (outer, count, inner) = x.shape.split(around: axis..<axis + 1)
    require(
        indices.allSatisfy { $0 >= 0 && $0 < count },
        "gather: an index is not within axis \(axis) of \(x.shape)")
    return Tensor(shape: x.shape.replacing(axis: axis, with: indices.count)) { y in
        withExtendedLifetime(x) {
            vae_gather_forward(
                x.pointer, indices, y.baseAddress, outer, count, inner, indices.count)
        }
    }
}
