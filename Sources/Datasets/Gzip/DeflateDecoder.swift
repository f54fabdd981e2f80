import Platform

/// Decompresses deflate data whose size is known, both sides in memory. (RFC 1951.)
///
/// One and a half times as fast as zlib on pictures, since nothing can interrupt it: it neither
/// waits for input nor for room. Whatever is wrong with the data, the answer is nil; zlib may then
/// look again and say what.
package struct DeflateDecoder: ~Copyable {
    /// How many bytes behind the decompressed ones may be overwritten.
    package static let slack = 32

    private var input: Bits
    private let start: UnsafeMutablePointer<UInt8>
    private var output: UnsafeMutablePointer<UInt8>
    private let end: UnsafeMutablePointer<UInt8>
    private var symbols = HuffmanCode(tableBits: 11, entries: Entry.symbols)
    private var distances = HuffmanCode(tableBits: 10, entries: Entry.distances)
    private var lengths = HuffmanCode(tableBits: 7, entries: (0..<19).map { $0 << 8 })

    /// Fills all of `output` but the slack at its end with what `input` begins with.
    ///
    /// - Returns: the number of bytes of `input` that were used; nil if the data are wrong or hold
    ///   more or less than that.
    package static func decode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> Int? {
        guard let source = input.baseAddress, let target = output.baseAddress else { return nil }
        require(
            output.count >= slack, "DeflateDecoder: \(output.count) bytes, slack is \(slack)")
        var decoder = DeflateDecoder(
            source.assumingMemoryBound(to: UInt8.self), input.count,
            target.assumingMemoryBound(to: UInt8.self), output.count - slack)
        guard decoder.decodeBlocks(), decoder.output == decoder.end,
            decoder.input.usedBytes <= input.count
        else { return nil }
        return decoder.input.usedBytes
    }

    private init(
        _ source: UnsafePointer<UInt8>, _ sourceCount: Int,
        _ target: UnsafeMutablePointer<UInt8>, _ targetCount: Int
    ) {
        input = Bits(source, sourceCount)
        start = target
        output = target
        end = target + targetCount
    }

    private mutating func decodeBlocks() -> Bool {
        while true {
            input.refill()
            let isLast = input.take(1) == 1
            let isGood =
                switch input.take(2) {
                case 0: copyStored()
                case 1: buildFixed() && decodeSymbols()
                case 2: buildDynamic() && decodeSymbols()
                default: false
                }
            guard isGood else { return false }
            if isLast { return true }
        }
    }

    private mutating func copyStored() -> Bool {
        guard let header = input.takeBytes(4) else { return false }
        let count = Int(header[0]) | Int(header[1]) << 8
        let complement = Int(header[2]) | Int(header[3]) << 8
        guard count == complement ^ 0xffff, count <= end - output,
            let bytes = input.takeBytes(count)
        else { return false }
        output.update(from: bytes, count: count)
        output += count
        return true
    }

    private mutating func buildFixed() -> Bool {
        let lengths: [UInt8] =
            Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112)
            + Array(repeating: 7, count: 24) + Array(repeating: 8, count: 8)
        return symbols.build(lengths[...])
            && distances.build(Array(repeating: 5, count: 32)[...])
    }

    private mutating func buildDynamic() -> Bool {
        let symbolCount = input.take(5) + 257
        let distanceCount = input.take(5) + 1
        let lengthCount = input.take(4) + 4
        guard symbolCount <= 286, distanceCount <= 30 else { return false }
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        var codes = [UInt8](repeating: 0, count: 19)
        for place in order.prefix(lengthCount) {
            input.refill()
            codes[place] = UInt8(input.take(3))
        }
        guard lengths.build(codes[...]) else { return false }
        var all = [UInt8]()
        while all.count < symbolCount + distanceCount {
            input.refill()
            let entry = lengths.table[Int(input.bits & 0x7f)]
            guard entry != 0 else { return false }
            _ = input.take(Int(entry & 0x3f))
            switch entry >> 8 {
            case 16:
                guard let last = all.last else { return false }
                all.append(contentsOf: repeatElement(last, count: 3 + input.take(2)))
            case 17: all.append(contentsOf: repeatElement(0, count: 3 + input.take(3)))
            case 18: all.append(contentsOf: repeatElement(0, count: 11 + input.take(7)))
            case let length: all.append(UInt8(length))
            }
        }
        return all.count == symbolCount + distanceCount && all[256] > 0
            && symbols.build(all[..<symbolCount]) && distances.build(all[symbolCount...])
    }

    /// Decodes to the end of a block.
    private mutating func decodeSymbols() -> Bool {
        // In registers while this runs.
        var input = input
        var output = output
        defer {
            self.input = input
            self.output = output
        }
        let table = symbols.table
        let mask: UInt64 = 0x7ff
        while output <= end {
            input.refill()
            var entry = table[Int(input.bits & mask)]
            // Up to four words without a look at how many bits there are: 4 · 11 of at least 56.
            if Entry.isLiteral(entry) {
                put(entry, &input, &output)
                entry = table[Int(input.bits & mask)]
                if Entry.isLiteral(entry) {
                    put(entry, &input, &output)
                    entry = table[Int(input.bits & mask)]
                    if Entry.isLiteral(entry) {
                        put(entry, &input, &output)
                        entry = table[Int(input.bits & mask)]
                        if Entry.isLiteral(entry) {
                            put(entry, &input, &output)
                            continue
                        }
                    }
                }
                input.refill()
            }
            if entry == 0 {
                entry = symbols.longEntry(input.bits)
                if Entry.isLiteral(entry) {
                    put(entry, &input, &output)
                    continue
                }
            }
            if Entry.isEnd(entry) {
                input.drop(entry)
                return true
            }
            guard Entry.base(entry) > 0 else { return false }
            // A length and a distance: at most 15 + 5 and 15 + 13 bits.
            input.drop(entry)
            let length = Entry.base(entry) + input.take(Entry.extraBits(entry))
            entry = distances.table[Int(input.bits & 0x3ff)]
            if entry == 0 { entry = distances.longEntry(input.bits) }
            guard Entry.base(entry) > 0 else { return false }
            input.drop(entry)
            let distance = Entry.base(entry) + input.take(Entry.extraBits(entry))
            guard distance <= output - start, length <= end - output else { return false }
            DeflateDecoder.repeatBytes(at: output, distance: distance, count: length)
            output += length
        }
        return false
    }

    @inline(__always)
    private func put(
        _ entry: UInt32, _ input: inout Bits, _ output: inout UnsafeMutablePointer<UInt8>
    ) {
        output.pointee = UInt8(truncatingIfNeeded: entry >> 8)
        input.drop(entry)
        output += 1
    }

    /// Writes `count` bytes that repeat those `distance` before; may write 16 more.
    @inline(__always)
    private static func repeatBytes(
        at target: UnsafeMutablePointer<UInt8>, distance: Int, count: Int
    ) {
        let end = target + count
        var to = target
        var from = UnsafePointer(target - distance)
        if distance >= 8 {
            repeat {
                let word = UnsafeRawPointer(from).loadUnaligned(as: UInt64.self)
                UnsafeMutableRawPointer(to).storeBytes(of: word, as: UInt64.self)
                to += 8
                from += 8
            } while to < end
        } else if distance == 1 {
            let word = 0x0101_0101_0101_0101 &* UInt64(from.pointee)
            repeat {
                UnsafeMutableRawPointer(to).storeBytes(of: word, as: UInt64.self)
                to += 8
            } while to < end
        } else {
            repeat {
                to.pointee = from.pointee
                to += 1
                from += 1
            } while to < end
        }
    }
}

extension DeflateDecoder {
    /// What the tables say of a symbol; the lowest six bits are the length of its word.
    ///
    /// - A literal: bit 31, and the byte in bits 8 to 15.
    /// - A length or distance: its least value in bits 8 to 23, how many bits to add in 24 to 28.
    /// - The end of the block: bit 30.
    private enum Entry {
        static let symbols: [UInt32] =
            (0..<256).map { 1 << 31 | $0 << 8 } + [1 << 30] + (0..<28).map(length)
            + [258 << 8, 0, 0]

        static let distances: [UInt32] = (0..<30).map(distance) + [0, 0]

        // Four lengths have the same number of further bits, but the first eight have none.
        private static func length(_ code: UInt32) -> UInt32 {
            guard code >= 8 else { return (3 + code) << 8 }
            let bits = code / 4 - 1
            let least = 3 + (4 + code % 4) << bits
            return bits << 24 | least << 8
        }

        // Two distances have the same number of further bits, but the first four have none.
        private static func distance(_ code: UInt32) -> UInt32 {
            guard code >= 4 else { return (1 + code) << 8 }
            let bits = code / 2 - 1
            let least = 1 + (2 + code % 2) << bits
            return bits << 24 | least << 8
        }

        @inline(__always)
        static func isLiteral(_ entry: UInt32) -> Bool { Int32(bitPattern: entry) < 0 }
        @inline(__always)
        static func isEnd(_ entry: UInt32) -> Bool { entry & 1 << 30 != 0 }
        @inline(__always)
        static func base(_ entry: UInt32) -> Int { Int(entry >> 8 & 0xffff) }
        @inline(__always)
        static func extraBits(_ entry: UInt32) -> Int { Int(entry >> 24 & 0x1f) }
    }

    /// The bits of the data, of each byte the lowest first.
    private struct Bits {
        /// The next bits, at least 56 after `refill`; zeros behind the end.
        private(set) var bits: UInt64 = 0
        private var count = 0
        private var next: UnsafePointer<UInt8>
        private let start: UnsafePointer<UInt8>
        private let end: UnsafePointer<UInt8>
        // Zero bytes that were taken as if they stood behind the end.
        private var padding = 0

        init(_ source: UnsafePointer<UInt8>, _ count: Int) {
            next = source
            start = source
            end = source + count
        }

        /// How many bytes were used, wholly or in part.
        var usedBytes: Int { next - start + padding - count / 8 }

        @inline(__always)
        mutating func refill() {
            guard end - next >= 8 else {
                // By value, so that all stays in registers elsewhere.
                self = refilledByBytes()
                return
            }
            // The bits of a byte that does not fit whole are read again the next time, and are the
            // same then.
            let word = UnsafeRawPointer(next).loadUnaligned(as: UInt64.self).littleEndian
            bits |= word &<< UInt64(truncatingIfNeeded: count)
            next += (63 &- count) &>> 3
            count |= 56
        }

        @inline(never)
        private func refilledByBytes() -> Bits {
            var filled = self
            while filled.count < 56 {
                if filled.next < end {
                    filled.bits |= UInt64(filled.next.pointee) << UInt64(filled.count)
                    filled.next += 1
                } else {
                    filled.padding += 1
                }
                filled.count += 8
            }
            return filled
        }

        /// Drops the word that `entry` stands for.
        @inline(__always)
        mutating func drop(_ entry: UInt32) {
            bits &>>= UInt64(entry)
            count &-= Int(entry & 0x3f)
        }

        /// Takes the next bits, at most as many as there are.
        @inline(__always)
        mutating func take(_ width: Int) -> Int {
            let value = bits & ((1 as UInt64) &<< UInt64(truncatingIfNeeded: width) &- 1)
            bits &>>= UInt64(truncatingIfNeeded: width)
            count &-= width
            return Int(truncatingIfNeeded: value)
        }

        /// Takes whole bytes from the next boundary on; nil if there are not so many.
        mutating func takeBytes(_ width: Int) -> UnsafePointer<UInt8>? {
            let used = usedBytes
            guard padding == 0, end - start - used >= width else { return nil }
            next = start + used + width
            (bits, count) = (0, 0)
            return start + used
        }
    }
}
