extension Variable {
    /// The same elements under another shape.
    public func reshaped(to shape: Shape) -> Variable { apply(.reshape(shape)) }

    /// The dimensions in another order: dimension i of the result is `permutation[i]` of this.
    public func transposed(_ permutation: Int...) -> Variable {
        apply(.transpose(permutation: permutation))
    }

    /// A matrix transposed.
    public func transposed() -> Variable { apply(.transpose(permutation: [1, 0])) }

    /// Sizes of 1 repeated to fill `shape`, aligned at the back.
    public func broadcast(to shape: Shape) -> Variable { apply(.broadcast(shape)) }

    /// Indices `range` of dimension `axis`.
    public func slice(_ range: Range<Int>, axis: Int) -> Variable {
        apply(.slice(axis: shape.normalized(axis: axis, for: "slice"), range: range))
    }

    /// Entries of dimension `axis` by index, in the order of `indices`.
    public func gather(_ indices: [Int32], axis: Int = 0) -> Variable {
        apply(.gather(axis: shape.normalized(axis: axis, for: "gather"), indices: indices))
    }

    /// `parts` behind each other along `axis`.
    ///
    /// - Precondition: at least one part; all sizes but that of `axis` agree.
    public static func concatenate(_ parts: [Variable], axis: Int) -> Variable {
        guard let first = parts.first else { fatalError("concatenate: no parts") }
        let axis = first.shape.normalized(axis: axis, for: "concatenate")
        return apply(.concatenate(axis: axis), parts)
    }
}
