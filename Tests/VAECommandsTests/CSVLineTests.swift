import Testing
import VAECommands

/// Fields that need quotes, and numbers that come back as they were.
@Suite struct CSVLineTests {
    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("two words", "two words"), ("a,b", "\"a,b\""),
        ("say \"so\"", "\"say \"\"so\"\"\""), ("two\nlines", "\"two\nlines\""),
        ("return\r", "\"return\r\""), ("größe", "größe"),
    ])
    func quotesWhatItHasTo(field: String, expected: String) throws {
        var line = CSVLine()
        line.append("id")
        line.append(field)
        line.end()
        line.append("next")
        line.append("")
        line.end()
        let text = String(decoding: line.bytes, as: UTF8.self)
        #expect(text == "id,\(expected)\nnext,\n")
        #expect(try CSVTable(text).header == ["id", field])
    }

    @Test(arguments: [
        0, -0.0, 1, 0.1, -550.80211, 16_777_216, 1.0 / 3, Float.leastNonzeroMagnitude,
        .leastNormalMagnitude, .greatestFiniteMagnitude,
    ])
    func numbersComeBack(value: Float) {
        var line = CSVLine()
        line.append(value)
        line.end()
        let text = String(decoding: line.bytes.dropLast(), as: UTF8.self)
        #expect(Float(text)?.bitPattern == value.bitPattern)
    }

    @Test func forgetsWhatWasWritten() {
        var line = CSVLine()
        line.append("a")
        line.end()
        line.removeAll()
        line.append("b")
        line.append(2 as Float)
        line.end()
        #expect(String(decoding: line.bytes, as: UTF8.self) == "b,2.0\n")
    }
}
