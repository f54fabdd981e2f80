import Autoencoders
import Glibc
import Platform
import TensorCore

// Going to examples and to random points.
extension ExplorerState {
    /// Goes to the posterior mean of an example of the data at hand.
    mutating func load(_ example: ExampleReference) { load(example, keepingTo: place.label) }

    private mutating func load(_ example: ExampleReference, keepingTo label: Int32?) {
        guard let data, example.part == data.part, example.row < data.examples.count else {
            notice = "There is no example \(name(of: example))."
            return
        }
        change {
            $0.z = data.examples.mean(at: example.row)
            $0.example = example
            $0.label = label
            if case .local = $0.sliders { $0.sliders = .latents }
        }
        notice = "At \(fullName(of: example))."
    }

    /// Goes to an example that need not be of the part at hand, by what was answered of it.
    mutating func go(toNeighbor neighbor: Neighbors.Neighbor) {
        if neighbor.example.part == data?.part { return load(neighbor.example) }
        guard let z = neighbor.z else {
            notice = "The latents of \(name(of: neighbor.example)) are not at hand."
            return
        }
        change {
            $0.z = z
            $0.example = neighbor.example
            $0.exampleMean = z
        }
        let label = neighbor.label.map { " \(model.name(of: $0))" } ?? ""
        notice = "At \(name(of: neighbor.example))\(label)."
    }

    /// The next or previous example, of the chosen label only if there is one.
    mutating func stepExample(by step: Int) { stepExample(by: step, of: place.label) }

    /// The next or previous example of a label, which is kept to from now on.
    mutating func stepExample(by step: Int, of label: Int32?) {
        guard let data else { return sayThereAreNoExamples() }
        let row = place.example.flatMap { $0.part == data.part ? $0.row : nil }
        let target: Int
        if let label {
            let rows = data.rowsOfLabel[label] ?? []
            guard !rows.isEmpty else { return sayThereAreNoExamples() }
            // The first one of the label at or behind where z stands.
            let place = row.map { row in rows.firstIndex { $0 >= row } ?? rows.count } ?? 0
            let isOnRow = row != nil && rows.indices.contains(place) && rows[place] == row
            let next = step > 0 ? (isOnRow ? place + 1 : place) : place - 1
            target = rows[(next + rows.count) % rows.count]
        } else {
            let next = row.map { $0 + step } ?? 0
            target = (next + data.examples.count) % data.examples.count
        }
        load(data.example(at: target), keepingTo: label)
    }

    mutating func goToRandomExample() {
        guard let data else { return sayThereAreNoExamples() }
        let rows = place.label.flatMap { data.rowsOfLabel[$0] } ?? Array(0..<data.examples.count)
        guard let row = rows.randomElement(using: &generator) else {
            return sayThereAreNoExamples()
        }
        load(data.example(at: row))
    }

    /// Steps through examples of the next label only; after the last, of all again.
    mutating func chooseNextLabel() {
        guard let labels = data?.centroids?.labels else {
            notice = "The examples have no labels."
            return
        }
        let index = place.label.flatMap { labels.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        guard labels.indices.contains(index) else {
            change { $0.label = nil }
            notice = "Examples of all labels."
            return
        }
        let label = labels[index]
        stepExample(by: 1, of: label)
        notice = "Examples of \(model.name(of: label)) only; n is the next, Esc forgets the label."
    }

    private mutating func sayThereAreNoExamples() {
        notice = progress ?? "There are no encoded examples: r draws from the prior."
    }

    /// A draw from the prior, or near a point.
    mutating func goToRandom(around center: LatentPoint?) {
        let scale = center == nil ? temperature : temperature * 0.3
        var generator = generator
        let z = space.random(temperature: scale, around: center, using: &generator)
        self.generator = generator
        change {
            $0.z = z
            if center == nil { $0.example = nil }
        }
        let shape = temperature == 1 ? "" : " at temperature \(Numbers.plain(temperature))"
        notice = center == nil ? "A draw from the prior\(shape)." : "A point near by\(shape)."
    }

    /// A draw from the posterior of the loaded example.
    mutating func drawFromPosterior() {
        guard let data, let example = place.example, example.part == data.part else {
            notice = "Only an example of the map can be drawn from: n loads one."
            return
        }
        let mean = data.examples.mean(at: example.row)
        let logVariance = data.examples.logVariance(at: example.row)
        let noise = generator.normal([mean.count]).elements
        change {
            $0.z = mean.indices.map { mean[$0] + expf(logVariance[$0] / 2) * noise[$0] }
        }
        notice = "A draw from the posterior of \(name(of: example))."
    }

    /// To where what is decoded here is encoded.
    mutating func snap() {
        guard let standing, answers[.standing]?.query == .standing(z: place.z) else {
            notice = "The round trip is not known yet."
            return
        }
        change("snap") { $0.z = standing.roundTrip }
        let distance = Numbers.fixed(standing.roundTripDistance, 2)
        notice = "Snapped by \(distance) σ to where the picture is encoded."
    }
}
