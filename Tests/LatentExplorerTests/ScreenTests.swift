import Glibc
import LatentExplorer
import Platform
import TerminalUI
import Testing

/// Whole screens, as they are to stay.
///
/// After a change that is meant, `VAE_WRITE_GOLDENS=1 swift test --filter ScreenTests` writes them
/// anew; look at every one.
@Suite struct ScreenTests {
    private static let sizes = [(40, 12), (80, 24), (120, 40), (200, 60)]
    private static let views = [
        ("walk", "n<Right><S-Right><Down>"), ("path-in-walk", "anna"), ("map", "2a<S-Right>w"),
        ("path", "anna3i<Left><Left>"), ("grid", "4<Right><Down>"), ("plane", "4t"),
        ("help", "?<Down>"), ("prompt", ":boot + 0.5*"), ("local", "J<Right>"),
    ]

    @Test(arguments: views) func drawsAsBefore(name: String, keys: String) throws {
        var text = ""
        for (columns, rows) in Self.sizes {
            var driver = Driver(columns: columns, rows: rows)
            driver.press(keys)
            text += "\(columns)x\(rows)\n" + driver.plainScreen()
        }
        try check(text, "\(name).txt")
    }

    @Test func drawsWithoutDataAsBefore() throws {
        var text = ""
        for keys in ["", "2", "3", "4"] {
            var driver = Driver(columns: 80, rows: 24, hasData: false)
            driver.press(keys)
            text += "keys \"\(keys)\"\n" + driver.plainScreen()
        }
        try check(text, "no-data.txt")
    }

    @Test func drawsInASCIIAsBefore() throws {
        var driver = Driver(columns: 80, rows: 24, isUTF8: false)
        driver.press("anna")
        let screen = driver.plainScreen()
        let isASCII = screen.unicodeScalars.allSatisfy { $0.isASCII }
        #expect(isASCII)
        try check(screen, "ascii.txt")
    }

    @Test func drawsInColoursAsBefore() throws {
        var driver = Driver(columns: 80, rows: 24, colors: .palette256)
        driver.press("anna2")
        // Escape sequences are written as text, so that the file can be read.
        let lines = driver.screen().map { $0.replacing("\u{1B}", with: "^") }
        try check(lines.joined(separator: "\n") + "\n", "colours.txt")
    }

    @Test func aNarrowPathKeepsItsSpeed() {
        var driver = Driver(columns: 111, rows: 36)
        driver.press("annaii")
        #expect(driver.plainScreen().contains(": 20th · 12/s loop"))
        driver = Driver(columns: 160, rows: 36)
        driver.press("annaii")
        #expect(driver.plainScreen().contains(": 20th percentile · 12/s loop"))
    }

    /// Any size draws something that fills it, whatever is shown.
    @Test(arguments: ["", "2", "anna3", "4", "?", ":a", "J"]) func everySizeIsDrawn(keys: String) {
        for columns in [1, 2, 3, 7, 13, 19, 29, 36, 41, 60, 61, 79, 107, 111, 140, 300] {
            for rows in [1, 2, 3, 4, 5, 7, 8, 9, 11, 13, 17, 23, 31, 34, 57, 100] {
                var driver = Driver(columns: columns, rows: rows)
                driver.press(keys)
                #expect(driver.screen().count == rows)
            }
        }
    }

    @Test func theSameStateDrawsTheSame() {
        var (first, second) = (Driver(), Driver())
        for keys in ["n", "<Right>", "a", "n", "a", "2", "3", "4"] {
            first.press(keys)
            _ = first.screen()
            second.press(keys)
            second.wait(1)
        }
        #expect(first.screen() == second.screen())
    }

    private func check(_ text: String, _ name: String) throws {
        let path = "\(Self.folder)/\(name)"
        if Self.writes { try AtomicFile.write([UInt8](text.utf8), to: path) }
        let golden = String(decoding: try FileSystem.read(path), as: UTF8.self)
        #expect(golden == text)
    }

    private static let folder =
        #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Goldens"
    private static var writes: Bool { getenv("VAE_WRITE_GOLDENS") != nil }
}

extension Driver {
    /// The screen at rest without its colours and styles.
    fileprivate mutating func plainScreen() -> String {
        screen().map { $0.withoutEscapes + "\n" }.joined()
    }
}
