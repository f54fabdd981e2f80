import Platform

/// A NumPy array: its header and its elements.
struct NPYArray: Sendable {
    /// Where the elements are.
    enum Storage: Sendable {
        /// As the file has them, from a byte of the memory on.
        case bytes(StableBytes, offset: Int)
        /// Each is 0 or 1 and takes one bit.
        case bits(PackedBits)
    }

    let header: NPYHeader
    let storage: Storage
    /// Where the array is, as errors say it.
    let path: String

    /// The array in an `.npy` file, compressed by gzip or not.
    ///
    /// - Throws: `Failure` (`noInput`, `inputOutput`, `data`) if it cannot be read.
    init(_ file: DataFile) throws(Failure) {
        let content = try file.content()
        try self.init(content, range: 0..<content.count, path: file.path)
    }

    /// The array in a range of `memory`.
    ///
    /// - Throws: `Failure` (`data`) if there is none, or not just one.
    init(_ memory: StableBytes, range: Range<Int>, path: String) throws(Failure) {
        let head = memory.withUnsafeBytes {
            Array($0[range].prefix(NPYHeader.maximumSize))
        }
        header = try NPYHeader(head, path: path)
        self.path = path
        guard range.count >= header.fileSize else {
            throw Failure(
                .data, "the file is truncated", at: path,
                remedy: """
                    copy it again, \(header.fileSize) bytes were promised and \(range.count) are \
                    there
                    """)
        }
        guard range.count == header.fileSize else {
            throw Failure(
                .data, "the file goes on after its last element", at: path,
                remedy: "save one array in it, \(header.fileSize) bytes were promised")
        }
        storage = .bytes(memory, offset: range.lowerBound + header.size)
    }

    /// An array whose elements have been read.
    init(header: NPYHeader, storage: Storage, path: String) {
        self.header = header
        self.storage = storage
        self.path = path
    }

    /// Calls `body` with each element, in order, until it gives false.
    func forEach(_ body: (_ index: Int, Double) -> Bool) {
        switch storage {
        case .bytes(let memory, let offset):
            memory.withUnsafeBytes {
                header.elementType.forEach(
                    UnsafeRawBufferPointer(rebasing: $0[offset...]), count: header.elementCount,
                    body)
            }
        case .bits(let bits):
            for index in 0..<header.elementCount where !body(index, Double(bits[index])) { return }
        }
    }

    /// Whether no byte of an array of bytes is over 1; the first part with one settles it.
    var isZerosAndOnes: Bool {
        guard case .bytes(let memory, let offset) = storage else { return true }
        return memory.withUnsafeBytes { bytes in
            let end = offset + header.elementCount
            for start in stride(from: offset, to: end, by: 1 << 16) {
                var all: UInt8 = 0
                for byte in bytes[start..<min(start + (1 << 16), end)] { all |= byte }
                if all > 1 { return false }
            }
            return true
        }
    }

    /// The whole numbers of the array.
    ///
    /// - Parameter what: what they are, for errors.
    /// - Throws: `Failure` (`data`) if they are no whole numbers from 0 to 2³¹ - 1.
    func numbers(_ what: String) throws(Failure) -> [Int32] {
        var numbers = [Int32]()
        numbers.reserveCapacity(header.elementCount)
        forEach { _, value in
            guard let number = Int32(exactly: value), number >= 0 else { return false }
            numbers.append(number)
            return true
        }
        guard numbers.count == header.elementCount else {
            throw Failure(
                .data, "\(what) is no whole number from 0 on at \(place(of: numbers.count))",
                at: path, remedy: "number them from 0 on")
        }
        return numbers
    }

    /// The indices of the element that is at `index` in memory, for instance `[3, 0, 5]`.
    func place(of index: Int) -> String {
        var rest = index
        var places = [Int]()
        for extent in header.extents.reversed() {
            places.append(rest % extent)
            rest /= extent
        }
        return "[" + places.reversed().map(String.init).joined(separator: ", ") + "]"
    }
}
