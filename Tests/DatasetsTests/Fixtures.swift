import CZlib
import Datasets
import Platform

/// The bytes of an IDX file.
func idx(type: UInt8 = 8, _ extents: [UInt32], _ elements: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0, 0, type, UInt8(extents.count)]
    for extent in extents { withUnsafeBytes(of: extent.bigEndian) { bytes += $0 } }
    return bytes + elements
}

/// Pictures whose pixels count up, `count` of `height` by `width`.
func pictures(_ count: Int, _ height: Int = 4, _ width: Int = 3) -> [UInt8] {
    idx(
        [UInt32(count), UInt32(height), UInt32(width)],
        (0..<count * height * width).map { UInt8(truncatingIfNeeded: $0 * 7) })
}

/// Labels 0, 1, 2, 0, 1, 2 and so on.
func labels(_ count: Int) -> [UInt8] {
    idx([UInt32(count)], (0..<count).map { UInt8($0 % 3) })
}

/// `bytes` as one gzip member.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    return withUnsafeMutablePointer(to: &stream) { stream in
        deflateInit2_(
            stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(stream) }
        var input = bytes
        let capacity = Int(deflateBound(stream, uLong(bytes.count)))
        return input.withUnsafeMutableBufferPointer { input in
            [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
                stream.pointee.next_in = input.baseAddress
                stream.pointee.avail_in = uInt(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = uInt(capacity)
                deflate(stream, Z_FINISH)
                count = capacity - Int(stream.pointee.avail_out)
            }
        }
    }
}

/// The path of a file in the folder `Fixtures`.
func fixture(_ name: String) -> String {
    "\(FileSystem.parent(of: #filePath))/Fixtures/\(name)"
}

/// The bytes of a grey (P5) or RGB (P6) file of Netpbm.
func netpbm(_ width: Int, _ height: Int, channels: Int = 1, _ pixels: [UInt8]) -> [UInt8] {
    Array("P\(channels == 1 ? 5 : 6) \(width) \(height) 255\n".utf8) + pixels
}

/// All pixels of a data set's training examples.
func trainPixels(_ dataset: Dataset) throws -> [UInt8] {
    try dataset.train().withUnsafePixels { Array($0) }
}

/// Opens and reads all of the data set at `path`, expecting damage to be told from crashes.
func readDamaged(_ path: String) -> Failure? {
    do throws(Failure) {
        let dataset = try Dataset.open(path)
        _ = try dataset.fingerprint()
        _ = try dataset.classCount()
        return nil
    } catch {
        return error
    }
}

/// Copies of `whole`, each cut short or with a few bits flipped, in every part of it.
func damaged(_ whole: [UInt8], rounds: Int, seed: UInt64) -> [[UInt8]] {
    var generator = SplitMix64(seed)
    return (0..<rounds).map { round in
        if round.isMultiple(of: 2) { return Array(whole.prefix(whole.count * round / rounds)) }
        var copy = whole
        let flips = 1 + FisherYates.number(below: 3, using: &generator)
        for _ in 0..<flips {
            let place = Int(FisherYates.number(below: UInt64(whole.count), using: &generator))
            copy[place] ^= 1 << UInt8(FisherYates.number(below: 8, using: &generator))
        }
        return copy
    }
}

/// The failure that `body` throws; nil if it throws none.
func failure(_ body: () throws -> Void) -> Failure? {
    do {
        try body()
        return nil
    } catch {
        return error as? Failure
    }
}

/// The SplitMix64 generator (Steele, Lea, Flood, 2014): the same numbers on every machine.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
