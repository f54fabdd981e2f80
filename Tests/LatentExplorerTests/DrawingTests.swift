import LatentExplorer
import Pictures
import Synchronization
import TerminalUI
import Testing

/// Which pictures are drawn when, and how well.
@Suite struct DrawingTests {
    /// Notes how each picture is drawn.
    private final class Notes: Rendering {
        private let dithers = Mutex<[Dither]>([])

        /// The dithers of the drawings since the last call.
        func take() -> [Dither] {
            dithers.withLock { noted in
                defer { noted.removeAll() }
                return noted
            }
        }

        func size(columns: Int, rows: Int) -> (columns: Int, rows: Int) {
            FakeModel.rendering.size(columns: columns, rows: rows)
        }

        func cells(
            for decoded: Decoded, columns: Int, rows: Int, with renderer: PictureRenderer
        ) -> CellBuffer {
            dithers.withLock { $0.append(renderer.dither) }
            return FakeModel.rendering.cells(
                for: decoded, columns: columns, rows: rows, with: renderer)
        }

        func error(
            of decoded: Decoded, against original: Decoded
        ) -> (shown: Decoded, measure: String) {
            FakeModel.rendering.error(of: decoded, against: original)
        }

        func picture(of decoded: Decoded) -> Picture { FakeModel.rendering.picture(of: decoded) }
    }

    @Test func aFineDrawingStaysWhenOtherThingsMove() {
        let notes = Notes()
        var driver = Driver()
        driver.press("n")
        driver.wait(1)
        var view = ExplorerView(notes)
        _ = view.draw(driver.state)
        let fine = notes.take()
        #expect(!fine.isEmpty && fine.allSatisfy { $0 == .still })

        driver.press("<Right>", pause: 0.01)
        _ = view.draw(driver.state)
        let moved = notes.take()
        // What changed is drawn steadily; the example and its neighbours have not.
        #expect(!moved.isEmpty && moved.allSatisfy { $0 == .moving })
        #expect(moved.count < fine.count)
    }

    @Test func whatIsNotThereYetIsDrawnByOthers() {
        let notes = Notes()
        var driver = Driver()
        driver.press("n")
        driver.wait(1)
        var view = ExplorerView(notes, leavesFineDrawings: true)
        _ = view.draw(driver.state)
        #expect(notes.take().allSatisfy { $0 == .moving })

        let wanted = view.wantedDrawings
        #expect(Set(wanted).count == wanted.count && !wanted.isEmpty)
        var finished = [FineDrawing: CellBuffer]()
        for drawing in wanted { finished[drawing] = drawing.cells(notes) }
        #expect(notes.take().allSatisfy { $0 == .still })
        view.take(finished)

        var other = ExplorerView(FakeModel.rendering)
        #expect(view.draw(driver.state) == other.draw(driver.state))
        #expect(view.wantedDrawings.isEmpty && notes.take().isEmpty)
    }

    @Test func nothingIsWantedWhileThingsMove() {
        var driver = Driver()
        var view = ExplorerView(FakeModel.rendering, leavesFineDrawings: true)
        driver.press("n<Right>", pause: 0.01)
        _ = view.draw(driver.state)
        #expect(view.wantedDrawings.isEmpty)
    }
}
