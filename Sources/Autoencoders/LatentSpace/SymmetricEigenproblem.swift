import Platform

/// The eigenvalues and eigenvectors of a symmetric matrix.
///
/// By cyclic Jacobi rotations: each makes one pair of elements off the diagonal zero, and sweeps
/// over all pairs converge quadratically. Our own, because LAPACK would have to be loaded each time
/// the program starts, and these matrices have a few hundred rows at most.
/// (Golub and Van Loan, "Matrix computations", 4th edition, section 8.5.)
public struct SymmetricEigenproblem: Sendable {
    /// The eigenvalues, falling.
    public let values: [Double]
    /// The eigenvectors, of length 1, in the order of their values.
    ///
    /// The entry of largest magnitude is positive.
    public let vectors: [[Double]]

    /// Solves A v = λ v for `matrix`, `[size, size]`.
    ///
    /// - Precondition: `matrix` has size² elements. The lower half is not read.
    public init(_ matrix: [Double], size: Int) {
        require(
            size > 0 && matrix.count == size * size,
            "SymmetricEigenproblem: \(matrix.count) elements are not \(size) by \(size)")
        var a = matrix
        var v = [Double](repeating: 0, count: size * size)
        for row in 0..<size {
            v[row * size + row] = 1
            for column in 0..<row { a[row * size + column] = a[column * size + row] }
        }
        let total = a.reduce(0) { $0 + $1 * $1 }
        a.withUnsafeMutableBufferPointer { a in
            v.withUnsafeMutableBufferPointer { v in
                // Ten sweeps are more than enough for any finite matrix; others end all the same.
                for _ in 0..<30 where offDiagonal(a, size) > 1e-30 * total {
                    for p in 0..<size {
                        for q in p + 1..<size { rotate(p, q, a, v, size) }
                    }
                }
            }
        }
        let diagonal = (0..<size).map { a[$0 * size + $0] }
        let order = diagonal.indices.sorted { (diagonal[$1], $0) < (diagonal[$0], $1) }
        values = order.map { diagonal[$0] }
        vectors = order.map { oriented(Array(v[$0 * size..<($0 + 1) * size])) }
    }
}

/// The sum of squares above the diagonal.
private func offDiagonal(_ a: UnsafeMutableBufferPointer<Double>, _ size: Int) -> Double {
    var sum = 0.0
    for row in 0..<size {
        for column in row + 1..<size { sum += a[row * size + column] * a[row * size + column] }
    }
    return sum
}

/// Turns rows and columns p and q of `a` so that the element where they cross becomes 0, and rows
/// p and q of `v`, the eigenvectors so far.
private func rotate(
    _ p: Int, _ q: Int, _ a: UnsafeMutableBufferPointer<Double>,
    _ v: UnsafeMutableBufferPointer<Double>, _ size: Int
) {
    let crossing = a[p * size + q]
    if crossing == 0 { return }
    let slope = (a[q * size + q] - a[p * size + p]) / (2 * crossing)
    // The smaller of the two angles: the larger one would exchange the two values.
    let tangent = (slope < 0 ? -1 : 1) / (abs(slope) + (slope * slope + 1).squareRoot())
    let cosine = 1 / (tangent * tangent + 1).squareRoot()
    let sine = tangent * cosine

    func turn(_ x: UnsafeMutableBufferPointer<Double>, from i: Int, and j: Int, by step: Int) {
        for k in 0..<size {
            let (first, second) = (x[i + k * step], x[j + k * step])
            x[i + k * step] = cosine * first - sine * second
            x[j + k * step] = sine * first + cosine * second
        }
    }
    turn(a, from: p * size, and: q * size, by: 1)
    turn(a, from: p, and: q, by: size)
    turn(v, from: p * size, and: q * size, by: 1)
}

private func oriented(_ vector: [Double]) -> [Double] {
    let largest = vector.max { abs($0) < abs($1) } ?? 0
    return largest < 0 ? vector.map { -$0 } : vector
}
