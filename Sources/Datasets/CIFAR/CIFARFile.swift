import Platform

/// A file of CIFAR-10 or CIFAR-100 in its binary version.
///
/// Each record has one label, or two in CIFAR-100 (the coarse one first), and then 3072 bytes of
/// 32x32 pixels, all red, all green, all blue (https://www.cs.toronto.edu/~kriz/cifar.html).
struct CIFARFile: Sendable {
    static let shape = ExampleShape(channels: 3, height: 32, width: 32)
    private static let labelsLookedAt = 64

    /// The number of pictures.
    let count: Int
    /// The classes that labels may name: 10 or 100.
    let classCount: Int
    private let path: String
    private let memory: StableBytes
    private var labelSize: Int { classCount == 10 ? 1 : 2 }
    private var recordSize: Int { labelSize + Self.shape.elementCount }

    /// Maps the file at `path` and tells from its size and first labels which of the two it is.
    ///
    /// - Throws: `Failure` (`noInput`) if it cannot be read, (`data`) if it is neither.
    init(_ path: String) throws(Failure) {
        let memory = try MappedFile.open(path)
        let kind = memory.withUnsafeBytes { bytes in
            [10, 100].first { Self.fits(bytes, classCount: $0) }
        }
        guard let kind else {
            throw Failure(
                .data, "\(memory.count) bytes are no records of CIFAR", at: path,
                remedy: "copy it again, records have 3073 or 3074 bytes")
        }
        self.path = path
        self.memory = memory
        classCount = kind
        count = memory.count / ((kind == 10 ? 1 : 2) + Self.shape.elementCount)
    }

    private static func fits(_ bytes: UnsafeRawBufferPointer, classCount: Int) -> Bool {
        let labelSize = classCount == 10 ? 1 : 2
        let size = labelSize + shape.elementCount
        guard !bytes.isEmpty, bytes.count.isMultiple(of: size) else { return false }
        return (0..<min(bytes.count / size, labelsLookedAt)).allSatisfy {
            bytes[$0 * size + labelSize - 1] < classCount
                && (labelSize == 1 || bytes[$0 * size] < 20)
        }
    }

    /// The class of each picture.
    ///
    /// - Throws: `Failure` (`data`) if a label names no class.
    func labels() throws(Failure) -> [Int32] {
        let labels = memory.withUnsafeBytes { bytes in
            (0..<count).map { Int32(bytes[$0 * recordSize + labelSize - 1]) }
        }
        guard let bad = labels.firstIndex(where: { $0 >= classCount }) else { return labels }
        throw Failure(
            .data, "record \(bad) has label \(labels[bad])", at: path,
            remedy: "copy the file again, labels are below \(classCount)")
    }

    /// Copies the pixels of a record.
    func copy(_ record: Int, to pixels: UnsafeMutableBufferPointer<UInt8>) {
        memory.withUnsafeBytes { bytes in
            let start = record * recordSize + labelSize
            UnsafeMutableRawBufferPointer(pixels).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: bytes[start..<start + pixels.count]))
        }
    }
}
