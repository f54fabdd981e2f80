package import Pictures
import Platform

/// A picture in linear light.
package struct LightRaster: Sendable, Equatable {
    /// Pixels in a row.
    package let width: Int
    /// Rows.
    package let height: Int
    /// Red, green and blue, 0 to 1 each, `[3][height · width]`.
    package var planes: [[Float]]

    /// A raster of three planes.
    package init(width: Int, height: Int, planes: [[Float]]) {
        require(
            planes.count == 3 && planes.allSatisfy { $0.count == width * height },
            "a raster of \(width)x\(height) needs 3 planes of \(width * height), "
                + "not \(planes.map { $0.count })")
        self.width = width
        self.height = height
        self.planes = planes
    }

    /// The light of `picture`.
    package init(_ picture: Picture) {
        let count = picture.width * picture.height
        self.init(
            width: picture.width, height: picture.height,
            planes: (0..<3).map { plane in
                let channel = min(plane, picture.channels - 1)
                return picture.pixels.withUnsafeBufferPointer { pixels in
                    (0..<count).map {
                        LinearLight.ofCode[Int(pixels[$0 * picture.channels + channel])]
                    }
                }
            })
    }

    /// The picture of 8-bit samples nearest to this.
    package var picture: Picture {
        let codes = planes.flatMap { $0.map { LinearLight.encoded($0) } }
        return Picture(width: width, height: height, channels: 3, planar: codes)
    }

    /// How bright each pixel is, `[height · width]`.
    package var luminance: [Float] {
        (0..<width * height).map {
            LinearLight.luminance(planes[0][$0], planes[1][$0], planes[2][$0])
        }
    }

    /// This raster at another size.
    ///
    /// Each side averages areas exactly to shrink, and goes through the pixels with Catmull and
    /// Rom's cubic to grow; beyond the edges lies what is at them.
    package func resized(width newWidth: Int, height newHeight: Int) -> LightRaster {
        let across = ResamplingTaps(from: width, to: newWidth)
        let down = ResamplingTaps(from: height, to: newHeight)
        return LightRaster(
            width: newWidth, height: newHeight,
            planes: planes.map { plane in
                let wide = across.applied(to: plane, lines: height, step: 1, lineStep: width)
                return down.applied(to: wide, lines: newWidth, step: newWidth, lineStep: 1)
            })
    }
}

/// Which pixels of a line make each pixel of another, and how much of each.
private struct ResamplingTaps {
    private let taps: [[(place: Int, weight: Float)]]

    init(from source: Int, to target: Int) {
        let scale = Double(source) / Double(target)
        taps = (0..<target).map { index in
            if target <= source {
                let (left, right) = (Double(index) * scale, Double(index + 1) * scale)
                let places = Int(left)..<min(Int(right.rounded(.up)), source)
                return places.map { place in
                    let covered = min(right, Double(place + 1)) - max(left, Double(place))
                    return (place, Float(covered / scale))
                }
            }
            let center = (Double(index) + 0.5) * scale - 0.5
            let first = Int(center.rounded(.down)) - 1
            return (first..<first + 4).map { place in
                let weight = ResamplingTaps.cubic(abs(center - Double(place)))
                return (min(max(place, 0), source - 1), Float(weight))
            }
        }
    }

    private static func cubic(_ distance: Double) -> Double {
        if distance < 1 { return (1.5 * distance - 2.5) * distance * distance + 1 }
        return ((-0.5 * distance + 2.5) * distance - 4) * distance + 2
    }

    /// The lines of `plane`, whose pixels lie `step` apart and which begin `lineStep` apart.
    ///
    /// The result has the lines in the same direction.
    func applied(to plane: [Float], lines: Int, step: Int, lineStep: Int) -> [Float] {
        let newLineStep = step == 1 ? taps.count : 1
        var result = [Float](repeating: 0, count: taps.count * lines)
        for line in 0..<lines {
            for (index, pixel) in taps.enumerated() {
                var sum: Float = 0
                for (place, weight) in pixel {
                    sum += weight * plane[line * lineStep + place * step]
                }
                result[line * newLineStep + index * step] = sum
            }
        }
        return result
    }
}
