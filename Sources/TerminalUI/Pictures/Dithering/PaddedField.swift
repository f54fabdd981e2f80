/// Values on a grid with a margin of zeros, wide enough for a blur to read and write there.
struct PaddedField {
    let width: Int
    let height: Int
    let marginX: Int
    let marginY: Int
    /// From a place to the one below.
    let stride: Int
    /// Places, with those of the margin, and a few more for what is written four at a time.
    var count: Int { (height + 2 * marginY) * stride + 4 }

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
        values.withUnsafeMutableBufferPointer { values in
            contents.withUnsafeBufferPointer { contents in
                for y in 0..<height {
                    let start = row(y).lowerBound
                    for x in 0..<width { values[start + x] = contents[y * width + x] }
                }
            }
        }
        return values
    }

    /// What is inside the margin, `[height, width]`.
    func contents(of values: [Float]) -> [Float] {
        [Float](unsafeUninitializedCapacity: width * height) { contents, initialized in
            values.withUnsafeBufferPointer { values in
                for y in 0..<height {
                    let start = row(y).lowerBound
                    for x in 0..<width { contents[y * width + x] = values[start + x] }
                }
            }
            initialized = width * height
        }
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
