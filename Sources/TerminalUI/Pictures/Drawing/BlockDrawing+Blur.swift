extension BlockDrawing {
    /// Parts of a cell, along each side, that colours are fitted on.
    private static let side = 4
    private static let rounds = 3

    /// Moves the colours towards those whose blurred drawing is the blurred picture.
    ///
    /// The blurred error is given back to the colours that made it, over and over:
    /// `F ← F + Σ w m (k * (L - R)) / Σ w m`, with the drawing `R`, the part `m` of the
    /// foreground, and weights `w = 1 / (L + 0.02)`, since the eye sees less of an error in bright
    /// places. Source of the iteration: M. Irani and S. Peleg, "Improving resolution by image
    /// registration", CVGIP 53 (1991).
    mutating func fitColorsThroughBlur() {
        let side = BlockDrawing.side
        let blur = CellBlur(partsAcross: side, partsDown: side)
        let field = PaddedField(
            width: columns * side, height: rows * side, marginX: blur.across.radius,
            marginY: blur.down.radius)
        var error = [Float](repeating: 0, count: field.count)
        for channel in 0..<image.channels {
            let target = field.values(of: image.reduced(by: BlockGlyph.side / side, channel))
            for _ in 0..<BlockDrawing.rounds {
                writeError(of: target, into: &error, field, channel)
                field.blur(&error, blur.across, blur.down)
                giveBack(error, target, field, channel)
            }
        }
        if image.channels == 1 {
            for cell in choices.indices {
                foregrounds[cell] = SIMD3(repeating: foregrounds[cell].x)
                backgrounds[cell] = SIMD3(repeating: backgrounds[cell].x)
            }
        }
    }

    private func writeError(
        of target: [Float], into error: inout [Float], _ field: PaddedField, _ channel: Int
    ) {
        target.withUnsafeBytes { target in
            error.withUnsafeMutableBytes { error in
                for cell in choices.indices {
                    let back = backgrounds[cell][channel]
                    let contrast = foregrounds[cell][channel] - back
                    for y in 0..<BlockDrawing.side {
                        let place = offset(cell, y, field)
                        let light = target.loadUnaligned(
                            fromByteOffset: place, as: SIMD4<Float>.self)
                        let covered = atlas.rows[choices[cell] * BlockDrawing.side + y]
                        error.storeBytes(
                            of: light - (back + contrast * covered), toByteOffset: place,
                            as: SIMD4<Float>.self)
                    }
                }
            }
        }
    }

    private mutating func giveBack(
        _ error: [Float], _ target: [Float], _ field: PaddedField, _ channel: Int
    ) {
        target.withUnsafeBytes { target in
            error.withUnsafeBytes { error in
                for cell in choices.indices {
                    var (front, frontWeight) = (SIMD4<Float>.zero, SIMD4<Float>.zero)
                    var (back, backWeight) = (SIMD4<Float>.zero, SIMD4<Float>.zero)
                    for y in 0..<BlockDrawing.side {
                        let place = offset(cell, y, field)
                        let light = target.loadUnaligned(
                            fromByteOffset: place, as: SIMD4<Float>.self)
                        let missing = error.loadUnaligned(
                            fromByteOffset: place, as: SIMD4<Float>.self)
                        let weight = 1 / (light + 0.02)
                        let covered = atlas.rows[choices[cell] * BlockDrawing.side + y] * weight
                        front += covered * missing
                        frontWeight += covered
                        back += (weight - covered) * missing
                        backWeight += weight - covered
                    }
                    let (frontSum, backSum) = (frontWeight.sum(), backWeight.sum())
                    if frontSum > 0 {
                        let light = foregrounds[cell][channel] + front.sum() / frontSum
                        foregrounds[cell][channel] = min(max(light, 0), 1)
                    }
                    if backSum > 0 {
                        let light = backgrounds[cell][channel] + back.sum() / backSum
                        backgrounds[cell][channel] = min(max(light, 0), 1)
                    }
                }
            }
        }
    }

    /// Where row `y` of a cell's parts begins in a field, in bytes.
    @inline(__always)
    private func offset(_ cell: Int, _ y: Int, _ field: PaddedField) -> Int {
        let line = field.row(cell / columns * BlockDrawing.side + y).lowerBound
        return (line + cell % columns * BlockDrawing.side) * MemoryLayout<Float>.stride
    }
}
