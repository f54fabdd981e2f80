import Autoencoders

// What points and examples are called.
extension ExplorerState {
    /// `test #412`, or with an id of its own `test a/b.png`.
    func name(of example: ExampleReference) -> String {
        guard let data, data.part == example.part, let ids = data.ids,
            ids.indices.contains(example.row)
        else { return "\(example.part.rawValue) #\(example.number)" }
        return "\(example.part.rawValue) \(ids[example.row])"
    }

    /// The label of an example of the data at hand.
    func label(of example: ExampleReference) -> Int32? {
        guard let data, data.part == example.part, example.row < data.examples.count else {
            return nil
        }
        return data.label(at: example.row)
    }

    /// The example with its label, as in `test #412 ankle boot`.
    func fullName(of example: ExampleReference) -> String {
        guard let label = label(of: example) else { return name(of: example) }
        return "\(name(of: example)) \(model.name(of: label))"
    }

    /// The names of all labels there can be, in their order.
    var labelNames: [String] {
        let highest = data?.centroids?.labels.last.map { Int($0) + 1 } ?? 0
        return (0..<max(highest, model.classNames.count)).map { model.name(of: Int32($0)) }
    }

    /// The first letter from A on that no anchor has.
    var nextAnchorName: String {
        let letters = (0..<26).compactMap { Unicode.Scalar(65 + $0).map { String($0) } }
        let free = letters.first { name in !place.anchors.contains { $0.name == name } }
        return free ?? "A\(place.anchors.count)"
    }
}
