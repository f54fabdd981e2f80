import Platform

/// A column of the latent table, or a group of one for each latent or factor.
enum LatentColumn: String, CaseIterable {
    case id, label, factor, split, mu, sigma, kl, reconstruction, elbo

    /// All names, in the table's order.
    static var names: [String] { allCases.map(\.rawValue) }

    /// The columns named in `text`, in that order; all where there is none.
    ///
    /// - Throws: `Failure` (`usage`) for an unknown or repeated name.
    static func parse(_ text: String?) throws(Failure) -> [LatentColumn] {
        guard let text else { return allCases }
        var columns = [LatentColumn]()
        for name in text.split(separator: ",", omittingEmptySubsequences: false) {
            let column = try KnownName.parse(
                String(name), as: LatentColumn.self, for: "--columns")
            guard !columns.contains(column) else {
                throw Failure(
                    .usage, "column \(name) is named twice", at: "--columns",
                    remedy: "name each once")
            }
            columns.append(column)
        }
        return columns
    }
}

extension [LatentColumn] {
    /// The columns for pictures of which no factors are known.
    ///
    /// - Throws: `Failure` (`usage`) if the user named factors.
    func withoutFactors(areNamed: Bool) throws(Failure) -> [LatentColumn] {
        guard !areNamed || !contains(.factor) else {
            throw Failure(
                .usage, "it is not known what the pictures were made from", at: "--columns",
                remedy: "leave out factor")
        }
        return filter { $0 != .factor }
    }
}

/// The columns of one latent table, and what its groups consist of.
struct LatentSchema {
    let columns: [LatentColumn]
    let latentDimensions: Int
    /// What the pictures were made from, where that is known; mostly nothing.
    let factorNames: [String]

    /// All names of the header.
    var headers: [String] { columns.flatMap(headers) }

    /// The names in the header of a column or group.
    func headers(_ column: LatentColumn) -> [String] {
        switch column {
        case .mu, .sigma: (0..<latentDimensions).map { "\(column.rawValue)_\($0)" }
        case .factor: factorNames.map { "\(column.rawValue)_\($0)" }
        default: [column.rawValue]
        }
    }
}
