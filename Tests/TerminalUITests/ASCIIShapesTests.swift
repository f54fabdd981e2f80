import TerminalUI
import Testing

/// The coverage of the printable characters, against what everyone knows of their shapes.
@Suite struct ASCIIShapesTests {
    /// The sum of the coverage in some rows of the cell.
    private func ink(_ character: Character, rows: Range<Int> = 0..<8) -> Int {
        let parts = Array(ASCIIShapes.coverage(of: character.asciiValue ?? 0))
        return rows.reduce(0) { sum, row in
            sum + parts[row * 4..<row * 4 + 4].reduce(0) { $0 + Int($1) }
        }
    }

    @Test func everyCharacterHasEightRowsOfFour() {
        #expect(ASCIIShapes.coverage.count == 95 * 8 * 4)
        #expect(ASCIIShapes.coverage.allSatisfy { $0 <= 15 })
        for character in ASCIIShapes.characters {
            #expect(ASCIIShapes.coverage(of: character).count == 32)
        }
    }

    @Test func onlySpaceIsEmpty() {
        #expect(ink(" ") == 0)
        for character in ASCIIShapes.characters where character != 0x20 {
            #expect(ASCIIShapes.coverage(of: character).contains { $0 > 0 })
        }
    }

    @Test(
        arguments: [
            (".", ":"), (":", "+"), ("+", "#"), ("-", "="), ("'", "\""), ("I", "M"), ("#", "@"),
        ] as [(Character, Character)])
    func theSecondIsDenser(first: Character, second: Character) {
        #expect(ink(first) < ink(second))
    }

    @Test(
        arguments: [
            ("_", 6..<8), (".", 5..<7), (",", 5..<8), ("-", 4..<5), ("'", 1..<4), ("\"", 1..<4),
            ("^", 1..<4), ("`", 1..<3),
        ] as [(Character, Range<Int>)])
    func theInkLiesInItsRows(character: Character, rows: Range<Int>) {
        #expect(ink(character, rows: rows) == ink(character))
    }

    @Test(arguments: "AHOTVY=+_")
    func leftAndRightMirrorEachOther(character: Character) {
        let parts = Array(ASCIIShapes.coverage(of: character.asciiValue ?? 0))
        for row in 0..<8 {
            #expect(parts[row * 4] == parts[row * 4 + 3])
            #expect(parts[row * 4 + 1] == parts[row * 4 + 2])
        }
    }
}
