import Autoencoders
import Glibc
import NeuralNetworks
import TensorCore
import TestSupport
import Testing

/// Curves of least change.
@Suite struct GeodesicSearchTests {
    private static func points(
        _ way: LatentPath, _ start: [Float], _ end: [Float], steps: Int = 16
    ) -> [[Float]] {
        (0...steps).map { way.point(at: Double($0) / Double(steps), from: start, to: end) }
    }

    @Test(arguments: [LikelihoodConfiguration.bernoulli, .gaussian(sigma: 0.2)], [true, false])
    func noCurveIsWorseThanTheLineOrTheArc(
        likelihood: LikelihoodConfiguration, isDense: Bool
    ) throws {
        let geometry = CurvedDecoder.random(latents: 3, likelihood: likelihood, scale: 2).geometry
        let density = isDense ? AggregateDensity(of: .made(300, latents: 3)) : nil
        let search = GeodesicSearch(geometry: geometry, density: density, densityWeight: 2)
        func measure(_ points: [[Float]]) -> Double {
            let energy = 16 * geometry.change(along: points).reduce(0) { $0 + $1 * $1 }
            guard let density else { return energy }
            let threshold = density.reference.quantile(0.05)
            return points.dropFirst().dropLast().reduce(energy) {
                $0 + 2 * max(0, threshold - density.logDensity($1))
            }
        }

        var random = SplitMix64(seed: 11)
        var gains = 0
        for _ in 0..<12 {
            let (start, end) = (random.tensor([3]).elements, random.tensor([3]).elements)
            let path = try #require(search.path(from: start, to: end))
            let ways = LatentPath.allCases.map { measure(Self.points($0, start, end)) }
            let best = try #require(ways.min())
            #expect(abs(path.startMeasure - best) < 1e-5 * best)
            #expect(LatentPath.allCases[ways[0] <= ways[1] ? 0 : 1] == path.start)
            #expect(path.measure <= path.startMeasure)
            #expect(abs(path.measure - measure(path.points)) < 1e-4 * path.measure)
            #expect(path.points.first == start && path.points.last == end)
            #expect(path.points.count == 17)
            #expect(path.changes == geometry.change(along: path.points))
            #expect(
                path.lowestDensityPercentile
                    == density.flatMap { density in
                        path.points.map { density.percentile($0) }.min()
                    })
            gains += path.measure < 0.97 * path.startMeasure ? 1 : 0
        }
        #expect(gains >= 8)
    }

    @Test func aHillIsGoneRound() throws {
        let geometry = CurvedDecoder.pyramid(height: 10).geometry
        let (start, end): ([Float], [Float]) = ([-2, 0.2], [2, 0.2])
        let straight = geometry.change(along: Self.points(.linear, start, end)).reduce(0, +)
        let path = try #require(GeodesicSearch(geometry: geometry).path(from: start, to: end))
        #expect(straight > 18)
        // Over the plane, by the corner (0, 1) of the pyramid: 4.31.
        #expect(path.change > 4.25 && path.change < 4.6)
        #expect(path.points[8][1] > 0.8)
    }

    @Test func whatIsShortestAlreadyStays() throws {
        let geometry = CurvedDecoder.linear([[1, 0], [0, 2]], sigma: 1).geometry
        let path = try #require(
            GeodesicSearch(geometry: geometry, steps: 5).path(from: [1, 0], to: [0, 1]))
        #expect(path.start == .linear)
        #expect(close([path.change], [sqrt(5)], 1e-6))
        #expect(
            close(
                path.points.joined().map { Double($0) },
                [
                    1, 0, 0.8, 0.2, 0.6, 0.4, 0.4, 0.6, 0.2, 0.8, 0, 1,
                ], 1e-6))
    }

    @Test func stepsChangeThePictureAsMuch() throws {
        let geometry = CurvedDecoder.random(
            latents: 2, likelihood: .bernoulli, activation: .relu, scale: 2
        ).geometry
        let path = try #require(
            GeodesicSearch(geometry: geometry).path(from: [-2, -1], to: [2, 1.5]))
        let (low, high) = (try #require(path.changes.min()), try #require(path.changes.max()))
        #expect(high / low < 1.05)
    }

    @Test func theDataKeepTheCurve() throws {
        // Data on half a circle; the decoder is flat, so that the shortest way is across.
        let angles = (0..<400).map { Float($0) / 399 * Float.pi }
        let examples = EncodedExamples(
            latentDimensions: 2, means: angles.flatMap { [3 * cosf($0), 3 * sinf($0)] },
            logVariances: angles.flatMap { _ in [-2, -2] }, labels: nil)
        let geometry = CurvedDecoder.linear([[1, 0], [0, 1]], sigma: 1).geometry
        let density = AggregateDensity(of: examples)
        let (start, end): ([Float], [Float]) = ([2.6, 1.5], [-2.6, 1.5])
        let free = try #require(GeodesicSearch(geometry: geometry).path(from: start, to: end))
        let path = try #require(
            GeodesicSearch(geometry: geometry, density: density, densityWeight: 20)
                .path(from: start, to: end))
        #expect(free.points.allSatisfy { abs($0[1] - 1.5) < 1e-3 })
        #expect(free.lowestDensityPercentile == nil)
        #expect(path.points[8][1] > 2.4)
        let lowest = path.points.map { density.logDensity($0) }.min() ?? -.infinity
        #expect(lowest > density.reference.quantile(0.05) - 0.5)
    }

    @Test func oneStepAndOnePointAreLeftAlone() throws {
        let search = GeodesicSearch(
            geometry: CurvedDecoder.random(latents: 2, likelihood: .bernoulli).geometry, steps: 1)
        let path = try #require(search.path(from: [0, 1], to: [1, 0]))
        #expect(path.points == [[0, 1], [1, 0]])
        let same = try #require(search.path(from: [0, 1], to: [0, 1]))
        #expect(same.change == 0)
    }

    @Test func itIsAskedBeforeEachIterationAndTellsItsProgress() throws {
        let search = GeodesicSearch(geometry: CurvedDecoder.pyramid(height: 10).geometry)
        var (asked, told) = (0, [Double]())
        let path = search.path(from: [-2, 0.2], to: [2, 0.2]) {
            asked += 1
            return asked == 4
        } progress: {
            told.append($0)
        }
        #expect(path == nil)
        #expect(told == [0.01, 0.02, 0.03])
        told = []
        let whole = try #require(
            search.path(from: [-2, 0.2], to: [2, 0.2], progress: { told.append($0) }))
        #expect(told.last == 1)
        #expect(told.count == whole.iterations + 1)
        #expect(whole.iterations <= GeodesicSearch.iterationLimit)
    }

    @Test func wrongShapesTrap() async {
        await #expect(processExitsWith: .failure) {
            let geometry = CurvedDecoder.linear([[1, 0]], sigma: 1).geometry
            _ = GeodesicSearch(geometry: geometry).path(from: [1], to: [1, 2])
        }
        await #expect(processExitsWith: .failure) {
            let geometry = CurvedDecoder.linear([[1, 0]], sigma: 1).geometry
            _ = GeodesicSearch(geometry: geometry, steps: 0)
        }
        await #expect(processExitsWith: .failure) {
            let geometry = CurvedDecoder.linear([[1, 0]], sigma: 1).geometry
            _ = GeodesicSearch(
                geometry: geometry, density: AggregateDensity(of: .made(3, latents: 3)))
        }
    }
}
