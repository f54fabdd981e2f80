import TerminalUI
import Testing

/// What bar charts look like.
@Suite struct BarChartTests {
    @Test func cutToItsRowsInASCII() {
        let cells = Samples.bars.cells(columns: 30, rows: 6, style: Samples.ascii)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                a title
                first       8 ################
                second    4.5 #########
                third one   1 ##
                none        0
                2 more
                """#)
    }

    @Test func cutToItsRowsInBraille() {
        let cells = Samples.bars.cells(columns: 30, rows: 6, style: Samples.braille)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                a title
                first       8 ████████████████
                second    4.5 █████████
                third one   1 ██
                none        0
                2 more
                """#)
    }

    @Test func cutToItsRowsInColor() {
        let cells = Samples.bars.cells(columns: 30, rows: 6, style: Samples.color)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                a title
                first       8 ████████████████
                second    4.5 █████████
                third one   1 ██
                none        0
                2 more
                """#)
        #expect(
            Samples.colors(cells).joined(separator: "\n") == #"""
                . .....
                .....       . aaaaaaaaaaaaaaaa
                ......    ... aaaaaaaaa
                ..... ...   . aa
                ....        .
                . ....
                """#)
    }

    @Test func bothSignsInASCII() {
        let cells = Samples.signed.cells(columns: 30, rows: 4, style: Samples.ascii)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                a    3              ##########
                b   -2       #######
                c   -4 #############
                d 1.25              ####
                """#)
    }

    @Test func bothSignsInBraille() {
        let cells = Samples.signed.cells(columns: 30, rows: 4, style: Samples.braille)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                a    3              ██████████
                b   -2       ▐██████
                c   -4 █████████████
                d 1.25              ████▏
                """#)
    }

    @Test func bothSignsInColoredASCII() {
        let cells = Samples.signed.cells(columns: 30, rows: 4, style: Samples.asciiColor)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                a    3              ##########
                b   -2       #######
                c   -4 #############
                d 1.25              ####
                """#)
        #expect(
            Samples.colors(cells).joined(separator: "\n") == #"""
                .    .              aaaaaaaaaa
                .   ..       bbbbbbb
                .   .. bbbbbbbbbbbbb
                . ....              aaaa
                """#)
    }
}
