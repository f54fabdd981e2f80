import Pictures
import Platform

/// Reads the pictures of a CSV file whose columns are known.
struct CSVReader: Sendable {
    let content: StableBytes
    let columns: CSVColumns
    let path: String

    /// The shape of every picture.
    var shape: ExampleShape {
        ExampleShape(channels: 1, height: columns.size.height, width: columns.size.width)
    }

    /// Reads all pictures; fails (`data`) naming the line that is wrong.
    @Sendable func load() -> Result<Examples, Failure> {
        Result { () throws(Failure) in
            try content.withUnsafeBytes { bytes throws(Failure) in try examples(bytes) }
        }
    }

    private func examples(_ bytes: UnsafeRawBufferPointer) throws(Failure) -> Examples {
        let count =
            CSVLines(bytes).reduce(0) { count, _ in count + 1 } - (columns.hasHeader ? 1 : 0)
        guard count > 0 else {
            throw Failure(
                .data, "no line has a picture", at: path, remedy: "save one in each line")
        }
        let memory = try PixelMemory.make(rows: count, of: shape, place: path).get()
        var labels = [Int32]()
        var row = 0
        for line in CSVLines(bytes).dropFirst(columns.hasHeader ? 1 : 0) {
            if let label = try read(line, into: memory.row(row)) { labels.append(label) }
            row += 1
        }
        return Examples(
            count: count, shape: shape, memory: memory.bytes,
            labels: columns.label == nil ? nil : labels)
    }

    /// Reads one picture and gives its label, if it has one.
    private func read(
        _ line: CSVLines.Line, into pixels: UnsafeMutableBufferPointer<UInt8>
    ) throws(Failure) -> Int32? {
        var label: Int32?
        var column = 0
        var pixel = 0
        var place = line.bytes.startIndex
        while true {
            let value = number(line.bytes, &place)
            if column == columns.label {
                guard let value, let number = Int32(exactly: value) else {
                    throw bad(line, column, "is no label", "labels are whole numbers from 0 on")
                }
                label = number
            } else if column < columns.count {
                guard let value, value <= 255 else {
                    throw bad(line, column, "is no pixel", "pixels are whole numbers, 0 to 255")
                }
                pixels[pixel] = UInt8(value)
                pixel += 1
            }
            column += 1
            if place == line.bytes.endIndex { break }
            place += 1
        }
        guard column == columns.count else {
            throw Failure(
                .data, "line \(line.number) has \(column) values, not \(columns.count)", at: path,
                remedy: "every line is one picture")
        }
        return label
    }

    /// The number of a field, and moves `place` to its end; nil if it is none from 0 on.
    private func number(
        _ bytes: UnsafeRawBufferPointer.SubSequence, _ place: inout Int
    ) -> Int? {
        var value = 0
        var digits = 0
        var hasEnded = false
        var isNumber = true
        while place < bytes.endIndex, bytes[place] != UInt8(ascii: ",") {
            let byte = bytes[place]
            if (0x30...0x39).contains(byte) && !hasEnded {
                // What is too large for any field stays so.
                value = min(value * 10 + Int(byte - 0x30), 1 << 40)
                digits += 1
            } else if byte == 0x20 || byte == 0x09 {
                hasEnded = digits > 0
            } else {
                isNumber = false
            }
            place += 1
        }
        return isNumber && digits > 0 ? value : nil
    }

    private func bad(
        _ line: CSVLines.Line, _ column: Int, _ what: String, _ remedy: String
    ) -> Failure {
        Failure(
            .data, "value \(column + 1) in line \(line.number) \(what)", at: path, remedy: remedy)
    }
}
