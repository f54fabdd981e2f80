/// The colours of characters and dots on the terminal's own ground.
///
/// Dots and characters show how bright a place is; the colour behind that is as bright as its hue
/// allows.
struct Tint {
    /// The brightness of the picture: the largest of red, green and blue, as one plane.
    let brightness: LightImage
    private let colors: [TerminalColor]

    /// Divides `image` into its brightness and a colour for each of `columns`×`rows` cells.
    init(_ image: LightImage, palette: Palette, columns: Int, rows: Int) {
        let count = image.width * image.height
        let planes = (0..<3).map { image.channels == 3 ? $0 * count : 0 }
        var brightness = image.plane(0)
        var sums = [SIMD3<Float>](repeating: .zero, count: columns * rows)
        for y in 0..<image.height {
            for x in 0..<image.width {
                let place = y * image.width + x
                let light = SIMD3(
                    image.samples[place + planes[0]], image.samples[place + planes[1]],
                    image.samples[place + planes[2]])
                brightness.samples[place] = light.max()
                sums[y * rows / image.height * columns + x * columns / image.width] += light
            }
        }
        self.brightness = brightness
        colors = sums.map { sum in
            let brightest = sum.max()
            return brightest > 0 ? palette.nearest(sum / brightest).color : .standard
        }
    }

    /// Colours what can be seen of `buffer`.
    func color(_ buffer: inout CellBuffer) {
        for cell in buffer.cells.indices where buffer.cells[cell].glyph != " " {
            buffer.cells[cell].foreground = colors[cell]
        }
    }
}
