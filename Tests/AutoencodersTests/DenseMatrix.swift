import Glibc

/// A small matrix in double, for values in closed form.
struct DenseMatrix {
    let rows: Int
    let columns: Int
    private(set) var elements: [Double]

    init(rows: Int, columns: Int, _ element: (Int, Int) -> Double) {
        self.rows = rows
        self.columns = columns
        elements = (0..<rows * columns).map { element($0 / columns, $0 % columns) }
    }

    static func identity(_ size: Int, scale: Double = 1) -> DenseMatrix {
        DenseMatrix(rows: size, columns: size) { $0 == $1 ? scale : 0 }
    }

    subscript(row: Int, column: Int) -> Double {
        get { elements[row * columns + column] }
        set { elements[row * columns + column] = newValue }
    }

    var transposed: DenseMatrix {
        DenseMatrix(rows: columns, columns: rows) { self[$1, $0] }
    }

    static func * (a: DenseMatrix, b: DenseMatrix) -> DenseMatrix {
        DenseMatrix(rows: a.rows, columns: b.columns) { row, column in
            (0..<a.columns).reduce(0) { $0 + a[row, $1] * b[$1, column] }
        }
    }

    static func * (scale: Double, a: DenseMatrix) -> DenseMatrix {
        DenseMatrix(rows: a.rows, columns: a.columns) { scale * a[$0, $1] }
    }

    static func + (a: DenseMatrix, b: DenseMatrix) -> DenseMatrix {
        DenseMatrix(rows: a.rows, columns: a.columns) { a[$0, $1] + b[$0, $1] }
    }

    /// The inverse and the logarithm of the determinant of a positive definite matrix.
    func inverted() -> (inverse: DenseMatrix, logDeterminant: Double) {
        var (work, inverse) = (self, DenseMatrix.identity(rows))
        var logDeterminant = 0.0
        for pivot in 0..<rows {
            let scale = work[pivot, pivot]
            logDeterminant += log(scale)
            for column in 0..<rows {
                work[pivot, column] /= scale
                inverse[pivot, column] /= scale
            }
            for row in 0..<rows where row != pivot {
                let factor = work[row, pivot]
                for column in 0..<rows {
                    work[row, column] -= factor * work[pivot, column]
                    inverse[row, column] -= factor * inverse[pivot, column]
                }
            }
        }
        return (inverse, logDeterminant)
    }
}
