import Platform

/// The directions along which rows of numbers vary most. (Pearson, 1901.)
public struct PrincipalComponents: Sendable {
    /// The mean of the rows, `[dimensions]`.
    public let center: [Float]
    /// Directions of length 1 by falling variance, `[count][dimensions]`.
    ///
    /// The entry of largest magnitude is positive, so that a direction does not turn round from one
    /// run to the next.
    public let directions: [[Float]]
    /// The standard deviation of the rows along each direction.
    public let deviations: [Double]
    /// The share of the rows' variance along each direction, in [0, 1]; 0 where nothing varies.
    public let explainedShares: [Double]

    /// The first `count` components of `rows`, `[rows, dimensions]`, row-major.
    ///
    /// - Precondition: there is at least one row, rows are whole, and `count` is 1 to `dimensions`.
    public init(of rows: [Float], dimensions: Int, count: Int) {
        require(
            count >= 1 && count <= dimensions,
            "PrincipalComponents: \(count) components of \(dimensions) dimensions")
        let moments = RowMoments(of: rows, dimensions: dimensions)
        let eigen = SymmetricEigenproblem(moments.covariance, size: dimensions)
        // Rounding can make a variance of 0 slightly negative.
        let variances = eigen.values.map { max($0, 0) }
        let total = variances.reduce(0, +)
        center = moments.mean.map { Float($0) }
        directions = eigen.vectors.prefix(count).map { $0.map { Float($0) } }
        deviations = variances.prefix(count).map { $0.squareRoot() }
        explainedShares = variances.prefix(count).map { total > 0 ? $0 / total : 0 }
    }

    /// Coordinates along the directions, `[rows, count]`, of points `[rows, dimensions]`:
    /// direction · (point − center).
    ///
    /// - Precondition: rows are whole.
    public func project(_ points: [Float]) -> [Float] {
        let dimensions = center.count
        require(
            points.count.isMultiple(of: dimensions),
            "PrincipalComponents.project: \(points.count) values are not rows of \(dimensions)")
        return stride(from: 0, to: points.count, by: dimensions).flatMap { start in
            directions.map { direction in
                var sum: Float = 0
                for j in 0..<dimensions { sum += direction[j] * (points[start + j] - center[j]) }
                return sum
            }
        }
    }

    /// The points `[rows, dimensions]` of coordinates `[rows, count]`: center + Σ coordinate
    /// direction.
    ///
    /// It undoes `project` where all components were asked for.
    ///
    /// - Precondition: rows are whole.
    public func lift(_ coordinates: [Float]) -> [Float] {
        let count = directions.count
        require(
            coordinates.count.isMultiple(of: count),
            "PrincipalComponents.lift: \(coordinates.count) values are not rows of \(count)")
        return stride(from: 0, to: coordinates.count, by: count).flatMap { start in
            center.indices.map { j in
                var sum = center[j]
                for i in 0..<count { sum += coordinates[start + i] * directions[i][j] }
                return sum
            }
        }
    }
}
