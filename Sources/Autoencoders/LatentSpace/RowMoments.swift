import Platform

/// Mean and covariance of rows of numbers.
struct RowMoments: Sendable {
    /// The means, `[dimensions]`.
    let mean: [Double]
    /// E[(x − mean)(x − mean)ᵀ] over the rows, `[dimensions, dimensions]`.
    let covariance: [Double]

    /// The moments of `rows`, `[count, dimensions]`, of which there is at least one.
    init(of rows: [Float], dimensions: Int) {
        require(
            dimensions > 0 && !rows.isEmpty && rows.count.isMultiple(of: dimensions),
            "RowMoments: \(rows.count) values are not rows of \(dimensions)")
        let count = rows.count / dimensions
        var mean = [Double](repeating: 0, count: dimensions)
        var covariance = [Double](repeating: 0, count: dimensions * dimensions)
        var centered = mean
        rows.withUnsafeBufferPointer { rows in
            covariance.withUnsafeMutableBufferPointer { covariance in
                for row in 0..<count {
                    for j in 0..<dimensions { mean[j] += Double(rows[row * dimensions + j]) }
                }
                for j in 0..<dimensions { mean[j] /= Double(count) }
                for row in 0..<count {
                    for j in 0..<dimensions {
                        centered[j] = Double(rows[row * dimensions + j]) - mean[j]
                    }
                    for i in 0..<dimensions {
                        let x = centered[i]
                        for j in i..<dimensions {
                            covariance[i * dimensions + j] += x * centered[j]
                        }
                    }
                }
                for i in 0..<dimensions {
                    for j in i..<dimensions {
                        covariance[i * dimensions + j] /= Double(count)
                        covariance[j * dimensions + i] = covariance[i * dimensions + j]
                    }
                }
            }
        }
        self.mean = mean
        self.covariance = covariance
    }
}
