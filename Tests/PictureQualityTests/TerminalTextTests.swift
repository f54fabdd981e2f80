import PictureQuality
import Platform
import Testing

/// Text with escape sequences, read as a terminal does.
@Suite struct TerminalTextTests {
    private func cells(_ lines: String...) throws(Failure) -> [TextCell] {
        try TerminalText.grid(of: lines, name: "text").cells
    }

    @Test func plainTextIsWhiteOnBlack() throws {
        let grid = try TerminalText.grid(of: ["ab", "⣿█"], name: "text")
        #expect(grid.columns == 2 && grid.rows == 2)
        #expect(
            grid.cells == [TextCell("a"), TextCell("b"), TextCell("⣿"), TextCell("█")])
    }

    @Test func theTerminalsOwnColorsAreGiven() throws {
        let (amber, brown) = (RGBColor(255, 176, 0), RGBColor(40, 20, 0))
        let grid = try TerminalText.grid(
            of: ["a\u{1B}[31;42mb\u{1B}[39;49mc"], name: "text", foreground: amber,
            background: brown)
        #expect(
            grid.cells == [
                TextCell("a", foreground: amber, background: brown),
                TextCell("b", foreground: .palette(1), background: .palette(2)),
                TextCell("c", foreground: amber, background: brown),
            ])
    }

    @Test(arguments: [
        ("30", RGBColor.palette(0)), ("37", .palette(7)), ("90", .palette(8)),
        ("97", .palette(15)), ("1;34", .palette(12)), ("1;22;34", .palette(4)),
        ("1;94", .palette(12)), ("38;5;0", .palette(0)), ("38;5;196", RGBColor(255, 0, 0)),
        ("38;5;232", RGBColor(8, 8, 8)), ("38;2;1;20;255", RGBColor(1, 20, 255)),
        ("31;39", .white), ("31;0", .white), ("31;", .white), ("", .white),
    ])
    func setsTheForeground(attributes: String, color: RGBColor) throws {
        #expect(try cells("\u{1B}[\(attributes)mx") == [TextCell("x", foreground: color)])
    }

    @Test(arguments: [
        ("40", RGBColor.palette(0)), ("47", .palette(7)), ("100", .palette(8)),
        ("107", .palette(15)), ("1;44", .palette(4)), ("48;5;255", RGBColor(238, 238, 238)),
        ("48;2;9;8;7", RGBColor(9, 8, 7)), ("42;49", .black),
    ])
    func setsTheBackground(attributes: String, color: RGBColor) throws {
        #expect(try cells("\u{1B}[\(attributes)mx") == [TextCell("x", background: color)])
    }

    @Test func mergedAttributesSetBoth() throws {
        let both = TextCell("▀", foreground: RGBColor(1, 2, 3), background: RGBColor(4, 5, 6))
        #expect(try cells("\u{1B}[38;2;1;2;3;48;2;4;5;6m▀") == [both])
    }

    @Test func attributesLastUntilTheyAreChanged() throws {
        let red = TextCell("x", foreground: .palette(1))
        let green = TextCell("x", foreground: .palette(1), background: .palette(2))
        #expect(try cells("\u{1B}[31mxx", "x\u{1B}[42mx") == [red, red, red, green])
    }

    @Test func reversedColorsStayReversed() throws {
        let line = "\u{1B}[7mx\u{1B}[38;2;9;9;9mx\u{1B}[27mx"
        #expect(
            try cells(line) == [
                TextCell("x", foreground: .black, background: .white),
                TextCell("x", foreground: .black, background: RGBColor(9, 9, 9)),
                TextCell("x", foreground: RGBColor(9, 9, 9)),
            ])
    }

    @Test func theCursorsVisibilityIsSkipped() throws {
        #expect(try cells("\u{1B}[?25lx\u{1B}[?25h") == [TextCell("x")])
    }

    @Test(arguments: [
        ([], "no lines: text: give one at least"),
        ([""], "0 cells where the first line has 0: text, line 1: give lines of one length"),
        (
            ["ab", "abc"],
            "3 cells where the first line has 2: text, line 2: give lines of one length"
        ),
        (["\u{1B}[5mx"], unknown("[5m")), (["\u{1B}[2Jx"], unknown("[2J")),
        (["\u{1B}[38;5;256mx"], unknown("[38;5;256m")), (["\u{1B}[38;5mx"], unknown("[38;5m")),
        (["\u{1B}[38;2;1;2mx"], unknown("[38;2;1;2m")), (["\u{1B}[38;9mx"], unknown("[38;9m")),
        (["\u{1B}[3?mx"], unknown("[3?m")), (["\u{1B}7x"], unknown("7")),
        (["\u{1B}[31"], unknown("[31")),
    ])
    func refusesWhatItDoesNotKnow(lines: [String], description: String) {
        let failure = #expect(throws: Failure.self) {
            try TerminalText.grid(of: lines, name: "text")
        }
        #expect(failure?.description == description)
        #expect(failure?.kind == .data)
    }

    private static func unknown(_ sequence: String) -> String {
        "unknown escape sequence ESC\(sequence): text, line 1: "
            + "only colours and the cursor's visibility are read"
    }
}
