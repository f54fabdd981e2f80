import Platform

extension Picture {
    /// One picture that shows `pictures` in rows of `columns`, from the upper left.
    ///
    /// Between two pictures lie `gap` pixels of the grey `background`, as in the unused places of
    /// the last row; around the whole lies nothing. Fewer pictures than `columns` make a narrower
    /// grid.
    public static func grid(
        _ pictures: [Picture], columns: Int, gap: Int = 2, background: UInt8 = 0
    ) -> Picture {
        guard let first = pictures.first else {
            fatalError("a grid needs pictures, has 0")
        }
        require(columns > 0, "a grid needs at least one column, not \(columns)")
        require(gap >= 0, "the gap of a grid cannot be \(gap)")
        let (width, height, channels) = (first.width, first.height, first.channels)
        let columns = min(columns, pictures.count)
        let rows = (pictures.count + columns - 1) / columns

        let gridWidth = columns * (width + gap) - gap
        let gridHeight = rows * (height + gap) - gap
        let stride = gridWidth * channels
        var pixels = [UInt8](repeating: background, count: gridHeight * stride)
        pixels.withUnsafeMutableBytes { target in
            for (index, picture) in pictures.enumerated() {
                require(
                    (picture.width, picture.height, picture.channels) == (width, height, channels),
                    "picture \(index) of a grid is \(picture.width)x\(picture.height)"
                        + "x\(picture.channels), the first is \(width)x\(height)x\(channels)")
                let left = (index % columns) * (width + gap) * channels
                let top = (index / columns) * (height + gap)
                picture.pixels.withUnsafeBytes { source in
                    let row = width * channels
                    for y in 0..<height {
                        UnsafeMutableRawBufferPointer(
                            rebasing: target[((top + y) * stride + left)...]
                        ).copyMemory(
                            from: UnsafeRawBufferPointer(rebasing: source[y * row..<(y + 1) * row]))
                    }
                }
            }
        }
        return Picture(width: gridWidth, height: gridHeight, channels: channels, pixels: pixels)
    }
}
