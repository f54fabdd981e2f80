package import Pictures
package import Platform

/// What can be taken out of the explorer, as files.
///
/// Pictures are enlarged until their shorter side has 256 pixels. All throw `Failure`
/// (`cannotCreate` or `inputOutput`) if the file cannot be written.
package enum Exports {
    private static let shorterSide = 256

    /// Writes a picture as a PNG file.
    package static func picture(_ picture: Picture, to path: String) throws(Failure) {
        try PNG.write(picture.enlarged(toShorterSide: shorterSide), to: path)
    }

    /// Writes pictures in rows of `columns` as a PNG file.
    ///
    /// - Precondition: at least one picture, all of one size.
    package static func grid(
        _ pictures: [Picture], columns: Int, to path: String
    ) throws(Failure) {
        try picture(.grid(pictures, columns: columns), to: path)
    }

    /// Writes the pictures along a path side by side as a PNG file.
    ///
    /// - Precondition: at least one picture, all of one size.
    package static func filmStrip(_ pictures: [Picture], to path: String) throws(Failure) {
        try grid(pictures, columns: pictures.count, to: path)
    }

    /// Writes the pictures along a path as a GIF file that goes there and back for ever, or there
    /// once.
    ///
    /// - Parameter seconds: how long a picture is seen.
    /// - Precondition: at least one picture, all of one size.
    package static func animation(
        _ pictures: [Picture], delay seconds: Double = 0.1, loops: Bool = true, to path: String
    ) throws(Failure) {
        let forth = pictures.map { $0.enlarged(toShorterSide: shorterSide) }
        let back = loops ? forth.dropFirst().dropLast().reversed() : []
        try GIF.write(forth + back, delay: seconds, loops: loops, to: path)
    }

    /// Writes points of the latent space as CSV: the columns `name`, `z_0`, `z_1`, …, which
    /// `vae decode` reads.
    ///
    /// - Precondition: at least one point, all of as many latents.
    package static func latents(
        _ points: [(name: String, z: [Float])], to path: String
    ) throws(Failure) {
        let dimensions = points.first?.z.count ?? 0
        var lines = CSVLine()
        lines.append("name")
        for latent in 0..<dimensions { lines.append("z_\(latent)") }
        lines.end()
        for point in points {
            require(
                point.z.count == dimensions,
                "Exports: \(point.name) has \(point.z.count) latents, the first \(dimensions)")
            lines.append(point.name)
            lines.append(point.z)
            lines.end()
        }
        try AtomicFile.write(lines.bytes, to: path)
    }
}
