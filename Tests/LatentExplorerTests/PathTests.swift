import LatentExplorer
import TerminalUI
import Testing

@Suite struct PathTests {
    /// Anchors at the first examples.
    private func driver(_ keys: String = "anana") -> Driver {
        var driver = Driver()
        driver.press(keys)
        return driver
    }

    @Test func anchorsGetLettersAndKeepTheirExamples() {
        let anchors = driver().state.place.anchors
        #expect(anchors.map(\.name) == ["A", "B", "C"])
        #expect(anchors.map { $0.example?.row } == [0, 1, 2])
    }

    @Test func scrubbingWalksFromAnchorToAnchor() {
        var driver = driver()
        let anchors = driver.state.place.anchors
        driver.press("3<Home>")
        #expect(driver.state.place.z == anchors[0].z)
        for _ in 0..<ExplorerState.stepsPerSegment { driver.press("<Right>") }
        #expect(driver.state.place.z == anchors[1].z)
        driver.press("<End>")
        #expect(driver.state.place.z == anchors[2].z)
        driver.press("<Home>")
        for _ in 0..<ExplorerState.stepsPerSegment / 2 { driver.press("<Right>") }
        for (z, (a, b)) in zip(driver.state.place.z, zip(anchors[0].z, anchors[1].z)) {
            #expect(abs(z - (a + b) / 2) < 1e-5)
        }
    }

    @Test func theGeodesicIsTheOneThatWasFound() {
        var driver = driver("ana")
        driver.press("ii")
        #expect(driver.state.notice == "The way is geodesic.")
        driver.wait(1)
        driver.press("3<Home>")
        for _ in 0..<ExplorerState.stepsPerSegment / 2 { driver.press("<Right>") }
        let anchors = driver.state.place.anchors
        let middle = (anchors[0].z[2] + anchors[1].z[2]) / 2
        #expect(abs(driver.state.place.z[2] - middle - 0.25) < 1e-4)
    }

    @Test func playingIsOneStepAndGoesForthAndBack() {
        var driver = driver("ana3<Home>")
        let start = driver.state.place
        driver.press("<Space>")
        // 12 steps a second, 16 from anchor to anchor.
        driver.wait(1)
        #expect(abs(driver.state.place.pathPosition - 0.75) < 1e-6)
        driver.wait(1)
        #expect(abs(driver.state.place.pathPosition - 0.5) < 1e-6)
        driver.wait(1)
        driver.press("<Space>", pause: 0)
        #expect(driver.state.wakeTime == nil || !driver.state.isPlaying)
        driver.press("u")
        #expect(driver.state.place == start)
    }

    @Test func playingOnceStopsAtTheEnd() {
        var driver = driver("ana3<Home>o<Space>")
        driver.wait(5)
        #expect(!driver.state.isPlaying)
        #expect(driver.state.place.z == driver.state.place.anchors[1].z)
    }

    @Test func removingAnAnchorCanBeUndone() {
        var driver = driver("anana3")
        driver.press("<Up>d")
        #expect(driver.state.place.anchors.map(\.name) == ["A", "C"])
        driver.press("u")
        #expect(driver.state.place.anchors.map(\.name) == ["A", "B", "C"])
        driver.press("ddd")
        #expect(driver.state.place.anchors.isEmpty)
        driver.press("d")
        #expect(driver.state.notice == "There is no anchor.")
    }

    @Test func aPathNeedsTwoAnchors() {
        var driver = driver("a")
        driver.press("<Space>")
        #expect(!driver.state.isPlaying)
        #expect(driver.state.notice.hasPrefix("A path needs two anchors"))
    }

    @Test func aPathThatPlaysBackwardsOnceStopsAtItsStart() {
        var driver = driver("ana3<Home><Space>")
        driver.wait(1.5)
        driver.press("o", pause: 0)
        driver.wait(5)
        #expect(!driver.state.isPlaying)
        #expect(driver.state.place.pathPosition == 0)
    }

    @Test func otherMessagesTakeNoTimeFromThePath() {
        var driver = driver("ana3<Home><Space>")
        for _ in 0..<10 {
            driver.send(.progress("encoding"), after: 0.05)
            driver.wait(0.05)
        }
        #expect(abs(driver.state.place.pathPosition - 0.75) < 1e-6)
    }

    @Test func removingAnAnchorBehindStaysWithTheOthers() {
        var driver = driver("anana3")
        #expect(driver.state.place.pathPosition == 2)
        driver.press("<Up><Up>d")
        #expect(driver.state.place.anchors.map(\.name) == ["B", "C"])
        #expect(driver.state.place.pathPosition == 1)
    }
}
