import Autoencoders
import TestSupport
import Testing

/// Principal components, against NumPy's singular value decomposition.
@Suite struct PrincipalComponentsTests {
    @Test func allOfThemAreThoseOfNumPy() throws {
        let fixture = try LatentSpaceFixture.load().components
        let found = PrincipalComponents(
            of: fixture.rows, dimensions: fixture.dimensions, count: fixture.dimensions)
        #expect(close(found.center.map { Double($0) }, fixture.center, 1e-6))
        #expect(close(found.deviations, fixture.deviations, 1e-9))
        #expect(close(found.explainedShares, fixture.shares, 1e-12))
        #expect(close(found.directions.joined().map { Double($0) }, fixture.directions, 1e-6))
    }

    @Test func fewerAreTheFirst() throws {
        let fixture = try LatentSpaceFixture.load().components
        let found = PrincipalComponents(of: fixture.rows, dimensions: 5, count: 2)
        #expect(found.directions.count == 2)
        #expect(close(found.explainedShares, Array(fixture.shares.prefix(2)), 1e-12))
        // Rows of two points in, rows of two coordinates out.
        #expect(found.project(Array(fixture.rows.prefix(10))).count == 4)
        #expect(found.project(found.center) == [0, 0])
        let first = found.project(found.lift([1.5, -0.5, 2, 0]))
        #expect(close(first.map { Double($0) }, [1.5, -0.5, 2, 0], 1e-5))
    }

    @Test func allComponentsTogetherLoseNothing() throws {
        let fixture = try LatentSpaceFixture.load().components
        let found = PrincipalComponents(of: fixture.rows, dimensions: 5, count: 5)
        let back = found.lift(found.project(fixture.rows))
        #expect(close(back.map { Double($0) }, fixture.rows.map { Double($0) }, 1e-5))
    }

    @Test func rowsThatDoNotVaryHaveNoShares() {
        let found = PrincipalComponents(of: [1, 2, 1, 2], dimensions: 2, count: 2)
        #expect(found.explainedShares == [0, 0])
        #expect(found.center == [1, 2])
    }

    @Test func wrongShapesTrap() async {
        await #expect(processExitsWith: .failure) {
            _ = PrincipalComponents(of: [1, 2, 3], dimensions: 2, count: 1)
        }
        await #expect(processExitsWith: .failure) {
            _ = PrincipalComponents(of: [1, 2], dimensions: 2, count: 3)
        }
        await #expect(processExitsWith: .failure) {
            _ = PrincipalComponents(of: [1, 2], dimensions: 2, count: 1).project([1, 2, 3])
        }
        await #expect(processExitsWith: .failure) {
            _ = PrincipalComponents(of: [1, 2], dimensions: 2, count: 2).lift([1])
        }
    }
}
