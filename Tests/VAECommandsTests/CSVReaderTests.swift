import Platform
import TestSupport
import Testing
import VAECommands

/// What the CSV reader makes of good and of bad files.
@Suite struct CSVReaderTests {
    private let folder = TemporaryFolder()

    private func reader(_ text: String) throws -> CSVReader {
        try folder.write(text, to: "table.csv")
        return CSVReader(try ByteSource(folder.path(of: "table.csv")))
    }

    private func records(_ text: String) throws -> [[String]] {
        let reader = try reader(text)
        var records = [[String]]()
        while try reader.next() {
            records.append((0..<reader.fieldCount).map { reader.field($0) })
        }
        return records
    }

    @Test(arguments: [
        ("", []),
        ("a", [["a"]]),
        ("a\n", [["a"]]),
        ("\n", [[""]]),
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
        (",\n,", [["", ""], ["", ""]]),
        ("\u{FEFF}a,b\n", [["a", "b"]]),
        ("\"a,\"\"b\"\"\nc\",d\n\"\",\"e\"\r\n", [["a,\"b\"\nc", "d"], ["", "e"]]),
        ("\"open end\"", [["open end"]]),
        ("größe, blank \n", [["größe", " blank "]]),
    ])
    func reads(text: String, expected: [[String]]) throws {
        #expect(try records(text) == expected)
    }

    @Test(arguments: [
        ("a,b\n1\n", "1 field where the first line has 2", 2, "give every line as many"),
        ("a\n1\n2,3,4", "3 fields where the first line has 1", 3, "give every line as many"),
        ("a,b\n\n", "1 field where the first line has 2", 2, "give every line as many"),
        ("a\nb\"c\n", "a quote within a field", 2, "put the whole field in quotes"),
        ("a\n\"b\"c\n", "text behind a closing quote", 2, "double quotes within a field"),
        ("a\n\"b\n\nc", "a quote is never closed", 2, "close it"),
        ("a\n\"b\n\"\n1,2\n", "2 fields where the first line has 1", 4, "give every line as many"),
        ("a\rb\n", "a carriage return within a line", 1, "put the whole field in quotes"),
        ("\"a\"\rb\n", "a carriage return within a line", 1, "put the whole field in quotes"),
    ])
    func refuses(text: String, what: String, line: Int, remedy: String) throws {
        let place = "\(folder.path(of: "table.csv")), line \(line)"
        let failure = #expect(throws: Failure.self) { try records(text) }
        #expect(failure?.description == "\(what): \(place): \(remedy)")
        #expect(failure?.kind == .data)
    }

    @Test func aRecordHasABound() throws {
        let text = "\"" + String(repeating: "x", count: CSVReader.maximumRecordSize + 1)
        let failure = #expect(throws: Failure.self) { try records(text) }
        #expect(
            failure?.description
                == "a record of more than 16777216 bytes: \(folder.path(of: "table.csv")), line 1: "
                + "check that it is a CSV file")
    }

    @Test func readsMoreThanAPiece() throws {
        let rows = (0..<20_000).map { ["\($0)", "x,\($0)"] }
        let text = rows.map { "\($0[0]),\"\($0[1])\"" }.joined(separator: "\r\n")
        #expect(text.utf8.count > 3 << 16)
        #expect(try records(text) == rows)
    }
}
