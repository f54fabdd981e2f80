/// A grid of dots that are lit or not, `[height, width]`, with those that a dither lights.
struct Dots {
    let width: Int
    let height: Int
    /// 1 for a lit dot, else 0.
    var levels: [Float]

    /// The dots that show `light`, the share of lit dots at each place.
    ///
    /// - Parameter blur: how dots melt together.
    init(_ light: LightImage, dither: Dither, blur: CellBlur) {
        width = light.width
        height = light.height
        switch dither {
        case .none: levels = Dots.thresholded(light, by: .half)
        case .ordered: levels = Dots.thresholded(light, by: .bayer)
        case .blueNoise: levels = Dots.thresholded(light, by: .blueNoise)
        case .floydSteinberg: levels = Dots.diffused(light)
        case .search:
            levels = DotSearch.improved(
                Dots.diffused(light), light: light.samples, width: width, height: height,
                blur: blur)
        }
    }

    private static func thresholded(_ light: LightImage, by mask: ThresholdMask) -> [Float] {
        var levels = light.samples
        for y in 0..<light.height {
            for x in 0..<light.width {
                let place = y * light.width + x
                levels[place] = levels[place] > mask[x, y] ? 1 : 0
            }
        }
        return levels
    }

    /// Rows run to the right and to the left in turn, so that errors do not gather on one side.
    private static func diffused(_ light: LightImage) -> [Float] {
        let (width, height) = (light.width, light.height)
        // A place before and after each row, and a row below, take what leaves the picture.
        let stride = width + 2
        var levels = [Float](repeating: 0, count: width * height)
        var errors = [Float](repeating: 0, count: 2 * stride)
        light.samples.withUnsafeBufferPointer { light in
            levels.withUnsafeMutableBufferPointer { levels in
                errors.withUnsafeMutableBufferPointer { errors in
                    for y in 0..<height {
                        let step = y % 2 == 0 ? 1 : -1
                        let here = y % 2 * stride + 1
                        let below = (1 - y % 2) * stride + 1
                        for x in -1...width { errors[below + x] = 0 }
                        var x = step == 1 ? 0 : width - 1
                        for _ in 0..<width {
                            let wanted = light[y * width + x] + errors[here + x]
                            let level: Float = wanted > 0.5 ? 1 : 0
                            levels[y * width + x] = level
                            let error = wanted - level
                            errors[here + x + step] += error * (7 / 16)
                            errors[below + x - step] += error * (3 / 16)
                            errors[below + x] += error * (5 / 16)
                            errors[below + x + step] += error * (1 / 16)
                            x += step
                        }
                    }
                }
            }
        }
        return levels
    }
}
