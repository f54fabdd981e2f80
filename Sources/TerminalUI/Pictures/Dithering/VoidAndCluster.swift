import Glibc

/// The void-and-cluster method, which orders the places of a tile so that those lit first are
/// spread evenly at every count.
///
/// Source: R. Ulichney, "The void-and-cluster method for dither array generation", SPIE 1913
/// (1993). Energies are whole numbers, so that every machine finds the same order.
enum VoidAndCluster {
    /// The rank of each place of a tile of `side`×`side`, `[side, side]`, from 0; a power of two.
    static func ranks(side: Int) -> [Int] {
        var tile = Tile(side: side)
        // Any sparse start will do: its clusters are moved into its voids until it is even.
        var state: UInt32 = 1
        var count = 0
        while count < side * side / 10 {
            state = state &* 1_664_525 &+ 1_013_904_223
            let place = Int(state >> 8) % (side * side)
            if !tile.isLit[place] {
                tile.toggle(place)
                count += 1
            }
        }
        while true {
            let cluster = tile.tightestCluster()
            tile.toggle(cluster)
            let void = tile.largestVoid()
            tile.toggle(void)
            if void == cluster { break }
        }
        let start = tile

        var ranks = [Int](repeating: 0, count: side * side)
        for rank in stride(from: count - 1, through: 0, by: -1) {
            let cluster = tile.tightestCluster()
            tile.toggle(cluster)
            ranks[cluster] = rank
        }
        tile = start
        for rank in count..<side * side {
            let void = tile.largestVoid()
            tile.toggle(void)
            ranks[void] = rank
        }
        return ranks
    }

    /// Lit places on a torus and the energy that they spread around them.
    private struct Tile {
        let side: Int
        private(set) var isLit: [Bool]
        private var energy: [Int32]
        private let kernel: [Int32]
        private static let radius = 7

        init(side: Int) {
            self.side = side
            isLit = [Bool](repeating: false, count: side * side)
            energy = [Int32](repeating: 0, count: side * side)
            // A Gaussian of deviation 1.9, the width that Ulichney found best (1.5) or a little
            // more; the largest sum of it stays far from the end of 32 bits.
            let radius = Tile.radius
            kernel = (0..<(2 * radius + 1) * (2 * radius + 1)).map { place in
                let (x, y) = (place % (2 * radius + 1) - radius, place / (2 * radius + 1) - radius)
                return Int32((exp(-Double(x * x + y * y) / (2 * 1.9 * 1.9)) * 1e6).rounded())
            }
        }

        mutating func toggle(_ place: Int) {
            isLit[place].toggle()
            let sign: Int32 = isLit[place] ? 1 : -1
            let radius = Tile.radius
            let (x, y) = (place % side, place / side)
            for down in -radius...radius {
                let row = ((y + down) & (side - 1)) * side
                let line = (down + radius) * (2 * radius + 1) + radius
                for across in -radius...radius {
                    energy[row + ((x + across) & (side - 1))] += sign * kernel[line + across]
                }
            }
        }

        func tightestCluster() -> Int {
            var best = (place: 0, energy: Int32.min)
            for place in energy.indices where isLit[place] && energy[place] > best.energy {
                best = (place, energy[place])
            }
            return best.place
        }

        func largestVoid() -> Int {
            var best = (place: 0, energy: Int32.max)
            for place in energy.indices where !isLit[place] && energy[place] < best.energy {
                best = (place, energy[place])
            }
            return best.place
        }
    }
}
