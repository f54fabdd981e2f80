import Autoencoders
import LatentExplorer
import TerminalUI
import Testing

/// What keys do, and that undo brings back what was before.
@Suite struct ReducerTests {
    @Test func dataBringTheFirstExampleAndScaledSliders() {
        let bare = Driver(hasData: false)
        #expect(bare.state.place.z == [0, 0, 0, 0, 0, 0])
        #expect(bare.state.place.example == nil)

        let driver = Driver()
        let data = FakeModel.data()
        #expect(driver.state.place.z == data.examples.mean(at: 0))
        #expect(driver.state.place.example == ExampleReference(part: .test, row: 0))
    }

    @Test func dataThatComeLateLeaveAPersonWhereTheyAre() {
        var driver = Driver(hasData: false)
        driver.press("<Right>")
        let place = driver.state.place
        driver.give(FakeModel.data())
        #expect(driver.state.place == place)
        #expect(driver.state.data != nil)
    }

    @Test(arguments: ["1", "2", "4"])
    func whetherAnExampleIsCopiedIsAskedWhereverItIsShown(view: String) {
        var driver = Driver()
        driver.press(view)
        var state = driver.state
        _ = state.update(.input(.key(KeyPress("R"))), at: 10)
        _ = state.update(.input(.key(KeyPress("r"))), at: 11)
        _ = state.update(.tick, at: 12)
        let asked = state.openQueries.contains {
            if case .neighbors(state.place.z, _, _) = $0 { true } else { false }
        }
        #expect(asked)
    }

    @Test func outdatedAnswersAreAskedForAgainAndShownUntilThen() {
        var driver = Driver()
        let screen = driver.screen()
        var state = driver.state
        #expect(state.openQueries.isEmpty)
        #expect(state.update(.outdated(Query.Slot.ofDensity), at: 10).isEmpty)
        #expect(state.openQueries.map(\.slot) == [.standing, .neighbors])
        var view = ExplorerView(FakeModel.rendering)
        #expect(view.draw(state).lines() == screen)
        driver.send(.outdated(Query.Slot.ofDensity))
        #expect(driver.state.openQueries.isEmpty)
    }

    @Test func arrowsMoveTheSliderInFocusByATenthOfADeviation() {
        var driver = Driver()
        let coordinate = driver.state.space.coordinates[0]
        #expect(coordinate.name == "z0")
        let before = driver.state.space.value(of: 0, at: driver.state.place.z)
        let rest = Array(driver.state.place.z[1...])
        driver.press("<Right>")
        let after = driver.state.space.value(of: 0, at: driver.state.place.z)
        #expect(abs(after - before - 0.1) <= 0.026, "to the nearest twentieth")
        #expect(Array(driver.state.place.z[1...]) == rest)
        driver.press("<S-Left>")
        let coarse = driver.state.space.value(of: 0, at: driver.state.place.z)
        #expect(abs(coarse - after + 0.5) < 1e-4)
    }

    @Test func downChoosesTheNextSlider() {
        var driver = Driver()
        let z = driver.state.place.z
        driver.press("<Down><Right>")
        #expect(driver.state.place.z[0] == z[0])
        #expect(driver.state.place.z[1] > z[1])
    }

    @Test func aTypedValueIsSetExactly() {
        var driver = Driver()
        driver.press("=")
        driver.type("-1.75")
        let value = driver.state.space.value(of: 0, at: driver.state.place.z)
        #expect(abs(value + 1.75) < 1e-5)
        driver.press("=")
        driver.type("much")
        #expect(driver.state.problem == "\"much\" is not a number: give σ, such as 1.5")
        driver.press("<Esc>")
        #expect(driver.state.problem == nil)
    }

    @Test func resetsGoBackToTheExample() {
        var driver = Driver()
        let mean = driver.state.place.z
        driver.press("<S-Right><Down><S-Right>0")
        #expect(driver.state.place.z[0] != mean[0])
        #expect(abs(driver.state.place.z[1] - mean[1]) < 1e-5)
        driver.press("R")
        #expect(driver.state.place.z == mean)
    }

    @Test func examplesFollowEachOtherAndWrapAround() {
        var driver = Driver()
        driver.press("n")
        #expect(driver.state.place.example?.row == 1)
        driver.press("NN")
        #expect(driver.state.place.example?.row == 119)
        driver.press("n")
        #expect(driver.state.place.example?.row == 0)
        #expect(driver.state.place.z == FakeModel.data().examples.mean(at: 0))
    }

    @Test func aLabelKeepsToItsExamples() {
        var driver = Driver()
        driver.press("cc")
        let labels = FakeModel.data().examples.labels ?? []
        for _ in 0..<5 {
            let row = driver.state.place.example?.row ?? -1
            #expect(labels[row] == 1)
            driver.press("n")
        }
        driver.press("x")
        #expect(labels[driver.state.place.example?.row ?? -1] == 1)
        driver.press("<Esc>n")
        let row = driver.state.place.example?.row ?? -1
        #expect(labels[row] == 2)
    }

    @Test func randomPointsComeFromTheSeed() {
        var (first, second) = (Driver(), Driver())
        first.press("r")
        second.press("r")
        #expect(first.state.place.z == second.state.place.z)
        #expect(first.state.place.example == nil)
        first.press("r")
        #expect(first.state.place.z != second.state.place.z)
    }

    @Test func aPointNearByIsNearer() {
        var driver = Driver()
        let start = driver.state.place.z
        var distances = [Double]()
        for _ in 0..<20 {
            driver.press("v")
            distances.append(driver.state.space.distance(start, driver.state.place.z))
            driver.press("u")
        }
        let nearEnough = distances.allSatisfy { $0 > 0 && $0 < 5 }
        #expect(nearEnough)
    }

    @Test func aDrawComesFromThePosteriorOfTheExample() {
        var driver = Driver()
        let mean = driver.state.place.z
        var square = 0.0
        for _ in 0..<200 {
            driver.press("M")
            square += Double(
                (driver.state.place.z[0] - mean[0]) * (driver.state.place.z[0] - mean[0]))
        }
        // The deviation is 0.3; of 200 draws its square is known to a tenth.
        #expect(abs(square / 200 - 0.09) < 0.03)
        #expect(driver.state.place.example?.row == 0)
    }

    @Test func snapGoesToTheRoundTrip() {
        var driver = Driver()
        let z = driver.state.place.z
        driver.press("s")
        #expect(driver.state.place.z == z.map { $0 * 0.9 })
    }

    @Test func localDirectionsTakeTheSlidersAndGiveThemBack() {
        var driver = Driver()
        let z = driver.state.place.z
        driver.press("J")
        guard case .local(let directions, let base) = driver.state.place.sliders else {
            Issue.record("the sliders are still the latents")
            return
        }
        #expect(directions.count == 3)
        #expect(base == z)
        driver.press("<Right>")
        #expect(abs(driver.state.place.z[0] - z[0] - 0.1) < 0.03)
        driver.press("J")
        #expect(driver.state.place.sliders == .latents)
        driver.press("u")
        #expect(driver.state.place.sliders == .local(directions, base: base))
    }

    @Test func mapArrowsStayInThePlaneAndDroppingTheRestLandsInIt() {
        var driver = Driver()
        driver.press(":")
        driver.type("axes z0 z1")
        driver.press("2")
        let z = driver.state.place.z
        driver.press("<Right><Up>")
        #expect(driver.state.place.z[0] > z[0])
        #expect(driver.state.place.z[1] > z[1])
        #expect(Array(driver.state.place.z[2...]) == Array(z[2...]))
        driver.press("\\")
        let means = FakeModel.data().statistics.latents.map(\.mean)
        for latent in 2..<6 {
            #expect(abs(Double(driver.state.place.z[latent]) - means[latent]) < 1e-5)
        }
    }

    @Test func pickingOnTheMapLoadsTheNearestExample() {
        var driver = Driver()
        driver.press(":")
        driver.type("axes z0 z1")
        driver.press("2<Enter>")
        // Many lie on one place of this plane; the loaded one lies where z stood.
        #expect(driver.state.place.z[0] == FakeModel.data().examples.mean(at: 0)[0])
        driver.press("<S-Right><S-Right><S-Right><S-Right><S-Right>")
        let moved = driver.state.place.z
        driver.press("<Enter>")
        let data = FakeModel.data()
        let wanted = (0..<data.examples.count).map { row -> Float in
            let mean = data.examples.mean(at: row)
            let scale = data.statistics.deviations.map { Float($0) }
            let (x, y) = ((mean[0] - moved[0]) / scale[0], (mean[1] - moved[1]) / scale[1])
            return x * x + y * y
        }
        let row = driver.state.place.example?.row ?? -1
        #expect(wanted[row] == wanted.min())
    }

    @Test func neighboursCanBeGoneTo() {
        var driver = Driver()
        driver.press("<Tab>")
        while driver.state.focus != .neighbors { driver.press("<Tab>") }
        driver.press("<Right><Right><Enter>")
        let row = driver.state.place.example?.row
        #expect(row != 0)
        #expect(driver.state.place.z == row.map { FakeModel.data().examples.mean(at: $0) })
    }

    @Test func aHeldKeyIsOneStepAndSeparatePressesAreMany() {
        var driver = Driver()
        let start = driver.state.place
        driver.press("<Right>", pause: 1)
        driver.press("<Right><Right><Right><Right>", pause: 0.05)
        driver.press("u")
        #expect(driver.state.place == start)
        driver.press("<Right>", pause: 2)
        let first = driver.state.place
        driver.press("<Right>", pause: 2)
        driver.press("u")
        #expect(driver.state.place == first)
        driver.press("u")
        #expect(driver.state.place == start)
        driver.press("u")
        #expect(driver.state.notice == "Nothing to undo.")
    }

    /// Whatever was done, undo leads back through every state and redo forth again.
    @Test(arguments: 0..<8) func undoAndRedoPassEveryState(seed: Int) {
        let keys = [
            "<Right>", "<S-Left>", "<Down>", "<Up>", "n", "N", "x", "c", "r", "v", "M", "s", "J",
            "D", "a", "b", "i", "1", "2", "3", "4", "<Tab>", "<Enter>", "R", "0", "w", "+", "-",
            "\\", "m", "<End>", "<Home>", "t", "d", "<Esc>",
        ]
        var driver = Driver()
        var states = [driver.state.place]
        var number = seed
        for _ in 0..<120 {
            number = (number &* 1_103_515_245 &+ 12345) & 0x7FFF_FFFF
            driver.press(keys[number / 7 % keys.count], pause: 2)
            // The answer for local directions belongs to the step that asked for it.
            if driver.state.place != states.last { states.append(driver.state.place) }
        }
        #expect(states.count > 20)
        for state in states.reversed().dropFirst() {
            driver.press("u")
            #expect(driver.state.place == state)
        }
        for state in states.dropFirst() {
            driver.press("<C-r>")
            #expect(driver.state.place == state)
        }
    }

    @Test func viewsDigitsAndTabs() {
        var driver = Driver()
        for (key, view) in [("2", ViewKind.map), ("3", .path), ("4", .grid), ("1", .walk)] {
            driver.press(key)
            #expect(driver.state.view == view)
        }
        var seen = [driver.state.focus]
        for _ in 0..<6 {
            driver.press("<Tab>")
            seen.append(driver.state.focus)
        }
        #expect(Set(seen) == [.latents, .map, .neighbors])
        driver.press("<S-Tab>")
        #expect(driver.state.focus == seen[5])
    }

    @Test func effectsAreAskedForAndNothingElse() {
        var driver = Driver()
        driver.press("q<C-z><C-l>%%")
        #expect(
            driver.effects == [.quit, .suspend, .redraw, .setMouse(false), .setMouse(true)])
        driver = Driver()
        driver.press("b")
        #expect(
            driver.effects == [
                .saveBookmarks([Bookmark(name: "b1", z: driver.state.place.z)])
            ])
        driver = Driver()
        driver.press("e")
        #expect(driver.effects == [.export(Export(.picture(driver.state.place.z)))])
    }

    @Test func escapeNeverLeaves() {
        var driver = Driver()
        driver.press("<Esc><Esc>?<Esc>:<Esc>/<Esc>")
        #expect(driver.effects == [])
        driver.press("?q")
        #expect(driver.effects == [], "q closes the help")
        driver.press("<C-c>")
        #expect(driver.effects == [.quit])
    }

    @Test func withoutDataEverythingStillWorks() {
        var driver = Driver(hasData: false)
        driver.press("nNxcrvMsJ<Esc>2<Right><Enter>w+-f\\3<Space>4<Right><Enter>1ab")
        #expect(!driver.screen().isEmpty)
        #expect(driver.state.place.anchors.count == 1)
    }

    @Test func undoKeepsTheFileOfBookmarksTrue() {
        var driver = Driver()
        driver.press("b")
        let mark = Bookmark(name: "b1", z: driver.state.place.z)
        driver.press(":")
        driver.type("delete b1")
        driver.press("uuZ")
        #expect(
            driver.effects == [
                .saveBookmarks([mark]), .saveBookmarks([]), .saveBookmarks([mark]),
                .saveBookmarks([]), .saveBookmarks([mark]),
            ])
    }

    @Test func pointsBeyondAllDataAreRefusedOrHeld() {
        var driver = Driver()
        driver.press(":")
        driver.type("1e38*bag")
        #expect(driver.state.problem == "that is beyond all data: give smaller factors")
        driver.press("<Esc>:")
        driver.type("set z4 1e39")
        let isFinite = driver.state.place.z.allSatisfy { $0.isFinite }
        #expect(isFinite)
    }

    @Test func aDragOutlivesTheSlidersItHeld() {
        var driver = Driver(columns: 80, rows: 24)
        let rows = driver.screen().map(\.withoutEscapes)
        let row = rows.firstIndex { $0.contains("z3") } ?? 0
        driver.mouse(.press, 60, row)
        driver.press("J")
        driver.mouse(.drag, 70, row)
        #expect(driver.state.place.sliders != .latents)
    }

    @Test func directionsThatWereUndoneBeforeTheyCameAreThereLater() {
        var driver = Driver()
        driver.press("Jru")
        guard case .local(let directions, _) = driver.state.place.sliders else {
            Issue.record("the sliders are the latents")
            return
        }
        #expect(directions.count == 3)
    }

    @Test(arguments: ["2u+", "2u<C-Right>", "u<Down>", "4u<Right>", "ananna3u<Home>", "4u<End>"])
    func everyKeySaysWhatItDid(keys: String) {
        var driver = Driver()
        driver.press(keys)
        #expect(!["", "Nothing to undo.", "Undone."].contains(driver.state.notice))
    }

    @Test func undoBringsBackTheLabelThatIsKeptTo() {
        var driver = Driver()
        driver.press("cu")
        #expect(driver.state.place.label == nil)
        #expect(driver.state.place.example?.row == 0)
        driver.press("n")
        #expect(driver.state.place.example?.row == 1)
        driver.press("c<Esc>u")
        #expect(driver.state.place.label == 0)
    }

    @Test func whatIsCopiedPannedAndAskedByPixels() {
        var driver = Driver()
        driver.press("y")
        #expect(
            driver.effects == [.copy(driver.state.place.z.map { "\($0)" }.joined(separator: ","))])
        driver.press("<Tab><Tab>")
        var state = driver.state
        _ = state.update(.input(.key(KeyPress("t"))), at: 100)
        _ = state.update(.tick, at: 102)
        #expect(
            state.openQueries.contains {
                if case .neighbors(_, by: .pixels, _) = $0 { true } else { false }
            })
        driver.press("2++")
        let before = driver.screen()
        driver.press("<C-Right>")
        #expect(driver.screen() != before)
    }

    @Test func atTemperatureZeroDrawsAreTheMiddle() {
        var driver = Driver()
        driver.press(":")
        driver.type("temperature 0")
        driver.press("r")
        #expect(driver.state.place.z.allSatisfy { $0 == 0 })
    }

    @Test func dotsOfManyExamplesTellHowManyThereAre() {
        func dots(_ count: Int) -> Int {
            let means = (0..<count).flatMap { row -> [Float] in
                let place = row < 400 ? row : 0
                return [Float(place % 20), Float(place / 20), 0, 0, 0, 0]
            }
            var driver = Driver(hasData: false)
            driver.give(
                ExplorerData(
                    part: .test,
                    examples: EncodedExamples(
                        latentDimensions: 6, means: means,
                        logVariances: Array(repeating: 0, count: count * 6), labels: nil)))
            driver.press("2")
            return driver.screen().joined().unicodeScalars.reduce(0) {
                let bits = Int($1.value) - 0x2800
                return (0...255).contains(bits) ? $0 + bits.nonzeroBitCount : $0
            }
        }
        #expect(dots(5001) < dots(5000))
    }

    @Test func aWayThatIsNotFoundYetIsNotExported() {
        var driver = Driver()
        driver.press("annna3ii")
        var state = driver.state
        // Another anchor asks for another way, which nobody has answered.
        var effects = [Effect]()
        for key in KeyPress.sequence("nnae:export<Enter><Esc>:export<Space>gif<Enter>") ?? [] {
            effects += state.update(.input(.key(key)), at: 200)
            if key == KeyPress("e"), effects.isEmpty, state.promptLine == nil {
                let reason = "the geodesic way is still looked for, try again soon"
                #expect(state.notice == "Nothing is written: \(reason).")
            }
        }
        #expect(effects == [])
        #expect(state.problem?.contains("still looked for") == true)
        driver.press("e")
        #expect(driver.effects.count == 1)
    }

    @Test func undoAfterAPathHasPlayedTwicePutsZAndTheCursorBack() {
        var driver = Driver()
        driver.press("anna3o<End>")
        let end = driver.state.place
        driver.press("<Space>")
        driver.wait(0.1)
        driver.press("<Space>u")
        #expect(driver.state.place == end)
    }
}
