import TerminalUI
import Testing

/// What sparklines look like.
@Suite struct SparklineTests {
    @Test func inOneRowInASCII() {
        let cells = Samples.spark.cells(columns: 12, rows: 1, style: Samples.ascii)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                .:-= =+*#=.
                """#)
    }

    @Test func inOneRowInBlocks() {
        let cells = Samples.spark.cells(columns: 12, rows: 1, style: Samples.blocks)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                ▁▂▃▄ ▅▆▇█▄▁
                """#)
    }

    @Test func inOneRowInBraille() {
        let cells = Samples.spark.cells(columns: 12, rows: 1, style: Samples.braille)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                ⣀⣤⢰⣾⣧⡀
                """#)
    }

    @Test func inOneRowInColor() {
        let cells = Samples.spark.cells(columns: 12, rows: 1, style: Samples.color)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                ⣀⣤⢰⣾⣧⡀
                """#)
        #expect(
            Samples.colors(cells).joined(separator: "\n") == #"""
                aaaaaa
                """#)
    }

    @Test func inTwoRowsInASCII() {
        let cells = Samples.spark.cells(columns: 12, rows: 2, style: Samples.ascii)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                     .-+#
                .-+# #####.
                """#)
    }

    @Test func inTwoRowsInBlocks() {
        let cells = Samples.spark.cells(columns: 12, rows: 2, style: Samples.blocks)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                     ▂▄▆█
                ▁▃▅▇ ████▇▁
                """#)
    }

    @Test func inTwoRowsInBraille() {
        let cells = Samples.spark.cells(columns: 12, rows: 2, style: Samples.braille)
        #expect(
            Samples.text(cells).joined(separator: "\n") == #"""
                  ⢀⣴⡇
                ⣠⣾⢸⣿⣿⡀
                """#)
    }
}
