import Autoencoders
import Platform

// What is typed: commands, expressions, things to find.
extension ExplorerState {
    /// Runs a command, or goes to the point of an expression.
    mutating func run(_ line: String) throws(CommandError) -> [Effect] {
        if let (command, _) = Command.parse(line) {
            let rest = line.dropFirst(command.name.count)
            let text = String(rest.drop { $0 == " " })
            return try command.run(
                &self,
                Command.Line(
                    command: command.name, text: text.trimmed, offset: line.count - text.count))
        }
        go(to: try point(line, offset: 0), saying: line)
        return []
    }

    /// A point that was typed, and the example it is, if it is one.
    struct TypedPoint {
        let z: LatentPoint
        let example: ExampleReference?
    }

    /// The point that an expression stands for.
    ///
    /// - Parameter offset: characters of the line before it, for the columns of errors.
    func point(_ text: String, offset: Int) throws(CommandError) -> TypedPoint {
        let point: TypedPoint
        do throws(ExpressionError) {
            let expression = try LatentExpression.parse(text, names: knownNames)
            let z = try expression.evaluate(latentDimensions: model.latentDimensions) {
                (name) throws(UnknownName) in try self.point(named: name)
            }
            let example = expression.singleName.flatMap { try? self.example(named: $0) }
            point = TypedPoint(z: z, example: example ?? nil)
        } catch {
            throw CommandError(error.message, column: error.column + offset)
        }
        guard point.z.allSatisfy({ abs($0) <= ExplorerState.farthestLatent }) else {
            throw CommandError("that is beyond all data: give smaller factors")
        }
        return point
    }

    /// Beyond this no picture differs any more, and the way back is lost in rounding.
    package static let farthestLatent: Float = 1e6

    /// Goes to a typed point.
    mutating func go(to point: TypedPoint, saying text: String) {
        if let example = point.example { return load(example) }
        change { $0.z = point.z }
        notice = "At \(text)."
    }

    private func point(named name: PointName) throws(UnknownName) -> LatentPoint {
        if case .current = name { return place.z }
        if case .word(let word) = name {
            if let anchor = place.anchors.first(where: { $0.name == word }) { return anchor.z }
            if let mark = place.bookmarks.first(where: { $0.name == word }) { return mark.z }
            return try centroid(ofLabel: word)
        }
        guard let data, let example = try example(named: name) else {
            throw UnknownName("\(name) cannot be looked up", remedy: "there are no examples")
        }
        return data.examples.mean(at: example.row)
    }

    private func centroid(ofLabel word: String) throws(UnknownName) -> LatentPoint {
        let label = try label(named: word)
        guard let centroid = data?.centroids?.centroid(of: label) else {
            throw UnknownName(
                "no example of \(model.name(of: label)) is encoded", remedy: "name another")
        }
        return centroid
    }

    /// The label that a person means by `word`.
    func label(named word: String) throws(UnknownName) -> Int32 {
        guard data?.centroids != nil else { throw UnknownName(word, known: knownNames) }
        return Int32(
            try LabelNames(labelNames).label(
                named: word, besides: place.anchors.map(\.name) + place.bookmarks.map(\.name)))
    }

    /// The example that a name stands for; nil if it is the name of something else.
    private func example(named name: PointName) throws(UnknownName) -> ExampleReference? {
        guard let data else { return nil }
        let (part, example): (ExamplePart?, ExampleReference?)
        switch name {
        case .current, .word: return nil
        case .example(let named, let index):
            (part, example) = (named, data.example(numbered: index))
        case .exampleID(let named, let id):
            (part, example) = (named, data.ids?.firstIndex(of: id).map(data.example))
        }
        guard part ?? data.part == data.part else {
            throw UnknownName(
                "only examples of \(data.part.rawValue) are at hand",
                remedy: "leave out \(part?.rawValue ?? "")")
        }
        guard let example else { throw missingExample("\(name)", data) }
        return example
    }

    private func missingExample(_ name: String, _ data: ExplorerData) -> UnknownName {
        let count = Numbers.grouped(data.examples.count)
        return data.numbers == nil
            ? UnknownName(
                "there is no example \(name)", remedy: "there are \(count), counted from 0")
            : UnknownName(
                "there is no example \(name) at hand", remedy: "only \(count) are encoded")
    }

    /// `NAME`, `NAME = EXPRESSION` or nothing.
    func assignment(
        _ line: Command.Line
    ) throws(CommandError) -> (name: String?, point: TypedPoint?) {
        guard !line.text.isEmpty else { return (nil, nil) }
        let halves = line.text.split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(halves[0]).trimmed
        guard !name.contains(" ") else { throw line.misuse("a name is one word") }
        guard halves.count == 2 else { return (name, nil) }
        let offset = line.offset + halves[0].count + 1
        return (name.isEmpty ? nil : name, try point(String(halves[1]), offset: offset))
    }

    /// Forgets an anchor or a bookmark.
    mutating func delete(_ name: String, _ line: Command.Line) throws(CommandError) -> [Effect] {
        if let index = place.anchors.firstIndex(where: { $0.name == name }) {
            player.anchor = index
            removeAnchor()
            return []
        }
        guard place.bookmarks.contains(where: { $0.name == name }) else {
            throw line.misuse("there is no anchor or bookmark \"\(name)\"")
        }
        change { $0.bookmarks.removeAll { $0.name == name } }
        notice = "Bookmark \(name) is gone; u brings it back."
        return [.saveBookmarks(place.bookmarks)]
    }

    /// Axes as they are typed.
    func axes(_ line: Command.Line) throws(CommandError) -> MapAxes {
        let words = line.names
        if words.first == "pca" {
            let numbers = words.dropFirst().compactMap { Int($0) }
            guard words.count == 1 || numbers.count == 2, numbers.allSatisfy({ $0 > 0 }) else {
                throw line.misuse("components are two whole numbers from 1 on")
            }
            return numbers.isEmpty ? .principal(0, 1) : .principal(numbers[0] - 1, numbers[1] - 1)
        }
        let latents = words.compactMap { word in
            word.hasPrefix("z") ? Int(word.dropFirst()) : nil
        }
        if words.count == 2, latents.count == 2 { return .latents(latents[0], latents[1]) }
        let isLeast = words.first == "least"
        let names = isLeast ? Array(words.dropFirst()) : words
        guard names.count == (isLeast ? 2 : 3) else {
            throw line.misuse("axes are two components, two latents or labels")
        }
        do throws(UnknownName) {
            var labels = [Int32]()
            for name in names { labels.append(try label(named: name)) }
            return isLeast
                ? .leastSquares(labels[0], labels[1]) : .centroids(labels[0], labels[1], labels[2])
        } catch {
            throw CommandError(error.description)
        }
    }

    /// Steps through examples of one label, or of all.
    mutating func chooseLabel(_ line: Command.Line) throws(CommandError) {
        guard !line.text.isEmpty else { throw line.misuse("a label is missing") }
        if line.text == "all" {
            change { $0.label = nil }
            notice = "Examples of all labels."
            return
        }
        stepExample(by: 1, of: try labelWithExamples(named: line.text))
    }

    /// The label that a person means, of which there are examples.
    private func labelWithExamples(named text: String) throws(CommandError) -> Int32 {
        let wanted: Int32
        do throws(UnknownName) { wanted = try label(named: text) } catch {
            throw CommandError(error.description)
        }
        guard data?.rowsOfLabel[wanted] != nil else {
            throw CommandError("no example of \(model.name(of: wanted)) is encoded")
        }
        return wanted
    }

    /// Moves a slider by its name.
    mutating func set(_ line: Command.Line) throws(CommandError) {
        let words = line.words
        guard words.count == 2, let value = Double(words[1]), value.isFinite else {
            throw line.misuse("a slider takes one number")
        }
        if let index = visibleCoordinates.firstIndex(where: { $0.name == words[0] }) {
            coordinate = index
            return setSlider(index, to: value)
        }
        // A dead latent can be moved too, even while it is folded away.
        guard let index = space.coordinates.firstIndex(where: { $0.name == words[0] }) else {
            throw line.misuse("there is no slider \(words[0])")
        }
        let held = min(max(value, -ExplorerState.farthest), ExplorerState.farthest)
        let z = space.moving(place.z, index, to: held)
        change { $0.z = z }
        notice = "\(words[0]) at \(Numbers.signed(held)) σ."
    }

    /// Goes to an example, a mark or a label: by number, id or name.
    mutating func find(_ text: String) throws(CommandError) {
        if let number = Int(text.drop { $0 == "#" }) {
            guard let data else {
                throw CommandError(progress ?? "there are no examples: give --data")
            }
            guard let example = data.example(numbered: number) else {
                throw CommandError(missingExample("#\(number)", data).description)
            }
            return load(example)
        }
        if let index = place.anchors.firstIndex(where: { $0.name == text }) {
            change {
                $0.z = $0.anchors[index].z
                $0.example = $0.anchors[index].example
                $0.pathPosition = Double(index)
            }
            notice = "At anchor \(text)."
            return
        }
        if let bookmark = place.bookmarks.first(where: { $0.name == text }) {
            change { $0.z = bookmark.z }
            notice = "At bookmark \(text)."
            return
        }
        let isLabel = labelNames.contains { $0.lowercased() == text.lowercased() }
        if !isLabel, let data, let ids = data.ids,
            let row = ids.firstIndex(of: text) ?? ids.firstIndex(where: { $0.contains(text) })
        {
            return load(data.example(at: row))
        }
        let label = try labelWithExamples(named: text)
        stepExample(by: 1, of: label)
        notice += " n is the next \(model.name(of: label)), Esc forgets the label."
    }
}
