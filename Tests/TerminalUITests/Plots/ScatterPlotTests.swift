import TerminalUI
import Testing

/// What scatter plots look like.
@Suite struct ScatterPlotTests {
    @Test func threeClassesInASCII() {
        let cells = Samples.scatter.cells(columns: 40, rows: 10, style: Samples.ascii)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                z2                    0 bag  1 coat  2 2
                5 +                             2 2  2 2
                  |                             2 2  2 2
                  |              1  1 1  1      2 2  2 2
                0 +0 0  0 0      1  1 1  1
                  |0 0  0 0      1  1 1  1
                  |0 0  0 0
                  ++-------+--------+-------+--------+--
                   0       5       10      15       20
                                    z1
                """#)
    }

    @Test func threeClassesInBraille() {
        let cells = Samples.scatter.cells(columns: 40, rows: 10, style: Samples.braille)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                z2                    0 bag  1 coat  2 2
                5 ┤                             2 2  2 2
                  │                             2 2  2 2
                  │              1  1 1  1      2 2  2 2
                0 ┤0 0  0 0      1  1 1  1
                  │0 0  0 0      1  1 1  1
                  │0 0  0 0
                  └┬───────┬────────┬───────┬────────┬──
                   0       5       10      15       20
                                    z1
                """#)
    }

    @Test func threeClassesInColoredASCII() {
        let cells = Samples.scatter.cells(columns: 40, rows: 10, style: Samples.asciiColor)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                z2                    0 bag  1 coat  2 2
                5 +                             2 2  2 2
                  |                             2 2  2 2
                  |              1  1 1  1      2 2  2 2
                0 +0 0  0 0      1  1 1  1
                  |0 0  0 0      1  1 1  1
                  |0 0  0 0
                  ++-------+--------+-------+--------+--
                   0       5       10      15       20
                                    z1
                """#)
        #expect(
            Samples.colors(cells).joined(separator: "\n") == #"""
                ..                    a ...  b ....  c .
                . .                             c c  c c
                  .                             c c  c c
                  .              b  b b  b      c c  c c
                . .a a  a a      b  b b  b
                  .a a  a a      b  b b  b
                  .a a  a a
                  ......................................
                   .       .       ..      ..       ..
                                    ..
                """#)
    }

    @Test func threeClassesInColor() {
        let cells = Samples.scatter.cells(columns: 40, rows: 10, style: Samples.color)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                z2                    ⣿ bag  ⣿ coat  ⣿ 2
                5 ┤                             ⠁ ⠈  ⠁ ⠈
                  │                             ⠁ ⠈  ⠁ ⠈
                  │              ⠐  ⠂ ⠐  ⠂      ⠁ ⠈  ⠁ ⠈
                0 ┤⡀ ⢀  ⡀ ⢀      ⠠  ⠄ ⠠  ⠄
                  │⡀ ⢀  ⡀ ⢀      ⠠  ⠄ ⠠  ⠄
                  │⡀ ⢀  ⡀ ⢀
                  └┬───────┬────────┬───────┬────────┬──
                   0       5       10      15       20
                                    z1
                """#)
        #expect(
            Samples.colors(cells).joined(separator: "\n") == #"""
                ..                    a ...  b ....  c .
                . .                             c c  c c
                  .                             c c  c c
                  .              b  b b  b      c c  c c
                . .a a  a a      b  b b  b
                  .a a  a a      b  b b  b
                  .a a  a a
                  ......................................
                   .       .       ..      ..       ..
                                    ..
                """#)
    }

    @Test func oneClassInASCII() {
        let cells = Samples.cloud.cells(columns: 30, rows: 8, style: Samples.ascii)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                5 +                     * ** *
                  |                     * ** *
                  |          * * * *    * ** *
                0 +* ** *    * * * *
                  |* ** *    * * * *
                  |* ** *
                  ++-----+-----+-----+-----+--
                   0     5    10    15    20
                """#)
    }

    @Test func oneClassInBraille() {
        let cells = Samples.cloud.cells(columns: 30, rows: 8, style: Samples.braille)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                5 ┤                     ⠁ ⠁⠈ ⠈
                  │                     ⠁ ⠁⠈ ⠈
                  │          ⠐ ⠐ ⠂ ⠂    ⠁ ⠁⠈ ⠈
                0 ┤⡀ ⡀⢀ ⢀    ⠠ ⠠ ⠄ ⠄
                  │⡀ ⡀⢀ ⢀    ⠠ ⠠ ⠄ ⠄
                  │⡀ ⡀⢀ ⢀
                  └┬─────┬─────┬─────┬─────┬──
                   0     5    10    15    20
                """#)
    }
}
