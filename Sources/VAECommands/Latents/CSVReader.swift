package import Platform

/// A CSV file read strictly, one record at a time, in memory that does not grow with the file.
///
/// The form is that of RFC 4180. Lines may end with LF alone, the last one may have no end, and a
/// mark of UTF-8 before the first is passed over. All records have as many fields as the first.
package final class CSVReader {
    /// The most bytes that a record may have.
    package static let maximumRecordSize = 1 << 24

    /// The number of the line where the current record begins, from 1.
    package private(set) var line = 0

    private let source: ByteSource
    private var piece = [UInt8]()
    private var position = 0
    private var nextLine = 1
    private var expectedCount: Int?
    // The fields' bytes without quotes, one after the other, and where each ends.
    private var bytes = [UInt8]()
    private var ends = [Int]()

    /// A reader of what `source` gives.
    package init(_ source: ByteSource) { self.source = source }

    /// How many fields the current record has.
    package var fieldCount: Int { ends.count }

    /// A field of the current record, without its quotes.
    package func field(_ index: Int) -> String {
        let start = index == 0 ? 0 : ends[index - 1]
        return String(decoding: bytes[start..<ends[index]], as: UTF8.self)
    }

    /// Where the current record is, as errors say it.
    package var place: String { "\(source.name), line \(line)" }

    /// Goes to the next record; false at the end.
    ///
    /// - Throws: `Failure` (`data`) that names the line of what is no CSV or has another number of
    ///   fields, (`inputOutput`) if reading breaks off.
    package func next() throws(Failure) -> Bool {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        line = nextLine
        if line == 1 { try skipMark() }
        guard var byte = try take() else { return false }
        while true {
            let separator =
                byte == quote ? try readQuoted() : try readPlain(from: byte)
            ends.append(bytes.count)
            guard separator == comma else { break }
            guard let following = try take() else {
                ends.append(bytes.count)
                break
            }
            byte = following
        }
        nextLine += 1
        let expected = expectedCount ?? ends.count
        expectedCount = expected
        guard ends.count == expected else {
            let noun = ends.count == 1 ? "field" : "fields"
            throw refusal(
                "\(ends.count) \(noun) where the first line has \(expected)",
                "give every line as many")
        }
        return true
    }

    // Both read a field to its end and give the byte behind it, a comma or a line's end.
    private func readPlain(from first: UInt8) throws(Failure) -> UInt8 {
        var byte = first
        while byte != comma && byte != lineFeed {
            if byte == carriageReturn { return try endOfLine() }
            guard byte != quote else {
                throw refusal("a quote within a field", "put the whole field in quotes")
            }
            try append(byte)
            guard let following = try take() else { return lineFeed }
            byte = following
        }
        return byte
    }

    private func readQuoted() throws(Failure) -> UInt8 {
        while let byte = try take() {
            if byte == lineFeed { nextLine += 1 }
            guard byte == quote else {
                try append(byte)
                continue
            }
            guard let following = try take() else { return lineFeed }
            switch following {
            case quote: try append(quote)
            case comma, lineFeed: return following
            case carriageReturn: return try endOfLine()
            default: throw refusal("text behind a closing quote", "double quotes within a field")
            }
        }
        throw refusal("a quote is never closed", "close it")
    }

    private func endOfLine() throws(Failure) -> UInt8 {
        guard try take() == lineFeed else {
            throw refusal("a carriage return within a line", "put the whole field in quotes")
        }
        return lineFeed
    }

    private func append(_ byte: UInt8) throws(Failure) {
        guard bytes.count < CSVReader.maximumRecordSize else {
            throw refusal(
                "a record of more than \(CSVReader.maximumRecordSize) bytes",
                "check that it is a CSV file")
        }
        bytes.append(byte)
    }

    private func take() throws(Failure) -> UInt8? {
        if position == piece.count {
            position = 0
            guard try source.read(into: &piece) else { return nil }
        }
        position += 1
        return piece[position - 1]
    }

    private func skipMark() throws(Failure) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        guard piece.isEmpty, try source.read(into: &piece) else { return }
        // A pipe may give a single byte first.
        var more = [UInt8]()
        while piece.count < mark.count, mark.starts(with: piece), try source.read(into: &more) {
            piece += more
        }
        if piece.starts(with: mark) { position = mark.count }
    }

    private func refusal(_ what: String, _ remedy: String) -> Failure {
        Failure(.data, what, at: place, remedy: remedy)
    }
}

private let quote = UInt8(ascii: "\"")
private let comma = UInt8(ascii: ",")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
