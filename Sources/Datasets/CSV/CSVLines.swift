import Glibc

/// The lines of a text that are not blank, each with its number.
struct CSVLines: Sequence, IteratorProtocol {
    /// One line.
    struct Line {
        /// Its number in the file, from 1.
        let number: Int
        /// What is in it, without its end.
        let bytes: UnsafeRawBufferPointer.SubSequence
    }

    private let text: UnsafeRawBufferPointer
    private var start = 0
    private var number = 0

    /// The lines of `text`.
    init(_ text: UnsafeRawBufferPointer) { self.text = text }

    /// The first line that is not blank.
    var first: Line? {
        var lines = self
        return lines.next()
    }

    mutating func next() -> Line? {
        while start < text.count {
            guard let base = text.baseAddress else { return nil }
            let found = memchr(base + start, 0x0A, text.count - start)
            let end = found.map { UnsafeRawPointer($0) - base } ?? text.count
            let line = text[start..<end]
            start = end + 1
            number += 1
            let kept = line.last == 0x0D ? line.dropLast() : line
            if kept.contains(where: { $0 != 0x20 && $0 != 0x09 }) {
                return Line(number: number, bytes: kept)
            }
        }
        return nil
    }
}
