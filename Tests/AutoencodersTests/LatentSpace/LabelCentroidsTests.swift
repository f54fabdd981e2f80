import Autoencoders
import Glibc
import TestSupport
import Testing

/// Centroids of labels and axes between them.
@Suite struct LabelCentroidsTests {
    @Test func centroidsAreMeansOfTheirExamples() throws {
        let examples = EncodedExamples(
            latentDimensions: 2, means: [1, 2, 10, 20, 3, 4], logVariances: [0, 0, 0, 0, 0, 0],
            labels: [7, 2, 7])
        let found = try #require(LabelCentroids(of: examples))
        #expect(found.labels == [2, 7])
        #expect(found.counts == [1, 2])
        #expect(found.centroids == [[10, 20], [2, 3]])
        #expect(found.centroid(of: 7) == [2, 3])
        #expect(found.centroid(of: 0) == nil)
    }

    @Test func aDifferencePointsFromOneCentroidToTheOther() throws {
        let examples = EncodedExamples.made(300, latents: 3, labels: 3)
        let found = try #require(LabelCentroids(of: examples))
        let axis = try #require(found.difference(from: 0, to: 2))
        let back = try #require(found.difference(from: 2, to: 0))
        let (start, end) = (found.centroids[0], found.centroids[2])
        let length = zip(start, end).reduce(0) { $0 + Double(($1.1 - $1.0) * ($1.1 - $1.0)) }
            .squareRoot()
        for j in 0..<3 {
            #expect(abs(Double(axis.direction[j]) * length - Double(end[j] - start[j])) < 1e-6)
            #expect(axis.direction[j] == -back.direction[j])
        }
        #expect(abs(axis.projection(of: end) - axis.projection(of: start) - length) < 1e-6)
        #expect(axis.projection(of: axis.center) == 0)
    }

    @Test func theDeviationIsThatOfTheAggregatePosterior() throws {
        // Centroids that differ in the second latent alone.
        let examples = EncodedExamples(
            latentDimensions: 2, means: [1, -1, -1, -3, 1, 5, -1, 7],
            logVariances: [0, -1, 0, -2, 0, 0, 0, 0.5], labels: [0, 0, 1, 1])
        let axis = try #require(LabelCentroids(of: examples)?.difference(from: 0, to: 1))
        #expect(axis.direction == [0, 1])
        #expect(abs(axis.deviation - LatentStatistics(of: examples).deviations[1]) < 1e-6)
    }

    @Test func leastSquaresSolvesTheRegularisedEquations() throws {
        var examples = EncodedExamples.made(500, latents: 3)
        let labels = (0..<500).map { Int32(examples.mean(at: $0)[0] > 0.8 ? 1 : $0 % 2 * 2) }
        examples = EncodedExamples(
            latentDimensions: 3, means: examples.means, logVariances: examples.logVariances,
            labels: labels)
        let axis = try #require(LabelCentroids(of: examples)?.leastSquaresAxis(of: 1))

        // (C + λ I) w = cov(μ, indicator), by another solver.
        let center = (0..<3).map { j in
            (0..<500).reduce(0) { $0 + Double(examples.mean(at: $1)[j]) } / 500
        }
        let x = DenseMatrix(rows: 500, columns: 3) {
            Double(examples.mean(at: $0)[$1]) - center[$1]
        }
        let y = DenseMatrix(rows: 500, columns: 1) { row, _ in labels[row] == 1 ? 1 : 0 }
        let covariance = 1.0 / 500 * (x.transposed * x)
        let ridge = 1e-3 * (covariance[0, 0] + covariance[1, 1] + covariance[2, 2]) / 3
        let inverse = (covariance + DenseMatrix.identity(3, scale: ridge)).inverted().inverse
        let weights = (1.0 / 500 * (inverse * (x.transposed * y))).elements
        let length = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
        #expect(close(axis.direction.map { Double($0) }, weights.map { $0 / length }, 1e-5))
        #expect(axis.direction[0] > 0.95)
    }

    @Test func whereThereIsNoAxisItIsNil() throws {
        #expect(LabelCentroids(of: .made(4, latents: 2)) == nil)
        #expect(LabelCentroids(of: .made(0, latents: 2, labels: 2)) == nil)
        let one = try #require(LabelCentroids(of: .made(4, latents: 2, labels: 1)))
        #expect(one.difference(from: 0, to: 0) == nil)
        #expect(one.difference(from: 0, to: 5) == nil)
        #expect(one.leastSquaresAxis(of: 0) == nil)
        #expect(one.leastSquaresAxis(of: 1) == nil)
    }

    @Test func aPointOfAnotherSpaceTraps() async {
        await #expect(processExitsWith: .failure) {
            let axis = LabelCentroids(of: .made(4, latents: 2, labels: 2))?
                .difference(from: 0, to: 1)
            _ = axis?.projection(of: [1])
        }
    }
}
