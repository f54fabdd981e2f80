import Glibc
package import Pictures
package import Platform

/// What two pictures are compared by.
package enum ComparedChannels: String, Sendable {
    /// The brightness alone: for drawings without colours.
    case luminance
    /// Red, green and blue.
    case color
}

/// A picture that drawings of it are compared with.
///
/// Both are seen from afar: drawn as light with 8×16 pixels a cell, blurred, and encoded as sRGB
/// again. On these code values, PSNR is taken over all pixels and compared channels. SSIM is taken
/// of the brightness, at two points for the width of a cell and four for its height.
package struct QualityReference: Sendable {
    /// What is compared.
    package let channels: ComparedChannels
    private let blur: GaussianBlur
    private let columns: Int
    private let rows: Int
    private let light: [[Float]]
    private let codes: [[Float]]
    private let samples: [Float]

    /// A reference of `picture`, whose size is 8×16 pixels for each cell of the drawings.
    ///
    /// - Parameter sigma: the blur in pixels: 4, half a cell, for the main score; 2 for sharpness.
    package init(_ picture: Picture, channels: ComparedChannels, sigma: Double) {
        require(
            picture.width % CellMask.width == 0 && picture.height % CellMask.height == 0,
            "\(picture.width)x\(picture.height) pixels are no whole number of cells of 8x16")
        self.channels = channels
        blur = GaussianBlur(sigma: sigma)
        columns = picture.width / CellMask.width
        rows = picture.height / CellMask.height
        let seen = Seen(LightRaster(picture), channels, blur)
        light = seen.light
        codes = seen.codes(gain: 1)
        samples = seen.samples(gain: 1)
    }

    /// The scores of `grid` as a drawing of the picture, in a font with such braille.
    ///
    /// - Throws: `Failure` (`data`) for a character whose shape is not known.
    package func compare(
        _ grid: TextGrid, dots: BrailleDots = .font
    ) throws(Failure) -> QualityScores {
        require(
            grid.columns == columns && grid.rows == rows,
            "a drawing of \(grid.columns)x\(grid.rows) cells for a reference of \(columns)x\(rows)")
        let seen = Seen(try Rasterizer(dots: dots).raster(of: grid), channels, blur)
        let gain = seen.gain(to: light)
        return QualityScores(
            raw: score(seen, gain: 1), fitted: score(seen, gain: Float(gain)), gain: gain)
    }

    private func score(_ seen: Seen, gain: Float) -> QualityScore {
        var sum = 0.0
        var count = 0
        for (plane, other) in zip(codes, seen.codes(gain: gain)) {
            for (value, drawn) in zip(plane, other) {
                let difference = Double(value - drawn)
                sum += difference * difference
            }
            count += plane.count
        }
        return QualityScore(
            signalToNoise: -10 * log10(max(sum / Double(count), 1e-10)),
            similarity: StructuralSimilarity.mean(
                samples, seen.samples(gain: gain), width: columns * 2, height: rows * 4))
    }
}

/// What the eye gets of a raster.
private struct Seen {
    private let width: Int
    private let height: Int
    /// The compared channels in linear light, blurred.
    let light: [[Float]]
    /// The brightness, blurred.
    private let luminance: [Float]

    init(_ raster: LightRaster, _ channels: ComparedChannels, _ blur: GaussianBlur) {
        (width, height) = (raster.width, raster.height)
        let (width, height) = (width, height)
        switch channels {
        case .luminance:
            luminance = blur.applied(to: raster.luminance, width: width, height: height)
            light = [luminance]
        case .color:
            light = raster.planes.map { blur.applied(to: $0, width: width, height: height) }
            luminance = LightRaster(width: width, height: height, planes: light).luminance
        }
    }

    func codes(gain: Float) -> [[Float]] {
        light.map { $0.map { LinearLight.encoded($0 * gain) } }
    }

    /// The code values of the brightness in the middle of each 4×4 pixels.
    func samples(gain: Float) -> [Float] {
        var samples = [Float]()
        samples.reserveCapacity(width / 4 * (height / 4))
        for y in stride(from: 1, to: height, by: 4) {
            for x in stride(from: 1, to: width, by: 4) {
                let (upper, lower) = (y * width + x, (y + 1) * width + x)
                let sum =
                    luminance[upper] + luminance[upper + 1] + luminance[lower]
                    + luminance[lower + 1]
                samples.append(LinearLight.encoded(sum / 4 * gain))
            }
        }
        return samples
    }

    /// The factor that brings this nearest to `reference` in light.
    func gain(to reference: [[Float]]) -> Double {
        var (products, squares) = (0.0, 0.0)
        for (plane, drawn) in zip(reference, light) {
            for (value, other) in zip(plane, drawn) {
                products += Double(value) * Double(other)
                squares += Double(other) * Double(other)
            }
        }
        return squares > 0 ? products / squares : 1
    }
}
