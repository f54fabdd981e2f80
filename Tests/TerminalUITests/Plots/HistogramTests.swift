import TerminalUI
import Testing

/// What histograms look like.
@Suite struct HistogramTests {
    @Test func bellInASCII() {
        let cells = Samples.histogram.cells(columns: 40, rows: 9, style: Samples.ascii)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                pictures
                   |                     ######
                   |               ############
                20 +            ##################
                   |         ########################
                 0 +###...##############################
                   ++---+---+---+---+---+---+---+---+---
                    0   1   2   3   4   5   6   7   8
                                    nats
                """#)
    }

    @Test func bellInBraille() {
        let cells = Samples.histogram.cells(columns: 40, rows: 9, style: Samples.braille)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                pictures
                   │                     ▄▄▄███
                   │               ▅▅▅█████████
                20 ┤            ▅▅▅████████████▆▆▆
                   │      ▁▁▁▅▅▅█████████████████████▁▁▁
                 0 ┤▄▄▄▂▂▂██████████████████████████████
                   └┬───┬───┬───┬───┬───┬───┬───┬───┬───
                    0   1   2   3   4   5   6   7   8
                                    nats
                """#)
    }

    @Test func bellInColoredASCII() {
        let cells = Samples.histogram.cells(columns: 40, rows: 9, style: Samples.asciiColor)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                pictures
                   |                     ######
                   |               ############
                20 +            ##################
                   |         ########################
                 0 +###...##############################
                   ++---+---+---+---+---+---+---+---+---
                    0   1   2   3   4   5   6   7   8
                                    nats
                """#)
        #expect(
            Samples.colors(cells).joined(separator: "\n") == #"""
                ........
                   .                     aaaaaa
                   .               aaaaaaaaaaaa
                .. .            aaaaaaaaaaaaaaaaaa
                   .         aaaaaaaaaaaaaaaaaaaaaaaa
                 . .aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
                   .....................................
                    .   .   .   .   .   .   .   .   .
                                    ....
                """#)
    }

    @Test func bellInColor() {
        let cells = Samples.histogram.cells(columns: 40, rows: 9, style: Samples.color)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                pictures
                   │                     ▄▄▄███
                   │               ▅▅▅█████████
                20 ┤            ▅▅▅████████████▆▆▆
                   │      ▁▁▁▅▅▅█████████████████████▁▁▁
                 0 ┤▄▄▄▂▂▂██████████████████████████████
                   └┬───┬───┬───┬───┬───┬───┬───┬───┬───
                    0   1   2   3   4   5   6   7   8
                                    nats
                """#)
        #expect(
            Samples.colors(cells).joined(separator: "\n") == #"""
                ........
                   .                     aaaaaa
                   .               aaaaaaaaaaaa
                .. .            aaaaaaaaaaaaaaaaaa
                   .      aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
                 . .aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
                   .....................................
                    .   .   .   .   .   .   .   .   .
                                    ....
                """#)
    }
}
