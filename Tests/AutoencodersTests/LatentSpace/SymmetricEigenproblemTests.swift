import Autoencoders
import TestSupport
import Testing

/// Eigenvalues and eigenvectors, against NumPy and by their definition.
@Suite struct SymmetricEigenproblemTests {
    @Test func valuesAndVectorsAreThoseOfNumPy() throws {
        for problem in try LatentSpaceFixture.load().eigenproblems {
            let solved = SymmetricEigenproblem(problem.matrix, size: problem.size)
            let scale = problem.values.map { abs($0) }.max() ?? 1
            #expect(
                close(
                    solved.values.map { $0 / scale }, problem.values.map { $0 / scale }, 1e-14),
                "\(problem.name)")
            // Vectors of one value may be turned among each other.
            for (index, vector) in solved.vectors.enumerated() where isAlone(index, problem) {
                let expected = problem.vectors[index * problem.size..<(index + 1) * problem.size]
                #expect(close(vector, Array(expected), 1e-9), "\(problem.name), \(index)")
            }
        }
    }

    private func isAlone(_ index: Int, _ problem: LatentSpaceFixture.Eigenproblem) -> Bool {
        problem.values.enumerated().allSatisfy {
            $0.offset == index || abs($0.element - problem.values[index]) > 1e-9
        }
    }

    @Test(arguments: [2, 33, 120]) func vectorsAreAnOrthonormalBasisOfSolutions(size: Int) {
        var random = SplitMix64(seed: UInt64(size))
        let half = DenseMatrix(rows: size, columns: size) { _, _ in
            Double.random(in: -1...1, using: &random)
        }
        let matrix = half + half.transposed
        let solved = SymmetricEigenproblem(matrix.elements, size: size)
        let vectors = DenseMatrix(rows: size, columns: size) { solved.vectors[$0][$1] }
        #expect(
            close(
                (vectors * vectors.transposed).elements, DenseMatrix.identity(size).elements,
                1e-12))
        let images = vectors * matrix
        for row in 0..<size {
            let expected = solved.vectors[row].map { solved.values[row] * $0 }
            let image = (0..<size).map { images[row, $0] }
            #expect(close(image, expected, 1e-11 * Double(size)))
        }
        #expect(solved.values == solved.values.sorted(by: >))
    }

    @Test func equalValuesKeepTheirPlaces() {
        let solved = SymmetricEigenproblem([2, 0, 0, 0, 3, 0, 0, 0, 2], size: 3)
        #expect(solved.values == [3, 2, 2])
        #expect(solved.vectors == [[0, 1, 0], [1, 0, 0], [0, 0, 1]])
    }

    @Test func aWrongSizeTraps() async {
        await #expect(processExitsWith: .failure) {
            _ = SymmetricEigenproblem([1, 2, 3], size: 2)
        }
    }
}
