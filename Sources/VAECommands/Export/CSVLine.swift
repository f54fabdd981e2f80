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
    package mutating func append(_ value: Float) { append(CollectionOfOne(value)) }

    /// Appends numbers, each in the fewest digits that give it back.
    package mutating func append(_ values: some Collection<Float>) {
        // Room for all of them at once, so that writing one asks for nothing.
        let start = bytes.count
        let room = values.count * (ShortestDecimal.maximumSize + 1)
        bytes.append(contentsOf: repeatElement(0, count: room))
        var needsComma = !isFirst
        let count = bytes.withUnsafeMutableBytes { all in
            guard var next = all.baseAddress.map({ $0 + start }) else { return 0 }
            for value in values {
                if needsComma {
                    next.storeBytes(of: UInt8(ascii: ","), as: UInt8.self)
                    next += 1
                }
                needsComma = true
                next += ShortestDecimal.write(value, to: next)
            }
            return (all.baseAddress.map { next - $0 } ?? start) - start
        }
        bytes.removeLast(room - count)
        isFirst = !needsComma
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
