/// The parts a data set was split into: disjoint, each in input order.
public struct Splits: Sendable {
    /// What the parameters are fitted to.
    public let train: Selection
    /// What training is watched with, if any was asked for.
    public let validation: Selection?
    /// What the finished model is judged by.
    public let test: Selection

    /// Parts that are disjoint, each in input order.
    public init(train: Selection, validation: Selection?, test: Selection) {
        self.train = train
        self.validation = validation
        self.test = test
    }

    /// The part called `split`; nil for a validation part that was not asked for.
    public subscript(split: Split) -> Selection? {
        switch split {
        case .train: train
        case .validation: validation
        case .test: test
        }
    }
}
