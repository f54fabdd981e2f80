/// The product of two kernels: what a change at one place adds to the blurred field around it.
struct Stamp: Sendable {
    private let radiusX: Int
    private let radiusY: Int
    /// Places in a row of `values`: a multiple of four, filled up with zeros.
    private let width: Int
    private let values: [Float]

    /// The stamp of a blur along rows and one along columns.
    init(_ across: BlurKernel, _ down: BlurKernel) {
        radiusX = across.radius
        radiusY = down.radius
        let width = (across.weights.count + 3) / 4 * 4
        self.width = width
        let zeros = [Float](repeating: 0, count: width - across.weights.count)
        values = down.weights.flatMap { row in across.weights.map { row * $0 } + zeros }
    }

    /// The value at an offset from the middle.
    subscript(x: Int, y: Int) -> Float { values[(y + radiusY) * width + x + radiusX] }

    /// Adds the stamp times `amount` around `place` of a padded field.
    @inline(__always)
    func add(
        _ amount: Float, at place: Int, to field: UnsafeMutableBufferPointer<Float>, stride: Int
    ) {
        let bytes = UnsafeMutableRawBufferPointer(field)
        let scale = MemoryLayout<Float>.stride
        values.withUnsafeBytes { values in
            var from = 0
            var to = (place - radiusY * stride - radiusX) * scale
            for _ in 0...2 * radiusY {
                for column in Swift.stride(from: 0, to: width * scale, by: 4 * scale) {
                    let weights = values.loadUnaligned(
                        fromByteOffset: from + column, as: SIMD4<Float>.self)
                    let old = bytes.loadUnaligned(
                        fromByteOffset: to + column, as: SIMD4<Float>.self)
                    bytes.storeBytes(
                        of: old + amount * weights, toByteOffset: to + column,
                        as: SIMD4<Float>.self)
                }
                from += width * scale
                to += stride * scale
            }
        }
    }

    /// The same for the three channels of a colour.
    @inline(__always)
    func add(
        _ amount: SIMD3<Float>, at place: Int,
        to field: UnsafeMutableBufferPointer<SIMD3<Float>>, stride: Int
    ) {
        values.withUnsafeBufferPointer { values in
            for row in 0...2 * radiusY {
                let start = place + (row - radiusY) * stride - radiusX
                for column in 0...2 * radiusX {
                    field[start + column] += amount * values[row * width + column]
                }
            }
        }
    }
}
