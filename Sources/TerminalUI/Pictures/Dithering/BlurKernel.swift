import Glibc

/// One side of a Gaussian blur; its weights add up to 1.
struct BlurKernel {
    /// Weights on each side of the middle.
    let radius: Int
    /// `2 * radius + 1` weights.
    let weights: [Float]

    /// The kernel of a deviation in samples, cut off where three in a thousand are left.
    init(deviation: Float) {
        radius = max(1, Int((3 * deviation).rounded(.down)))
        let raw = (-radius...radius).map { offset in
            expf(-Float(offset * offset) / (2 * deviation * deviation))
        }
        let sum = raw.reduce(0, +)
        weights = raw.map { $0 / sum }
    }
}

/// Values on a grid with a margin of zeros, wide enough for a blur to read and write there.
struct PaddedField {
    let width: Int
    let height: Int
    let marginX: Int
    let marginY: Int
    /// From a place to the one below.
    let stride: Int
    /// Places, with those of the margin.
    var count: Int { (height + 2 * marginY) * stride }

    init(width: Int, height: Int, marginX: Int, marginY: Int) {
        self.width = width
        self.height = height
        self.marginX = marginX
        self.marginY = marginY
        stride = width + 2 * marginX
    }

    /// The places of row `y`, without the margin.
    func row(_ y: Int) -> Range<Int> {
        let start = (y + marginY) * stride + marginX
        return start..<start + width
    }

    /// A padded copy of `contents`, `[height, width]`.
    func values(of contents: [Float]) -> [Float] {
        var values = [Float](repeating: 0, count: count)
        for y in 0..<height {
            values.replaceSubrange(row(y), with: contents[y * width..<(y + 1) * width])
        }
        return values
    }

    /// What is inside the margin, `[height, width]`.
    func contents(of values: [Float]) -> [Float] {
        (0..<height).flatMap { values[row($0)] }
    }

    /// Sets every place of the margin.
    func fillMargin(of values: inout [Float], with value: Float) {
        for y in -marginY..<height + marginY {
            let line = row(y)
            if y < 0 || y >= height {
                for place in line { values[place] = value }
            }
            for place in line.lowerBound - marginX..<line.lowerBound { values[place] = value }
            for place in line.upperBound..<line.upperBound + marginX { values[place] = value }
        }
    }

    /// Blurs the values in place; outside there is nothing, and what spreads there is dropped.
    func blur(_ values: inout [Float], _ across: BlurKernel, _ down: BlurKernel) {
        var rows = [Float](repeating: 0, count: values.count)
        rows.withUnsafeMutableBufferPointer { rows in
            values.withUnsafeMutableBufferPointer { values in
                for y in 0..<height { weigh(values, into: rows, row(y), across, step: 1) }
                for y in 0..<height { weigh(rows, into: values, row(y), down, step: stride) }
            }
        }
    }

    /// Sets the places of `line` to sums of the places `step` apart around each.
    private func weigh(
        _ source: UnsafeMutableBufferPointer<Float>,
        into target: UnsafeMutableBufferPointer<Float>, _ line: Range<Int>,
        _ kernel: BlurKernel, step: Int
    ) {
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        kernel.weights.withUnsafeBufferPointer { weights in
            // Sums stay in registers, eight places at a time.
            var place = line.lowerBound
            while place + 8 <= line.upperBound {
                var sum = SIMD8<Float>.zero
                var start = place - kernel.radius * step
                for weight in weights {
                    let taps = UnsafeRawPointer(from + start).loadUnaligned(as: SIMD8<Float>.self)
                    sum += weight * taps
                    start += step
                }
                UnsafeMutableRawPointer(to + place).storeBytes(of: sum, as: SIMD8<Float>.self)
                place += 8
            }
            while place < line.upperBound {
                var sum: Float = 0
                var start = place - kernel.radius * step
                for weight in weights {
                    sum += weight * from[start]
                    start += step
                }
                to[place] = sum
                place += 1
            }
        }
    }
}

/// The product of two kernels: what a change at one place adds to the blurred field around it.
struct Stamp {
    private let radiusX: Int
    private let radiusY: Int
    private let values: [Float]

    init(_ across: BlurKernel, _ down: BlurKernel) {
        radiusX = across.radius
        radiusY = down.radius
        values = down.weights.flatMap { row in across.weights.map { row * $0 } }
    }

    /// The value at an offset from the middle.
    subscript(x: Int, y: Int) -> Float {
        values[(y + radiusY) * (2 * radiusX + 1) + x + radiusX]
    }

    /// Adds the stamp times `amount` around `place`, which is a margin away from the ends.
    @inline(__always)
    func add(
        _ amount: Float, at place: Int, to field: UnsafeMutableBufferPointer<Float>, stride: Int
    ) {
        forEach(at: place, stride: stride) { field[$0] += amount * $1 }
    }

    /// The same for the three channels of a colour.
    @inline(__always)
    func add(
        _ amount: SIMD3<Float>, at place: Int,
        to field: UnsafeMutableBufferPointer<SIMD3<Float>>, stride: Int
    ) {
        forEach(at: place, stride: stride) { field[$0] += amount * $1 }
    }

    @inline(__always)
    private func forEach(at place: Int, stride: Int, _ body: (_ place: Int, _ value: Float) -> Void)
    {
        let width = 2 * radiusX + 1
        values.withUnsafeBufferPointer { values in
            for row in 0...2 * radiusY {
                let start = place + (row - radiusY) * stride - radiusX
                for column in 0..<width {
                    body(start + column, values[row * width + column])
                }
            }
        }
    }
}
