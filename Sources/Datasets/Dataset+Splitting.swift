public import Platform

extension Dataset {
    /// Splits the data set into train, validation and test.
    ///
    /// The data set's own test set is used where it has one; else `test`, a fraction of the
    /// examples, is drawn. Validation is drawn from what then remains. Both come from `generator`
    /// alone, test before validation, so that a seed gives the same test set whatever the size of
    /// the validation part.
    ///
    /// - Throws: `Failure` (`usage`) if a part would be empty, or as reading the data does.
    public func split(
        test: Double = 0.1, validation: ValidationSize = .none,
        using generator: inout some RandomNumberGenerator
    ) throws(Failure) -> Splits {
        var rest = try train().all
        let testPart: Selection
        if let own = try self.test() {
            testPart = own.all
        } else {
            let count = try size(of: "test", as: .fraction(test), outOf: rest.count)
            (testPart, rest) = rest.carve(count, using: &generator)
        }
        guard validation != .none else {
            return Splits(train: rest, validation: nil, test: testPart)
        }
        let count = try size(of: "validation", as: validation, outOf: rest.count)
        let parts = rest.carve(count, using: &generator)
        return Splits(train: parts.rest, validation: parts.taken, test: testPart)
    }

    /// The number of examples in a part; at least one is in it and one outside.
    private func size(
        of part: String, as size: ValidationSize, outOf total: Int
    ) throws(Failure) -> Int {
        let count: Int
        let asked: String
        switch size {
        case .none:
            return 0
        case .count(let number):
            count = number
            asked = "\(number) examples"
        case .fraction(let fraction):
            guard fraction > 0 && fraction < 1 else {
                throw Failure(
                    .usage, "\(part) fraction \(fraction) is out of range", at: name,
                    remedy: "choose one above 0 and below 1")
            }
            count = Int((fraction * Double(total)).rounded())
            asked = "a fraction of \(fraction)"
        }
        guard count > 0 else {
            throw Failure(
                .usage, "\(part) part would be empty", at: name,
                remedy: "ask for more than \(asked) of \(total)")
        }
        guard count < total else {
            throw Failure(
                .usage, "\(part) part would leave nothing to train on", at: name,
                remedy: "ask for less than \(asked) of \(total)")
        }
        return count
    }
}
