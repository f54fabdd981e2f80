import Glibc

/// White shapes on black whose every factor of variation is known.
///
/// Three shapes in 6 scales, 40 rotations and 32 x 32 places, each combination once, at 64x64: the
/// plan of dSprites (Matthey, Higgins, Hassabis, Lerchner, 2017,
/// https://github.com/google-deepmind/dsprites-dataset), drawn by rules of our own. All pictures
/// would be 3 GB; each is drawn when it is asked for, which takes less time than reading it.
enum Sprites {
    static let shape = ExampleShape(channels: 1, height: 64, width: 64)
    /// The names of the factors; the last one changes with every row.
    static let factorNames = ["shape", "scale", "rotation", "x", "y"]
    /// The steps of each factor.
    static let factorSizes = [3, 6, 40, 32, 32]
    static let shapeNames = ["square", "ellipse", "heart"]
    /// The number of pictures.
    static let count = factorSizes.reduce(1, *)

    /// All sprites, in the order of their factors; the label is the shape.
    static func examples() -> Examples {
        let stencils = SpriteStencils()
        return Examples(
            count: count, shape: shape,
            labels: (0..<count).map { Int32($0 / (count / factorSizes[0])) },
            factors: Factors(names: factorNames, valuesAt: factors)
        ) { row, pixels in stencils.draw(row, pixels) }
    }

    /// The step of each factor at `row`.
    static func factors(at row: Int) -> [Int32] {
        var rest = row
        var steps = [Int32]()
        for size in factorSizes.reversed() {
            steps.append(Int32(rest % size))
            rest /= size
        }
        return steps.reversed()
    }
}
