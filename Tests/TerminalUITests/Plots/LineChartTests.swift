import TerminalUI
import Testing

/// What line charts look like.
@Suite struct LineChartTests {
    @Test func twoSeriesInASCII() {
        let cells = Samples.lines.cells(columns: 40, rows: 10, style: Samples.ascii)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                loss               **** train  oooo test
                400 +**
                    |  **
                    |ooooo*
                300 +    oooo
                    |        ******      ooooooooooooooo
                    |             **********************
                    ++------+------+-----+------+------+
                     1      2      3     4      5      6
                                    epoch
                """#)
    }

    @Test func twoSeriesInBraille() {
        let cells = Samples.lines.cells(columns: 40, rows: 10, style: Samples.braille)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                loss               ⠒⠒⠒⠒ train  ⠒⠒⠂  test
                400 ┤⠑⢄
                    │  ⠑⢄
                    │⠉⠒⠄⠈⡢⡀
                300 ┤    ⠈⠙⠢⣀
                    │        ⠉⠑⠒⠤⣀⡀      ⠠⠤⠤ ⠠⠤⠤ ⠠⠤⠤ ⠠⠤⠤
                    │             ⠈⠉⠉⠒⠒⠒⠤⠤⠤⠤⠤⢄⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀
                    └┬──────┬──────┬─────┬──────┬──────┬
                     1      2      3     4      5      6
                                    epoch
                """#)
    }

    @Test func twoSeriesInColoredASCII() {
        let cells = Samples.lines.cells(columns: 40, rows: 10, style: Samples.asciiColor)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                loss               ---- train  ---- test
                400 +'_
                    |  '_
                    |'--/-.
                300 +    ''-_
                    |        ''--_.      .--------------
                    |             '''--------___________
                    ++------+------+-----+------+------+
                     1      2      3     4      5      6
                                    epoch
                """#)
        #expect(
            Samples.colors(cells).joined(separator: "\n") == #"""
                ....               aaaa .....  bbbb ....
                ... .aa
                    .  aa
                    .bbbbba
                ... .    bbbb
                    .        aaaaaa      bbbbbbbbbbbbbbb
                    .             aaaaaaaaaaaaaaaaaaaaaa
                    ....................................
                     .      .      .     .      .      .
                                    .....
                """#)
    }

    @Test func twoSeriesInColor() {
        let cells = Samples.lines.cells(columns: 40, rows: 10, style: Samples.color)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                loss               ⠒⠒⠒⠒ train  ⠒⠒⠒⠒ test
                400 ┤⠑⢄
                    │  ⠑⢄
                    │⠉⠒⠤⣈⡢⡀
                300 ┤    ⠈⠙⠢⣄
                    │        ⠉⠑⠒⠤⣀⡀      ⠠⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤
                    │             ⠈⠉⠉⠒⠒⠒⠤⠤⠤⠤⠤⢄⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀
                    └┬──────┬──────┬─────┬──────┬──────┬
                     1      2      3     4      5      6
                                    epoch
                """#)
        #expect(
            Samples.colors(cells).joined(separator: "\n") == #"""
                ....               aaaa .....  bbbb ....
                ... .aa
                    .  aa
                    .bbbbba
                ... .    bbbb
                    .        aaaaaa      bbbbbbbbbbbbbbb
                    .             aaaaaaaaaaaaaaaaaaaaaa
                    ....................................
                     .      .      .     .      .      .
                                    .....
                """#)
    }

    @Test func oneSeriesInASCII() {
        let cells = Samples.wave.cells(columns: 40, rows: 9, style: Samples.ascii)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                200 +\                /.               .
                    |'.              |'\               /
                    | '.            ./  \             /'
                100 +  '.          .'    \           /
                    |   \.        .'     '\         /
                    |    '_      .'       '-.      /
                  0 +      '____''          '-___-'
                    +-----+-----+-----+-----+----+-----+
                         10    20    30    40   50    60
                """#)
    }

    @Test func oneSeriesInBraille() {
        let cells = Samples.wave.cells(columns: 40, rows: 9, style: Samples.braille)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                200 ┤⢣                ⡜⡄               ⢀
                    │⠘⡄              ⢰⠁⢣               ⡎
                    │ ⠘⡄            ⢀⠎  ⢣             ⡰⠁
                100 ┤  ⠘⡄          ⢠⠃    ⢣           ⡜
                    │   ⠱⡀        ⢠⠃     ⠈⢆         ⡜
                    │    ⠑⢄      ⢠⠃       ⠈⠢⡀      ⡜
                  0 ┤      ⠑⢄⣀⣀⡠⠊⠁          ⠈⠢⣀⣀⣀⠔⠉
                    └─────┬─────┬─────┬─────┬────┬─────┬
                         10    20    30    40   50    60
                """#)
    }

    @Test func logarithmicInBraille() {
        let cells = Samples.decades.cells(columns: 40, rows: 10, style: Samples.braille)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                x
                    │                                ⣀⠔⠊
                    │                             ⡠⠔⠊
                100 ┤                          ⡠⠔⠉
                    │
                  1 ┤       ⢀⡠
                    │   ⢀⡠⠔⠊⠁
                    │⡠⠔⠊⠁
                    └┬───────┬────────┬────────┬───────┬
                     1       2        3        4       5
                """#)
    }

    @Test func withoutALegendInBraille() {
        let cells = Samples.lines.cells(columns: 24, rows: 9, style: Samples.braille)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                loss
                400 ┤⠱⡀
                    │⢄⡱⡀
                    │ ⠈⠳⡀
                300 ┤   ⠑⠢⠤⣀    ⠤⠤⠄ ⣀⣀⡀
                    │       ⠉⠑⠒⠢⠤⠤⢄⣀⣀⣀⣀⣀
                    └┬──┬───┬───┬───┬──┬
                     1  2   3   4   5  6
                            epoch
                """#)
    }

    @Test func withoutTitlesInBraille() {
        let cells = Samples.lines.cells(columns: 20, rows: 5, style: Samples.braille)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                400 ┤⠑⢄
                300 ┤⠉⠚⠦⣀
                    │    ⠉⠑⠒⠢⠬⠭⢕⣀⣐⣒⣒
                    └───┬────┬─────┬
                        2    4     6
                """#)
    }

    @Test func withoutTitlesInASCII() {
        let cells = Samples.lines.cells(columns: 20, rows: 5, style: Samples.ascii)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                400 +**
                300 +oooo
                    |    ****ooooooo
                    +---+----+-----+
                        2    4     6
                """#)
    }

    @Test func withoutAxesInBraille() {
        let cells = Samples.lines.cells(columns: 8, rows: 3, style: Samples.braille)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                ⢣
                ⠑⢧
                  ⠉⠒⠬⢕⣒⣀
                """#)
    }

    @Test func withoutDataInBraille() {
        let cells = LineChart([]).cells(columns: 20, rows: 5, style: Samples.braille)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                │
                │      no data
                │
                └───────────────────

                """#)
    }

    @Test func ofOnePointInBraille() {
        let cells = LineChart([LineChart.Series("", values: [3])]).cells(
            columns: 20, rows: 7, style: Samples.braille)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                3.2 ┤
                    │
                3.0 ┤      ⠠⡦
                    │
                2.8 ┤
                    └┬──────┬──────┬
                    0.9    1.0   1.1
                """#)
    }

    @Test func ofEqualValuesInASCII() {
        let cells = LineChart([LineChart.Series("", values: [3, 3, 3])]).cells(
            columns: 20, rows: 7, style: Samples.ascii)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                3.2 +
                    |
                3.0 +---------------
                    |
                2.8 +
                    ++------+------+
                     1      2      3
                """#)
    }

    @Test func ofHugeValuesInBraille() {
        let cells = LineChart([LineChart.Series("", values: [-1e300, 1e300, 3])]).cells(
            columns: 30, rows: 9, style: Samples.braille)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                 1e300 ┤          ⡔⠑⠢⣀
                       │        ⡠⠊    ⠑⠢⣀
                       │      ⢀⠜         ⠑⠢⣀
                     0 ┤     ⡰⠁             ⠑⠢
                       │   ⢠⠊
                       │ ⢀⠔⠁
                -1e300 ┤⡠⠃
                       └┬──────────┬─────────┬
                        1          2         3
                """#)
    }

    @Test func labelsThatAreTooWideGoInBraille() {
        let cells = LineChart([LineChart.Series("", values: [1e6, 1e6 + 0.001])]).cells(
            columns: 30, rows: 9, style: Samples.braille)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                │                         ⣀⠤⠒⠉
                │                     ⣀⠤⠒⠉
                │                ⢀⡠⠔⠒⠉
                │            ⢀⡠⠔⠊⠁
                │        ⣀⠤⠔⠊⠁
                │    ⣀⠤⠒⠉
                │⣀⠤⠒⠉
                └┬─────────────┬─────────────┬
                1.0           1.5          2.0
                """#)
    }

    @Test func onlyColorsMakeAxesFaint() {
        let styles = [Samples.color, Samples.braille].map {
            Samples.lines.cells(columns: 40, rows: 10, style: $0)[4, 1].style
        }
        #expect(styles == [.dim, []])
    }
}
