import Autoencoders
import Glibc
import Testing

/// Points on the way between two others.
@Suite struct LatentPathTests {
    private func close(_ a: [Float], _ b: [Float]) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) < 1e-6 }
    }

    @Test(arguments: LatentPath.allCases)
    func endsAreTheEnds(path: LatentPath) {
        let (a, b): ([Float], [Float]) = ([0.1, -2, 3], [1.7, 0.3, -0.9])
        #expect(path.point(at: 0, from: a, to: b) == a)
        #expect(path.point(at: 1, from: a, to: b) == b)
    }

    @Test func linearIsStraight() {
        let point = LatentPath.linear.point(at: 0.25, from: [0, 4], to: [8, 0])
        #expect(close(point, [2, 3]))
    }

    @Test(arguments: [0.25, 0.5, 0.9])
    func sphericalKeepsTheLength(t: Double) {
        let point = LatentPath.spherical.point(at: t, from: [3, 0], to: [0, 3])
        let angle = t * Double.pi / 2
        #expect(close(point, [Float(3 * cos(angle)), Float(3 * sin(angle))]))
    }

    @Test(
        arguments: [
            ([1, 2], [2, 4]), ([1, 2], [-1, -2]), ([0, 0], [1, 1]), ([5, 5], [5, 5]),
        ] as [([Float], [Float])])
    func withoutAnArcItIsStraight(a: [Float], b: [Float]) {
        let point = LatentPath.spherical.point(at: 0.25, from: a, to: b)
        #expect(close(point, zip(a, b).map { 0.75 * $0 + 0.25 * $1 }))
    }

    @Test func pointsOfTwoSpacesTrap() async {
        await #expect(processExitsWith: .failure) {
            _ = LatentPath.linear.point(at: 0.5, from: [1], to: [1, 2])
        }
    }
}
