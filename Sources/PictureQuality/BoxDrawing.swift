/// The lines that boxes are drawn with, U+2500 to U+257F.
///
/// A light line is one pixel wide, a heavy one two, a double one two lines of one with one between.
/// Dashes are drawn without their gaps, round corners as sharp ones.
enum BoxDrawing {
    /// The mask of character `index` of the block.
    static func mask(of index: Int) -> CellMask {
        let diagonals = 0x71...0x73
        let arms = (0..<4).map { Int(weights[index] >> (12 - 4 * $0) & 15) }
        var mask = CellMask()
        mask.addPoints(x: 0..<8, y: 0..<16) { x, y in
            if diagonals.contains(index) {
                let isRising = index != 0x72 && isOnDiagonal(x, 16 - y)
                return isRising || (index != 0x71 && isOnDiagonal(x, y))
            }
            let (across, down) = (x - 4, y - 8)
            let isLeft = across <= 1 && isInLine(arms[0], abs(down))
            let isUp = down <= 1 && isInLine(arms[1], abs(across))
            let isRight = across >= -1 && isInLine(arms[2], abs(down))
            let isDown = down >= -1 && isInLine(arms[3], abs(across))
            return isLeft || isUp || isRight || isDown
        }
        return mask
    }

    private static func isInLine(_ weight: Int, _ distance: Double) -> Bool {
        switch weight {
        case 1: distance < 0.5
        case 2: distance < 1
        case 3: distance >= 0.5 && distance < 1.5
        default: false
        }
    }

    /// Within half a pixel of the line from the upper left to the lower right.
    private static func isOnDiagonal(_ x: Double, _ y: Double) -> Bool {
        abs(2 * x - y) < 0.5 * 5.0.squareRoot()
    }

    /// Four digits a character, for the arms to the left, up, to the right and down: 0 for none, 1
    /// for light, 2 for heavy, 3 for double.
    private static let weights: [UInt16] = [
        0x1010, 0x2020, 0x0101, 0x0202, 0x1010, 0x2020, 0x0101, 0x0202,
        0x1010, 0x2020, 0x0101, 0x0202, 0x0011, 0x0021, 0x0012, 0x0022,
        0x1001, 0x2001, 0x1002, 0x2002, 0x0110, 0x0120, 0x0210, 0x0220,
        0x1100, 0x2100, 0x1200, 0x2200, 0x0111, 0x0121, 0x0211, 0x0112,
        0x0212, 0x0221, 0x0122, 0x0222, 0x1101, 0x2101, 0x1201, 0x1102,
        0x1202, 0x2201, 0x2102, 0x2202, 0x1011, 0x2011, 0x1021, 0x2021,
        0x1012, 0x2012, 0x1022, 0x2022, 0x1110, 0x2110, 0x1120, 0x2120,
        0x1210, 0x2210, 0x1220, 0x2220, 0x1111, 0x2111, 0x1121, 0x2121,
        0x1211, 0x1112, 0x1212, 0x2211, 0x1221, 0x2112, 0x1122, 0x2221,
        0x2122, 0x2212, 0x1222, 0x2222, 0x1010, 0x2020, 0x0101, 0x0202,
        0x3030, 0x0303, 0x0031, 0x0013, 0x0033, 0x3001, 0x1003, 0x3003,
        0x0130, 0x0310, 0x0330, 0x3100, 0x1300, 0x3300, 0x0131, 0x0313,
        0x0333, 0x3101, 0x1303, 0x3303, 0x3031, 0x1013, 0x3033, 0x3130,
        0x1310, 0x3330, 0x3131, 0x1313, 0x3333, 0x0011, 0x1001, 0x1100,
        0x0110, 0x0000, 0x0000, 0x0000, 0x1000, 0x0100, 0x0010, 0x0001,
        0x2000, 0x0200, 0x0020, 0x0002, 0x1020, 0x0102, 0x2010, 0x0201,
    ]
}
