/// Draws pictures as characters of one colour, each chosen for its density and its shape.
struct CharacterDrawing {
    let columns: Int
    let rows: Int
    let atlas: CharacterAtlas
    /// The light of each cell's parts, `[cells, parts]`, 1 for what the densest character shows.
    let light: [Float]
    /// Which character each cell has.
    private(set) var choices: [Int]

    /// Chooses characters for `image`, one plane with the atlas' parts of each cell.
    init(_ image: LightImage, atlas: CharacterAtlas, dither: Dither) {
        self.atlas = atlas
        columns = image.width / CharacterAtlas.columns
        rows = image.height / CharacterAtlas.rows
        light = CharacterDrawing.cells(of: image)
        choices = [Int](repeating: 0, count: columns * rows)
        switch dither {
        case .none: choose(thresholds: .half)
        case .ordered: choose(thresholds: .bayer)
        case .blueNoise: choose(thresholds: .blueNoise)
        case .floydSteinberg: diffuse()
        case .search:
            diffuse()
            var search = CharacterSearch(self)
            search.improve()
            choices = search.choices
        }
    }

    /// The drawing in the terminal's own colours.
    func cells() -> CellBuffer {
        var buffer = CellBuffer(columns: columns, rows: rows)
        for cell in choices.indices { buffer.cells[cell].glyph = atlas.scalars[choices[cell]] }
        return buffer
    }

    /// The samples of an image in the order of cells.
    private static func cells(of image: LightImage) -> [Float] {
        let columns = image.width / CharacterAtlas.columns
        return (0..<image.width * image.height).map { place in
            let (cell, part) = (place / CharacterAtlas.parts, place % CharacterAtlas.parts)
            let y = cell / columns * CharacterAtlas.rows + part / CharacterAtlas.columns
            let x = cell % columns * CharacterAtlas.columns + part % CharacterAtlas.columns
            return image.samples[y * image.width + x]
        }
    }

    private mutating func choose(thresholds mask: ThresholdMask) {
        // About the step between neighbouring densities of ten.
        let step: Float = 0.1
        for cell in choices.indices {
            let threshold = mask[cell % columns, cell / columns]
            choices[cell] = nearest(to: cell, brighter: (0.5 - threshold) * step)
        }
    }

    /// Shares a cell's error among the cells not yet drawn, along a serpentine.
    private mutating func diffuse() {
        var errors = [Float](repeating: 0, count: (rows + 1) * (columns + 2))
        for row in 0..<rows {
            let step = row % 2 == 0 ? 1 : -1
            var column = step == 1 ? 0 : columns - 1
            for _ in 0..<columns {
                let cell = row * columns + column
                let here = row * (columns + 2) + column + 1
                choices[cell] = nearest(to: cell, brighter: errors[here])
                let error = errors[here] + meanLight(of: cell) - atlas.means[choices[cell]]
                let below = here + columns + 2
                errors[here + step] += error * (7 / 16)
                errors[below - step] += error * (3 / 16)
                errors[below] += error * (5 / 16)
                errors[below + step] += error * (1 / 16)
                column += step
            }
        }
    }

    private func meanLight(of cell: Int) -> Float {
        var sum: Float = 0
        for part in 0..<CharacterAtlas.parts { sum += light[cell * CharacterAtlas.parts + part] }
        return sum / Float(CharacterAtlas.parts)
    }

    /// The character whose shape is nearest to a cell's light and whose density to its mean, both
    /// made `brighter`.
    private func nearest(to cell: Int, brighter: Float) -> Int {
        let wanted = meanLight(of: cell) + brighter
        let shapeWeight = CharacterSearch.sharpness / Float(CharacterAtlas.parts)
        return light.withUnsafeBufferPointer { light in
            atlas.coverage.withUnsafeBufferPointer { coverage in
                var best = (choice: 0, error: Float.infinity)
                for choice in atlas.means.indices {
                    var shape: Float = 0
                    for part in 0..<CharacterAtlas.parts {
                        let difference =
                            coverage[choice * CharacterAtlas.parts + part]
                            - light[cell * CharacterAtlas.parts + part] - brighter
                        shape += difference * difference
                    }
                    let density = atlas.means[choice] - wanted
                    let error = density * density + shapeWeight * shape
                    if error < best.error { best = (choice, error) }
                }
                return best.choice
            }
        }
    }
}
