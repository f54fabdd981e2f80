import Glibc

/// Every shape in every scale and rotation, a bit for each pixel: 720 stencils.
struct SpriteStencils: Sendable {
    /// A shape reaches no farther from its centre, in pixels.
    private static let reach = 16
    private static let side = 2 * reach + 1
    private static let rotations = 40
    private static let scales = 6
    private static let places = 32

    /// `[shape, scale, rotation, y]`; bit x is the pixel x - 16 to the right of the centre.
    private let rows: [UInt64]

    /// Draws all stencils: 5 ms.
    init() {
        var rows = [UInt64]()
        rows.reserveCapacity(SpriteShape.allCases.count * Self.scales * Self.rotations * Self.side)
        for shape in SpriteShape.allCases {
            for scale in 0..<Self.scales {
                // From half the size to all of it.
                let factor = 1 / (0.5 + 0.1 * Double(scale))
                for rotation in 0..<Self.rotations {
                    let angle = 2 * Double.pi * Double(rotation) / Double(Self.rotations)
                    let (sine, cosine) = (sin(angle) * factor, cos(angle) * factor)
                    for y in -Self.reach...Self.reach {
                        var bits: UInt64 = 0
                        for x in -Self.reach...Self.reach {
                            // The pixel turned back, to meet the shape upright.
                            let u = cosine * Double(x) + sine * Double(y)
                            let v = cosine * Double(y) - sine * Double(x)
                            if shape.contains(u, v) { bits |= 1 << UInt64(x + Self.reach) }
                        }
                        rows.append(bits)
                    }
                }
            }
        }
        self.rows = rows
    }

    /// Draws the sprite of `row`, 64x64, into `pixels`: 255 within the shape, else 0.
    ///
    /// Its centre is pixel 16 + x in row 16 + y, for the steps x and y of the place.
    func draw(_ row: Int, _ pixels: UnsafeMutableBufferPointer<UInt8>) {
        pixels.update(repeating: 0)
        let (rest, bottom) = row.quotientAndRemainder(dividingBy: Self.places)
        let (stencil, right) = rest.quotientAndRemainder(dividingBy: Self.places)
        for line in 0..<Self.side {
            var bits = rows[stencil * Self.side + line] << UInt64(right)
            let start = (bottom + line) * Sprites.shape.width
            while bits != 0 {
                pixels[start + bits.trailingZeroBitCount] = 255
                bits &= bits - 1
            }
        }
    }
}
