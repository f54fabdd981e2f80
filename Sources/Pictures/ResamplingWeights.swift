import Platform

/// Which source pixels make a target pixel along one side, and how much of each.
///
/// To shrink, each target pixel is the mean of the area that it covers.
package struct ResamplingWeights: Sendable {
    /// How a picture grows.
    package enum Growth: Sendable {
        /// Straight lines between the centres of pixels.
        case linear
        /// The cubic of Catmull and Rom: smooth, and through every pixel's value.
        case cubic
    }

    /// For each target pixel, the first source pixel.
    private var starts = [Int]()
    /// The weights of all target pixels, one after another; those of a pixel add up to 1.
    private var weights = [Float]()
    private var ends = [0]

    /// The weights from `source` pixels to `target`.
    package init(from source: Int, to target: Int, growing growth: Growth) {
        require(source > 0 && target > 0, "a side has pixels, not \(source) or \(target)")
        let scale = Double(source) / Double(target)
        starts.reserveCapacity(target)
        ends.reserveCapacity(target + 1)
        for index in 0..<target {
            if target == source {
                starts.append(index)
                weights.append(1)
            } else if target < source {
                appendArea(index, scale, source)
            } else {
                append(at: (Double(index) + 0.5) * scale - 0.5, source, growth)
            }
            ends.append(weights.count)
        }
    }

    private mutating func appendArea(_ index: Int, _ scale: Double, _ source: Int) {
        let left = Double(index) * scale
        let right = min(left + scale, Double(source))
        let first = Int(left)
        starts.append(first)
        for pixel in first..<min(Int(right.rounded(.up)), source) {
            let covered = min(right, Double(pixel + 1)) - max(left, Double(pixel))
            weights.append(Float(covered / (right - left)))
        }
    }

    private mutating func append(at center: Double, _ source: Int, _ growth: Growth) {
        // Beyond the centres of the outermost pixels there is nothing to go between.
        let place = min(max(center, 0), Double(source - 1))
        let first = min(Int(place), max(source - 2, 0))
        let t = place - Double(first)
        switch growth {
        case .linear:
            starts.append(first)
            weights.append(Float(1 - t))
            if source > 1 { weights.append(Float(t)) }
        case .cubic:
            let taps = SIMD4(
                ((2 - t) * t - 1) * t / 2, ((3 * t - 5) * t * t + 2) / 2,
                ((4 - 3 * t) * t + 1) * t / 2, (t - 1) * t * t / 2)
            let start = max(0, first - 1)
            let end = min(source - 1, first + 2)
            starts.append(start)
            // Pixels beyond the edge are like those at it.
            for pixel in start...end {
                var weight = 0.0
                for tap in 0..<4 where min(max(first - 1 + tap, 0), source - 1) == pixel {
                    weight += taps[tap]
                }
                weights.append(Float(weight))
            }
        }
    }

    /// Calls `body` with each target pixel, its first source pixel and the weights from there on.
    @inline(__always)
    package func forEach(
        _ body: (_ index: Int, _ start: Int, UnsafeBufferPointer<Float>) -> Void
    ) {
        weights.withUnsafeBufferPointer { all in
            for index in starts.indices {
                body(
                    index, starts[index],
                    UnsafeBufferPointer(rebasing: all[ends[index]..<ends[index + 1]]))
            }
        }
    }

    /// Resamples rows: `[rows, source]` to `[rows, target]`.
    package func apply(
        rows: Int, sourceWidth: Int, from source: UnsafeBufferPointer<Float>,
        to target: UnsafeMutableBufferPointer<Float>
    ) {
        let width = starts.count
        weights.withUnsafeBufferPointer { weights in
            starts.withUnsafeBufferPointer { starts in
                ends.withUnsafeBufferPointer { ends in
                    for row in 0..<rows {
                        let line = row * sourceWidth
                        for x in 0..<width {
                            let place = line + starts[x]
                            let taps = ends[x]..<ends[x + 1]
                            // A cubic's four, but for the edges.
                            if taps.count == 4 {
                                let products =
                                    UnsafeRawBufferPointer(weights).four(at: taps.lowerBound)
                                    * UnsafeRawBufferPointer(source).four(at: place)
                                target[row * width + x] = products.sum()
                                continue
                            }
                            var sum: Float = 0
                            for tap in taps {
                                sum += weights[tap] * source[place + tap - taps.lowerBound]
                            }
                            target[row * width + x] = sum
                        }
                    }
                }
            }
        }
    }

    /// Resamples columns: `[source, width]` to `[target, width]`.
    package func applyDown(
        width: Int, from source: UnsafeBufferPointer<Float>,
        to target: UnsafeMutableBufferPointer<Float>
    ) {
        forEach { y, start, weights in
            let line = y * width
            // A cubic's four, but for the edges: one way through memory instead of five.
            if weights.count == 4 {
                let (a, b, c, d) = (weights[0], weights[1], weights[2], weights[3])
                let from = UnsafeRawBufferPointer(source)
                let to = UnsafeMutableRawBufferPointer(target)
                for x in stride(from: 0, to: width - 3, by: 4) {
                    let place = start * width + x
                    to.storeFour(
                        a * from.four(at: place) + b * from.four(at: place + width)
                            + c * from.four(at: place + 2 * width)
                            + d * from.four(at: place + 3 * width), at: line + x)
                }
                for x in width - width % 4..<width {
                    let place = start * width + x
                    target[line + x] =
                        a * source[place] + b * source[place + width]
                        + c * source[place + 2 * width] + d * source[place + 3 * width]
                }
                return
            }
            for x in 0..<width { target[line + x] = 0 }
            for (tap, weight) in weights.enumerated() {
                let from = (start + tap) * width
                for x in 0..<width { target[line + x] += weight * source[from + x] }
            }
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Four floats from the one at `index` on.
    @inline(__always)
    fileprivate func four(at index: Int) -> SIMD4<Float> {
        loadUnaligned(fromByteOffset: index * MemoryLayout<Float>.stride, as: SIMD4<Float>.self)
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Puts four floats where the one at `index` is.
    @inline(__always)
    fileprivate func storeFour(_ values: SIMD4<Float>, at index: Int) {
        storeBytes(
            of: values, toByteOffset: index * MemoryLayout<Float>.stride, as: SIMD4<Float>.self)
    }
}
