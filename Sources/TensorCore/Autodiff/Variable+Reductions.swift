extension Variable {
    /// The sum over `axes` (all, if none are named), which disappear.
    public func sum(_ axes: Int...) -> Variable {
        summed(axes, for: "sum")
    }

    /// The mean over `axes` (all, if none are named), which disappear.
    public func mean(_ axes: Int...) -> Variable {
        let sum = summed(axes, for: "mean")
        return sum / (Float(shape.count) / Float(sum.shape.count))
    }

    /// The maximum over `axes` (all, if none are named), which disappear; ties share the gradient.
    public func maximum(_ axes: Int...) -> Variable {
        let axes = normalized(axes, for: "maximum")
        guard let first = axes.first, let last = axes.last else { return self }
        if last - first == axes.count - 1 { return apply(.maximum(axes: first..<last + 1)) }
        // In one pass even where the axes are apart: in two, ties would share unevenly.
        let kept = (0..<shape.rank).filter { !axes.contains($0) }
        return apply(.transpose(permutation: kept + axes))
            .apply(.maximum(axes: kept.count..<shape.rank))
    }

    /// ln Σ exp(x) along `axis`, which disappears.
    public func logSumExp(axis: Int = -1) -> Variable {
        apply(.logSumExp(axis: shape.normalized(axis: axis, for: "logSumExp")))
    }

    // Neighbouring axes go in one pass, from the back so that the numbers of the rest hold.
    private func summed(_ axes: [Int], for name: StaticString) -> Variable {
        let axes = normalized(axes, for: name)
        var result = self
        var end = axes.count
        while end > 0 {
            var start = end - 1
            while start > 0, axes[start - 1] == axes[start] - 1 { start -= 1 }
            result = result.apply(.sum(axes: axes[start]..<axes[end - 1] + 1))
            end = start
        }
        return result
    }

    // In order, each once; all of them for none.
    private func normalized(_ axes: [Int], for name: StaticString) -> [Int] {
        if axes.isEmpty { return Array(0..<shape.rank) }
        return Set(axes.map { shape.normalized(axis: $0, for: name) }).sorted()
    }
}
