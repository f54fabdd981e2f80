/// A Huffman code of deflate, and a table that decodes its short words at once.
///
/// Words are numbered by their length, then by their symbol, so that the lengths say all.
/// (RFC 1951, section 3.2.2.)
struct HuffmanCode: ~Copyable {
    /// What the next `tableBits` bits of the data, the first of them lowest, begin with: the word's
    /// symbol as `entries` have it plus the word's length, or 0 for a longer word or none.
    let table: UnsafeMutablePointer<UInt32>
    let tableBits: Int

    private let entries: [UInt32]
    // How many words there are of each length, and the symbols in the order of their words.
    private var counts = [Int](repeating: 0, count: HuffmanCode.longest + 1)
    private var symbols: [Int]

    private static let longest = 15

    /// Room for codes of symbols that tables give as `entries`, whose lowest six bits are 0.
    init(tableBits: Int, entries: [UInt32]) {
        self.tableBits = tableBits
        self.entries = entries
        table = .allocate(capacity: 1 << tableBits)
        symbols = Array(repeating: 0, count: entries.count)
    }

    deinit { table.deallocate() }

    /// Takes the code with a word of so many bits for each symbol, 0 for none; false if there is no
    /// such code.
    ///
    /// Each sequence of bits must begin with a word, unless there is one word or none.
    mutating func build(_ lengths: ArraySlice<UInt8>) -> Bool {
        for length in counts.indices { counts[length] = 0 }
        for length in lengths where length > 0 { counts[Int(length)] += 1 }
        // The number of the next word of each length, and its place among all words.
        var words = counts
        var places = counts
        var (word, place) = (0, 0)
        for length in 1...HuffmanCode.longest {
            (words[length], places[length]) = (word, place)
            word += counts[length]
            place += counts[length]
            guard word <= 1 << length else { return false }
            word <<= 1
        }
        guard word == 2 << HuffmanCode.longest || place <= 1 else { return false }

        table.update(repeating: 0, count: 1 << tableBits)
        for (symbol, byte) in lengths.enumerated() where byte > 0 {
            let length = Int(byte)
            symbols[places[length]] = symbol
            places[length] += 1
            let word = words[length]
            words[length] += 1
            guard length <= tableBits else { continue }
            var index = HuffmanCode.reversed(word, count: length)
            while index < 1 << tableBits {
                table[index] = entries[symbol] | UInt32(length)
                index += 1 << length
            }
        }
        return true
    }

    /// The entry of a long word that `bits` begin with, its length included; 0 if there is none.
    @inline(never)
    func longEntry(_ bits: UInt64) -> UInt32 {
        var (word, first, place) = (0, 0, 0)
        for length in 1...HuffmanCode.longest {
            word = word << 1 | Int(bits >> UInt64(length - 1) & 1)
            first <<= 1
            if word - first < counts[length] {
                return entries[symbols[place + word - first]] | UInt32(length)
            }
            first += counts[length]
            place += counts[length]
        }
        return 0
    }

    private static func reversed(_ word: Int, count: Int) -> Int {
        Int(UInt16(word).bitReversed >> UInt16(16 - count))
    }
}

extension UInt16 {
    fileprivate var bitReversed: UInt16 {
        var bits = (self & 0x5555) << 1 | self >> 1 & 0x5555
        bits = (bits & 0x3333) << 2 | bits >> 2 & 0x3333
        bits = (bits & 0x0f0f) << 4 | bits >> 4 & 0x0f0f
        return bits.byteSwapped
    }
}
