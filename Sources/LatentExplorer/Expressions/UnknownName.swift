import Platform

/// A name that stands for no point, or for more than one.
public struct UnknownName: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let what: String
    /// What to write instead.
    public let remedy: String

    /// Creates an error from its two parts.
    public init(_ what: String, remedy: String) {
        self.what = what
        self.remedy = remedy
    }

    /// A name that is none of `known`.
    ///
    /// The nearest of `known` and `others` is proposed; if none is near, what is known is listed.
    public init(_ text: String, known: [String], others: [String] = []) {
        what = "\"\(text)\" is not known"
        if let nearest = nearestName(to: text, among: known + others) {
            remedy = "did you mean \(PointName.word(nearest))?"
        } else if known.isEmpty {
            remedy = "no point has a name here"
        } else {
            remedy = "known are \(list(known, "and"))"
        }
    }

    /// A name that more than one could be.
    public init(_ text: String, couldBe names: [String]) {
        what = "\"\(text)\" can be \(list(names, "or"))"
        remedy = "write more of it"
    }

    /// Wrong and right on one line.
    public var description: String { "\(what): \(remedy)" }
}

/// Names as a sentence has them; of many the first twelve.
private func list(_ names: [String], _ conjunction: String) -> String {
    if names.count > 12 { return names.prefix(12).joined(separator: ", ") + ", …" }
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return "\(names.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
}
