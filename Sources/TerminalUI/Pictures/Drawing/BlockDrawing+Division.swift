extension BlockDrawing {
    /// Gives each cell the glyph whose two parts differ least within themselves, and the mean light
    /// of each part as its colours.
    ///
    /// Parts are told apart by eye, so by encoded values; their colours add up as light.
    mutating func divideCells() {
        if image.channels == 1 { divideGreyCells() } else { divideColoredCells() }
    }

    private mutating func divideColoredCells() {
        let shapes = atlas.sums
        BlockDrawing.withRoom(for: atlas) { light, encoded, sums in
            for place in choices.indices {
                if let flat = flatLight(cell: place) {
                    backgrounds[place] = flat
                    continue
                }
                load(cell: place, into: light)
                for sample in light.indices { encoded[sample] = light[sample].encoded }
                let total = shapes.sum(encoded, into: sums)
                let choice = shapes.clearestDivision(sums, total: total)
                choices[place] = choice
                let (sum, lightTotal) = shapes.sum(light, over: choice)
                (foregrounds[place], backgrounds[place]) = shapes.means(
                    sum: sum, total: lightTotal, of: choice)
            }
        }
    }

    /// Four cells at a time.
    private mutating func divideGreyCells() {
        let shapes = atlas.sums
        BlockDrawing.withRoom(for: atlas) { light, encoded, sums in
            for row in 0..<rows {
                for column in stride(from: 0, to: columns, by: 4) {
                    // Beyond the last column it is the last once more.
                    let last = columns - 1
                    let places =
                        row * columns
                        &+ SIMD4(
                            column, min(column + 1, last), min(column + 2, last),
                            min(column + 3, last))
                    load(cells: places, into: light)
                    let first = light[0]
                    if light.allSatisfy({ $0 == first }) {
                        // There is nothing to divide, as in most of a dark ground.
                        for lane in 0..<4 {
                            backgrounds[places[lane]] = SIMD3(repeating: first[lane])
                        }
                        continue
                    }
                    for sample in light.indices {
                        encoded[sample] = SRGB.encoded(light[sample])
                    }
                    let total = shapes.sum(encoded, into: sums)
                    let division = shapes.clearestDivisions(sums, total: total)
                    let lightTotal = shapes.sum(light, into: sums)
                    for lane in 0..<4 {
                        let choice = Int(division[lane])
                        choices[places[lane]] = choice
                        (foregrounds[places[lane]], backgrounds[places[lane]]) = shapes.means(
                            sum: SIMD3(repeating: sums[choice][lane]),
                            total: SIMD3(repeating: lightTotal[lane]), of: choice)
                    }
                }
            }
        }
    }

    /// Calls `body` with room for a cell's samples, for what they are encoded, and for sums over all
    /// glyphs.
    private static func withRoom<Light: SIMD>(
        for atlas: BlockAtlas,
        _ body: (
            _ light: UnsafeMutableBufferPointer<Light>,
            _ encoded: UnsafeMutableBufferPointer<Light>, _ sums: UnsafeMutableBufferPointer<Light>
        ) -> Void
    ) {
        withUnsafeTemporaryAllocation(
            of: Light.self, capacity: 2 * samplesPerCell + atlas.glyphs.count
        ) { room in
            body(
                UnsafeMutableBufferPointer(rebasing: room[..<samplesPerCell]),
                UnsafeMutableBufferPointer(rebasing: room[samplesPerCell..<2 * samplesPerCell]),
                UnsafeMutableBufferPointer(rebasing: room[(2 * samplesPerCell)...]))
        }
    }

    /// The light of a cell that has one only; there is nothing to divide.
    private func flatLight(cell place: Int) -> SIMD3<Float>? {
        let side = BlockGlyph.side
        let start = firstSample(of: place)
        return image.samples.withUnsafeBufferPointer { samples in
            var light = SIMD3<Float>.zero
            for channel in 0..<3 {
                let plane = start + channel * image.width * image.height
                light[channel] = samples[plane]
                for y in 0..<side {
                    for x in 0..<side
                    where samples[plane + y * image.width + x] != samples[plane] { return nil }
                }
            }
            return light
        }
    }

    /// Copies the samples of four cells, `[side, side]`.
    private func load(
        cells places: SIMD4<Int>, into samples: UnsafeMutableBufferPointer<SIMD4<Float>>
    ) {
        let side = BlockGlyph.side
        let (a, b) = (firstSample(of: places[0]), firstSample(of: places[1]))
        let (c, d) = (firstSample(of: places[2]), firstSample(of: places[3]))
        image.samples.withUnsafeBufferPointer { source in
            for y in 0..<side {
                for x in y * image.width..<y * image.width + side {
                    samples[y * side + x - y * image.width] = SIMD4(
                        source[a + x], source[b + x], source[c + x], source[d + x])
                }
            }
        }
    }
}
