import Platform

/// Latents in a CSV file, under `z_0`, `z_1`, … or, where there are none, `mu_0`, `mu_1`, ….
enum LatentFile {
    /// Reads the file at `path`, where `-` is standard input.
    ///
    /// Other columns are passed over.
    ///
    /// - Throws: `Failure` (`noInput`) if it is missing, (`data`) that names line and column of
    ///   what a model of `latentDimensions` cannot decode.
    static func read(_ path: String, latentDimensions: Int) throws(Failure) -> LatentRows {
        let source = try ByteSource(path)
        let reader = CSVReader(source)
        guard try reader.next() else {
            throw Failure(.data, "file is empty", at: source.name, remedy: "give a line of names")
        }
        let columns = try Columns(reader, latentDimensions: latentDimensions)
        var rows = LatentRows(dimensions: latentDimensions)
        var row = [Float](repeating: 0, count: latentDimensions)
        while try reader.next() {
            for latent in row.indices {
                let text = reader.field(columns.positions[latent])
                guard let value = Float(text), value.isFinite else {
                    throw Failure(
                        .data, "\"\(text)\" is not a number",
                        at: "\(reader.place), column \(columns.family)_\(latent)",
                        remedy: "give a finite number with a decimal point")
                }
                row[latent] = value
            }
            rows.append(row)
        }
        guard rows.count > 0 else {
            throw Failure(
                .data, "there are no rows", at: source.name,
                remedy: "give a line of latents for each picture")
        }
        return rows
    }

    /// Where the latents stand in a record.
    private struct Columns {
        let family: String
        let positions: [Int]

        init(_ header: CSVReader, latentDimensions: Int) throws(Failure) {
            let names = (0..<header.fieldCount).map { header.field($0) }
            guard let family = ["z", "mu"].first(where: { Columns.has($0, names) }) else {
                throw Failure(
                    .data, "there are no columns z_0, z_1, … or mu_0, mu_1, …", at: header.place,
                    remedy: "name the columns as vae export does")
            }
            var found = [Int?](repeating: nil, count: latentDimensions)
            for (position, name) in names.enumerated() {
                guard let latent = Columns.latent(name, of: family) else { continue }
                guard latent < latentDimensions else {
                    throw Failure(
                        .data, "column \(name) for a model of \(latentDimensions) latents",
                        at: header.place, remedy: "use latents of this model")
                }
                guard found[latent] == nil else {
                    throw Failure(
                        .data, "column \(name) is there twice", at: header.place,
                        remedy: "keep one of them")
                }
                found[latent] = position
            }
            if let missing = found.firstIndex(of: nil) {
                throw Failure(
                    .data, "column \(family)_\(missing) is missing", at: header.place,
                    remedy: "the model has \(latentDimensions) latents, give all")
            }
            self.family = family
            positions = found.compactMap { $0 }
        }

        private static func has(_ family: String, _ names: [String]) -> Bool {
            names.contains { latent($0, of: family) != nil }
        }

        /// The number in a name such as `z_12`.
        private static func latent(_ name: String, of family: String) -> Int? {
            guard name.hasPrefix("\(family)_") else { return nil }
            let digits = name.dropFirst(family.count + 1)
            guard let number = Int(digits), number >= 0, String(number) == digits else {
                return nil
            }
            return number
        }
    }
}
