/// The colours that the frames of an animation share, 256 at most.
struct GIFPalette {
    /// A colour of 8-bit samples.
    struct Color: Hashable {
        let red: UInt8
        let green: UInt8
        let blue: UInt8
    }

    /// The colours, as many as a power of two; what is not needed is black.
    let colors: [Color]

    private let place: Place

    /// How a pixel finds its colour.
    private enum Place {
        /// Grey: the level is the index.
        case level
        /// All colours are in the palette.
        case exact([Color: UInt8])
        /// Colours that agree in the five high bits of each sample share an index.
        case cell([UInt8])
    }

    /// The palette for `frames`, which are all grey or all in colour.
    init(for frames: [Picture]) {
        if frames.allSatisfy({ $0.channels == 1 }) {
            colors = (0...255).map { Color(red: $0, green: $0, blue: $0) }
            place = .level
        } else if let exact = GIFPalette.colors(of: frames, atMost: 256) {
            colors = GIFPalette.filled(exact)
            place = .exact(
                Dictionary(
                    uniqueKeysWithValues: exact.enumerated().map { ($1, UInt8($0)) }))
        } else {
            let cut = MedianCut(frames, count: 256)
            colors = GIFPalette.filled(cut.colors)
            place = .cell(cut.indices)
        }
    }

    /// The index of each pixel's colour, row-major.
    func indices(of frame: Picture) -> [UInt8] {
        switch place {
        case .level: frame.pixels
        case .exact(let indices): frame.map { indices[$0] ?? 0 }
        case .cell(let indices): frame.map { indices[MedianCut.cell($0)] }
        }
    }

    /// All colours of `frames` in the order in which they appear; nil if there are more.
    private static func colors(of frames: [Picture], atMost limit: Int) -> [Color]? {
        var known = Set<Color>()
        var colors = [Color]()
        for frame in frames {
            for start in stride(from: 0, to: frame.pixels.count, by: 3) {
                let color = frame.color(at: start)
                guard known.insert(color).inserted else { continue }
                colors.append(color)
                guard colors.count <= limit else { return nil }
            }
        }
        return colors
    }

    private static func filled(_ colors: [Color]) -> [Color] {
        var size = 2
        while size < colors.count { size *= 2 }
        let black = Color(red: 0, green: 0, blue: 0)
        return colors + repeatElement(black, count: size - colors.count)
    }
}

extension Picture {
    /// The colour whose samples begin at `start`.
    func color(at start: Int) -> GIFPalette.Color {
        GIFPalette.Color(red: pixels[start], green: pixels[start + 1], blue: pixels[start + 2])
    }

    fileprivate func map(_ index: (GIFPalette.Color) -> UInt8) -> [UInt8] {
        stride(from: 0, to: pixels.count, by: 3).map { index(color(at: $0)) }
    }
}
