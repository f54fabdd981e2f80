/// A line of CSV being put together. (RFC 4180 quoting, lines end with LF.)
package struct CSVLine: ~Copyable {
    /// The lines so far.
    package private(set) var bytes = [UInt8]()
    private var isFirst = true

    /// An empty text.
    package init() {}

    /// Appends a text, quoted where it has to be.
    package mutating func append(_ text: String) {
        separate()
        let needsQuotes = text.utf8.contains {
            $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
                || $0 == UInt8(ascii: "\r")
        }
        guard needsQuotes else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends a number in the fewest digits that give it back.
    package mutating func append(_ value: Float) {
        separate()
        withUnsafeTemporaryAllocation(
            of: UInt8.self, capacity: ShortestDecimal.maximumSize
        ) { text in
            let count = ShortestDecimal.write(value, to: text)
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[..<count]))
        }
    }

    /// Ends the line.
    package mutating func end() {
        bytes.append(UInt8(ascii: "\n"))
        isFirst = true
    }

    /// Forgets the lines so far, once they are written.
    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    private mutating func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }
}
