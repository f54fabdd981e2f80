import Datasets
import Platform

/// What there is to say of a data set.
struct DatasetInfo: Encodable {
    struct Class: Encodable {
        let label: Int
        let name: String?
        let count: Int
    }

    let name: String
    let source: String
    let shape: [Int]
    let trainCount: Int
    let testCount: Int?
    let fingerprint: String
    let classes: [Class]

    init(_ dataset: Dataset) throws(Failure) {
        name = dataset.name
        source = dataset.source
        shape = dataset.shape.sizes
        let train = try dataset.train()
        let test = try dataset.test()
        trainCount = train.count
        testCount = test?.count
        fingerprint = try dataset.fingerprint()
        var counts = [Int](repeating: 0, count: try dataset.classCount())
        for labels in [train.labels, test?.labels].compactMap({ $0 }) {
            for label in labels { counts[Int(label)] += 1 }
        }
        classes = counts.enumerated().map { label, count in
            Class(label: label, name: dataset.classNames?[label], count: count)
        }
    }

    var lines: [String] {
        var lines = [
            "data         \(name) (\(source))",
            "pictures     \(shape.map(String.init).joined(separator: "x")), 8 bit",
            "train        \(Numbers.grouped(trainCount))",
            "test         \(testCount.map(Numbers.grouped) ?? "none of its own: a seeded tenth of train")",
            "fingerprint  \(fingerprint)",
        ]
        if !classes.isEmpty {
            lines.append("labels       \(classes.count)")
            lines += classes.map {
                "  \("\($0.label)".right(3))  \(($0.name ?? "").left(12)) "
                    + Numbers.grouped($0.count).right(7)
            }
        }
        return lines
    }
}
