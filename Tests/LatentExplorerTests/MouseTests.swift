import LatentExplorer
import TerminalUI
import Testing

@Suite struct MouseTests {
    /// Where `text` stands on the screen.
    private func place(of text: String, _ driver: inout Driver) -> (column: Int, row: Int)? {
        for (row, line) in driver.screen().enumerated() {
            let plain = line.withoutEscapes
            if let range = plain.firstRange(of: text) {
                return (plain.distance(from: plain.startIndex, to: range.lowerBound), row)
            }
        }
        return nil
    }

    @Test func tabsSwitchViews() throws {
        var driver = Driver(columns: 80, rows: 24)
        let place = try #require(place(of: "3 Path", &driver))
        driver.mouse(.press, place.column, place.row)
        #expect(driver.state.view == .path)
    }

    @Test func aSliderIsDraggedAsOneStep() throws {
        var driver = Driver(columns: 80, rows: 24)
        let before = driver.state.place
        let place = try #require(place(of: "z1", &driver))
        driver.mouse(.press, place.column + 15, place.row)
        let pressed = driver.state.space.value(of: 1, at: driver.state.place.z)
        for step in 1...6 {
            driver.mouse(.drag, place.column + 15 + step, place.row + step % 2, pause: 1)
        }
        driver.mouse(.release, place.column + 21, place.row)
        let dragged = driver.state.space.value(of: 1, at: driver.state.place.z)
        #expect(dragged > pressed)
        #expect(driver.state.place.z[0] == before.z[0])
        driver.press("u")
        #expect(driver.state.place == before)
    }

    @Test func theWheelMovesTheSliderBelowIt() throws {
        var driver = Driver(columns: 80, rows: 24)
        let place = try #require(place(of: "z2", &driver))
        let before = driver.state.place.z
        driver.mouse(.wheelUp, place.column + 10, place.row)
        #expect(driver.state.place.z[2] > before[2])
        #expect(driver.state.place.z[0] == before[0])
    }

    @Test func pressingTheMapGoesThereAndTwiceLoads() {
        var driver = Driver(columns: 80, rows: 24)
        driver.press("2")
        let before = driver.state.place
        driver.mouse(.press, 10, 10)
        #expect(driver.state.place.z != before.z)
        driver.mouse(.release, 10, 10, pause: 0.05)
        driver.mouse(.press, 10, 10, pause: 0.1)
        #expect(driver.state.notice.hasPrefix("At test #"))
    }

    @Test func withTheMouseOffNothingHappens() {
        var driver = Driver(columns: 80, rows: 24)
        driver.press("%")
        let before = driver.state.place
        driver.mouse(.press, 60, 5)
        driver.mouse(.wheelUp, 60, 5)
        #expect(driver.state.place == before)
    }

    @Test func aDragEndsAtTheEdgeOfTheMap() {
        var driver = Driver()
        driver.press("2")
        driver.mouse(.press, 20, 20)
        driver.mouse(.drag, 500, 500)
        let edge = driver.state.place.z
        driver.mouse(.drag, 900, 900)
        #expect(driver.state.space.distance(edge, driver.state.place.z) < 5)
        #expect(edge.allSatisfy { abs($0) < 20 })
    }

    @Test func pressingTheNameOfASliderChoosesItOnly() throws {
        var driver = Driver(columns: 80, rows: 24)
        let place = try #require(place(of: "z2", &driver))
        let before = driver.state.place
        driver.mouse(.press, place.column, place.row)
        #expect(driver.state.place == before)
        #expect(driver.state.notice.hasPrefix("z2 is at "))
    }

    @Test func pressingTheFilmScrubsAndANeighbourTwiceLoads() throws {
        var driver = Driver()
        driver.press("ananna")
        let track = try #require(place(of: "A━", &driver))
        driver.mouse(.press, track.column + 5, track.row)
        #expect(driver.state.place.pathPosition > 0)
        driver.mouse(.drag, track.column, track.row)
        #expect(driver.state.place.pathPosition == 0)
        driver.mouse(.release, track.column, track.row)
        #expect(driver.state.notice.hasPrefix("Step 0 of "))
        let title = try #require(place(of: "nearest real", &driver))
        driver.mouse(.press, title.column + 2, title.row + 2)
        #expect(driver.state.notice.hasSuffix("Enter goes there."))
        driver.mouse(.release, title.column + 2, title.row + 2, pause: 0.05)
        driver.mouse(.press, title.column + 2, title.row + 2, pause: 0.1)
        #expect(driver.state.notice.hasPrefix("At test #"))
    }

    @Test func pressingACellOfTheGridTwiceGoesThere() throws {
        var driver = Driver()
        driver.press("4")
        let before = driver.state.place.z
        let title = try #require(place(of: "-2.00σ", &driver))
        driver.mouse(.press, title.column, title.row + 3)
        #expect(driver.state.notice.hasPrefix("Row 1, column "))
        #expect(driver.state.place.z == before)
        driver.mouse(.release, title.column, title.row + 3, pause: 0.05)
        driver.mouse(.press, title.column, title.row + 3, pause: 0.1)
        #expect(driver.state.place.z != before)
    }
}

extension String {
    /// The text without escape sequences.
    var withoutEscapes: String {
        var rest = self[...]
        var text = ""
        while let character = rest.popFirst() {
            if character == "\u{1B}" {
                while let end = rest.popFirst(), !end.isLetter {}
            } else {
                text.append(character)
            }
        }
        return text
    }
}
