import Platform

/// The sizes of a tensor's dimensions, outermost first: `[batch, latentDimensions]`.
///
/// Up to five dimensions, kept inline: making a shape takes no memory from the heap.
public struct Shape: Hashable, Sendable, ExpressibleByArrayLiteral, CustomStringConvertible {
    /// The most dimensions a tensor can have.
    public static let maximumRank = 5

    /// The number of dimensions; 0 for a scalar.
    public let rank: Int
    private var sizes: (Int, Int, Int, Int, Int)

    /// A shape of the given sizes.
    ///
    /// - Precondition: at most five sizes, none negative.
    public init(_ dimensions: some Collection<Int>) {
        require(
            dimensions.count <= Shape.maximumRank && dimensions.allSatisfy { $0 >= 0 },
            "Shape: \(Array(dimensions)) is not up to \(Shape.maximumRank) sizes of 0 or more")
        rank = dimensions.count
        sizes = (1, 1, 1, 1, 1)
        for (axis, size) in dimensions.enumerated() { self[axis] = size }
    }

    /// A shape written as a literal.
    public init(arrayLiteral elements: Int...) { self.init(elements) }

    /// The size of dimension `axis`.
    public internal(set) subscript(axis: Int) -> Int {
        get {
            require(axis >= 0 && axis < rank, "Shape: no axis \(axis) in \(self)")
            switch axis {
            case 0: return sizes.0
            case 1: return sizes.1
            case 2: return sizes.2
            case 3: return sizes.3
            default: return sizes.4
            }
        }
        set {
            switch axis {
            case 0: sizes.0 = newValue
            case 1: sizes.1 = newValue
            case 2: sizes.2 = newValue
            case 3: sizes.3 = newValue
            default: sizes.4 = newValue
            }
        }
    }

    /// The number of elements: the product of all sizes, 1 for a scalar.
    public var count: Int { product(0..<rank) }

    /// The sizes as an array.
    public var dimensions: [Int] { (0..<rank).map { self[$0] } }

    /// The sizes in brackets: `[128, 784]`.
    public var description: String { "\(dimensions)" }

    /// The product of the sizes of `axes`.
    package func product(_ axes: Range<Int>) -> Int {
        var product = 1
        for axis in axes { product *= self[axis] }
        return product
    }

    /// `axis`, counted from the back where it is negative.
    ///
    /// - Precondition: there is such an axis; `operation` is named if not.
    package func normalized(axis: Int, for operation: StaticString) -> Int {
        let normalized = axis < 0 ? axis + rank : axis
        require(
            normalized >= 0 && normalized < rank, "\(operation): no axis \(axis) in \(self)")
        return normalized
    }

    /// This shape with the size of one dimension changed.
    package func replacing(axis: Int, with size: Int) -> Shape {
        var shape = self
        shape[axis] = size
        return shape
    }

    /// This shape without the dimension `axis`.
    package func removing(axis: Int) -> Shape {
        var dimensions = dimensions
        dimensions.remove(at: axis)
        return Shape(dimensions)
    }

    /// Element strides of a row-major tensor of this shape.
    package var strides: [Int] {
        var strides = [Int](repeating: 1, count: rank)
        for axis in stride(from: rank - 2, through: 0, by: -1) {
            strides[axis] = strides[axis + 1] * self[axis + 1]
        }
        return strides
    }

    /// The shape that both broadcast to, sizes aligned at the back and 1 stretched; nil if none.
    package static func broadcast(_ first: Shape, _ second: Shape) -> Shape? {
        let rank = max(first.rank, second.rank)
        var sizes = [Int](repeating: 1, count: rank)
        for back in 1...max(rank, 1) where back <= rank {
            let a = back <= first.rank ? first[first.rank - back] : 1
            let b = back <= second.rank ? second[second.rank - back] : 1
            guard a == b || a == 1 || b == 1 else { return nil }
            sizes[rank - back] = a == 1 ? b : a
        }
        return Shape(sizes)
    }

    /// Whether two shapes are equal.
    public static func == (first: Shape, second: Shape) -> Bool {
        first.rank == second.rank && first.sizes == second.sizes
    }

    /// Hashes the sizes.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(rank)
        for axis in 0..<rank { hasher.combine(self[axis]) }
    }
}
