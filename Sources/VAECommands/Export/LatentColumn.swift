import Platform

/// A column of the latent table, or a group of one for each latent.
enum LatentColumn: String, CaseIterable {
    case id, label, split, mu, sigma, kl, reconstruction, elbo

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

    /// The names in the header for a model of `latentDimensions`.
    func headers(latentDimensions: Int) -> [String] {
        switch self {
        case .mu, .sigma: (0..<latentDimensions).map { "\(rawValue)_\($0)" }
        default: [rawValue]
        }
    }
}
