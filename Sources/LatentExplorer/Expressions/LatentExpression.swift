import Platform

/// A point of the latent space, told in words: `boot + 0.5*(sandal - sneaker)`.
///
/// Whatever is written with `+`, `-`, a number times or through a point, `mean(a, b, …)` and
/// `mix(a, b, t)` = (1 − t) a + t b is a weighted sum of points that have names, Σ wᵢ pᵢ. So that is
/// what an expression is once it is read. `0` is the origin, the sum of none.
public struct LatentExpression: Equatable, Sendable, CustomStringConvertible {
    /// A named point and how often it is taken.
    struct Term: Sendable {
        let name: PointName
        var weight: Double
        /// Where the name stands in the text, counted from 1.
        let column: Int
    }

    /// Each name once, in the order of the text.
    private let terms: [Term]

    /// Reads `text`.
    ///
    /// - Throws: `ExpressionError` that points at the first character that cannot be.
    public static func parse(_ text: String) throws(ExpressionError) -> LatentExpression {
        var parser = ExpressionParser(text)
        let expression = LatentExpression(try parser.expression())
        guard expression.terms.allSatisfy(\.weight.isFinite) else { throw .tooLarge(column: 1) }
        return expression
    }

    /// Reads `text`, in which one of `names` alone needs no quotes.
    ///
    /// - Throws: as `parse(_:)`.
    public static func parse(
        _ text: String, names: [String]
    ) throws(ExpressionError) -> LatentExpression {
        let name = text.trimmed
        if names.contains(where: { $0.lowercased() == name.lowercased() }) {
            return LatentExpression(.word(name))
        }
        return try parse(text)
    }

    /// The point called `name`.
    public init(_ name: PointName) { self.init([Term(name: name, weight: 1, column: 1)]) }

    private init(_ terms: [Term]) {
        var merged = [Term]()
        var places = [PointName: Int]()
        for term in terms {
            if let place = places[term.name] {
                merged[place].weight += term.weight
            } else {
                places[term.name] = merged.count
                merged.append(term)
            }
        }
        self.terms = merged
    }

    /// The names that it is made of, each once, in the order of the text.
    public var names: [PointName] { terms.map(\.name) }

    /// The name that is all of it, as in `#412`; nil for a sum or a multiple.
    public var singleName: PointName? {
        guard let term = terms.first, terms.count == 1, term.weight == 1 else { return nil }
        return term.name
    }

    /// The point, `[latentDimensions]`: the weighted sum of what `point` says the names stand for.
    ///
    /// - Throws: `ExpressionError` at the name that `point` does not know, or if the sum is over
    ///   what a number holds.
    /// - Precondition: `point` gives `latentDimensions` values.
    public func evaluate(
        latentDimensions: Int, resolving point: (PointName) throws(UnknownName) -> [Float]
    ) throws(ExpressionError) -> [Float] {
        var sums = [Double](repeating: 0, count: latentDimensions)
        for term in terms {
            let values: [Float]
            do throws(UnknownName) {
                values = try point(term.name)
            } catch {
                throw ExpressionError(error.what, column: term.column, remedy: error.remedy)
            }
            require(
                values.count == latentDimensions,
                "LatentExpression: \(term.name) has \(values.count) latents, not "
                    + "\(latentDimensions)")
            for latent in sums.indices { sums[latent] += term.weight * Double(values[latent]) }
        }
        let result = sums.map { Float($0) }
        guard result.allSatisfy(\.isFinite) else { throw .tooLarge(column: 1) }
        return result
    }

    /// The weighted sum as text, which reads back as the same: `boot + 0.5*sandal - 0.5*sneaker`.
    public var description: String {
        guard !terms.isEmpty else { return "0" }
        var text = ""
        for term in terms {
            let sign = term.weight < 0 ? "-" : "+"
            if text.isEmpty {
                text = term.weight < 0 ? "-" : ""
            } else {
                text += " \(sign) "
            }
            let weight = abs(term.weight)
            if weight != 1 { text += "\(plain(weight))*" }
            text += term.name.description
        }
        return text
    }

    private func plain(_ number: Double) -> String {
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// Whether both are the same sum, however they were written.
    public static func == (first: LatentExpression, second: LatentExpression) -> Bool {
        first.terms.elementsEqual(second.terms) { $0.name == $1.name && $0.weight == $1.weight }
    }
}

extension ExpressionError {
    /// A number, or a sum, over what a number holds.
    static func tooLarge(column: Int) -> ExpressionError {
        ExpressionError("the number is too large", column: column, remedy: "write a smaller one")
    }
}
