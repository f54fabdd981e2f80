/// The type of the elements of a NumPy array: what NumPy calls its dtype.
struct NPYElementType: Equatable, Sendable {
    /// How the bytes of an element are to be understood.
    enum Kind: Sendable { case unsigned, signed, float, boolean }

    let kind: Kind
    /// The bytes of an element.
    let size: Int
    private let isBigEndian: Bool

    /// The type that a header names, such as `<f4`; nil for one that holds no plain numbers.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 3, let order = bytes.first, "<>|=".utf8.contains(order) else {
            return nil
        }
        switch bytes[1] {
        case UInt8(ascii: "u"): kind = .unsigned
        case UInt8(ascii: "i"): kind = .signed
        case UInt8(ascii: "f"): kind = .float
        case UInt8(ascii: "b"): kind = .boolean
        default: return nil
        }
        size = Int(bytes[2]) - Int(UInt8(ascii: "0"))
        isBigEndian = order == UInt8(ascii: ">")
        switch kind {
        case .boolean: guard size == 1 else { return nil }
        case .float: guard [2, 4, 8].contains(size) else { return nil }
        case .unsigned, .signed: guard [1, 2, 4, 8].contains(size) else { return nil }
        }
    }

    /// What NumPy calls it, for instance `float32`.
    var name: String {
        switch kind {
        case .unsigned: "uint\(size * 8)"
        case .signed: "int\(size * 8)"
        case .float: "float\(size * 8)"
        case .boolean: "bool"
        }
    }

    /// Whether the bytes of an array are its values already.
    var isByte: Bool { kind == .boolean || kind == .unsigned && size == 1 }

    /// Calls `body` with each of the `count` elements that begin at `bytes`, until it gives false.
    func forEach(
        _ bytes: UnsafeRawBufferPointer, count: Int, _ body: (_ index: Int, Double) -> Bool
    ) {
        switch (kind, size) {
        case (.boolean, _), (.unsigned, 1): each(UInt8.self, bytes, count, body)
        case (.unsigned, 2): each(UInt16.self, bytes, count, body)
        case (.unsigned, 4): each(UInt32.self, bytes, count, body)
        case (.unsigned, _): each(UInt64.self, bytes, count, body)
        case (.signed, 1): each(Int8.self, bytes, count, body)
        case (.signed, 2): each(Int16.self, bytes, count, body)
        case (.signed, 4): each(Int32.self, bytes, count, body)
        case (.signed, _): each(Int64.self, bytes, count, body)
        case (.float, 2):
            each(UInt16.self, bytes, count, body) { Double(Float16(bitPattern: $0)) }
        case (.float, 4):
            each(UInt32.self, bytes, count, body) { Double(Float(bitPattern: $0)) }
        case (.float, _): each(UInt64.self, bytes, count, body) { Double(bitPattern: $0) }
        }
    }

    @inline(__always)
    private func each<Bits: FixedWidthInteger & BitwiseCopyable>(
        _ type: Bits.Type, _ bytes: UnsafeRawBufferPointer, _ count: Int,
        _ body: (Int, Double) -> Bool, _ value: (Bits) -> Double = { Double($0) }
    ) {
        for index in 0..<count {
            let bits = bytes.loadUnaligned(
                fromByteOffset: index * MemoryLayout<Bits>.size, as: Bits.self)
            if !body(index, value(isBigEndian ? Bits(bigEndian: bits) : Bits(littleEndian: bits))) {
                return
            }
        }
    }
}
