/// Draws pictures as characters of one colour, each chosen for its density and its shape.
struct CharacterDrawing {
    let columns: Int
    let rows: Int
    let atlas: CharacterAtlas
    /// What to draw: one plane with the atlas' parts of each cell, 1 for what the densest
    /// character shows.
    let image: LightImage
    /// Which character each cell has.
    private(set) var choices: [Int]

    /// Chooses characters for `image`.
    init(_ image: LightImage, atlas: CharacterAtlas, dither: Dither) {
        self.image = image
        self.atlas = atlas
        columns = image.width / CharacterAtlas.columns
        rows = image.height / CharacterAtlas.rows
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

    private mutating func choose(thresholds mask: ThresholdMask) {
        // About the step between neighbouring densities of ten.
        let step: Float = 0.1
        for cell in choices.indices {
            let threshold = mask[cell % columns, cell / columns]
            choices[cell] = nearest(to: light(ofCell: cell), brighter: (0.5 - threshold) * step)
        }
    }

    private mutating func diffuse() {
        var errors = [Float](repeating: 0, count: (rows + 1) * (columns + 2))
        for row in 0..<rows {
            let step = row % 2 == 0 ? 1 : -1
            var column = step == 1 ? 0 : columns - 1
            for _ in 0..<columns {
                let cell = row * columns + column
                let here = row * (columns + 2) + column + 1
                let wanted = light(ofCell: cell)
                let choice = nearest(to: wanted, brighter: errors[here])
                choices[cell] = choice
                let error = errors[here] + mean(wanted) - mean(coverage(of: choice))
                let below = here + columns + 2
                errors[here + step] += error * (7 / 16)
                errors[below - step] += error * (3 / 16)
                errors[below] += error * (5 / 16)
                errors[below + step] += error * (1 / 16)
                column += step
            }
        }
    }

    private func mean(_ parts: [Float]) -> Float {
        parts.reduce(0, +) / Float(CharacterAtlas.parts)
    }

    func coverage(of choice: Int) -> [Float] {
        let start = choice * CharacterAtlas.parts
        return Array(atlas.coverage[start..<start + CharacterAtlas.parts])
    }

    /// The light of a cell's parts, `[rows, columns]`.
    func light(ofCell cell: Int) -> [Float] {
        let left = cell % columns * CharacterAtlas.columns
        return (0..<CharacterAtlas.rows).flatMap { y in
            let line = (cell / columns * CharacterAtlas.rows + y) * image.width + left
            return image.samples[line..<line + CharacterAtlas.columns]
        }
    }

    /// The character whose shape is nearest to `light` and whose density to its mean, both made
    /// `brighter`.
    private func nearest(to light: [Float], brighter: Float) -> Int {
        let wanted = mean(light) + brighter
        var best = (choice: 0, error: Float.infinity)
        for choice in atlas.scalars.indices {
            let start = choice * CharacterAtlas.parts
            var (shape, sum): (Float, Float) = (0, 0)
            for part in 0..<CharacterAtlas.parts {
                let covered = atlas.coverage[start + part]
                let difference = covered - light[part] - brighter
                shape += difference * difference
                sum += covered
            }
            let density = sum / Float(CharacterAtlas.parts) - wanted
            let error = density * density + CharacterSearch.sharpness * shape / 32
            if error < best.error { best = (choice, error) }
        }
        return best.choice
    }
}
