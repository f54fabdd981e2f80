import Platform
import TerminalUI

// What the screen wants to know.
extension ExplorerState {
    /// The parts of the screen whose answers are always wanted, for a driver without a screen.
    package mutating func beginWithoutScreen() {
        size = (columns: 200, rows: 60)
        view = .walk
    }

    /// The layout of the screen as it is.
    var layout: ScreenLayout {
        ScreenLayout(
            view: view, columns: size.columns, rows: size.rows, hasData: data != nil,
            hasPath: segments > 0)
    }

    /// All questions of the screen, the most urgent first, answered or not.
    func queries(_ layout: ScreenLayout) -> [Query] {
        var queries = [Query.picture(z: place.z, mode: pictureMode)]
        let shows = { layout.rectangle(of: $0) != nil }
        if case .local(let directions, let base) = place.sliders, directions.isEmpty {
            queries.append(.localDirections(z: base))
        }
        if let example = place.example { queries.append(.original(example)) }
        if let film = layout.rectangle(of: .film), segments > 0 {
            queries.append(.film(pathPoints(FilmPane.frameCount(in: film))))
        }
        if shows(.grid) { queries.append(.grid(gridPoints(layout).flatMap(\.self))) }
        if shows(.sweep), !sweepPoints.isEmpty { queries.append(.sweep(sweepPoints)) }
        if shows(.standing), !player.isPlaying { queries.append(.standing(z: place.z)) }
        // What takes long is asked for once z rests.
        guard !isMoving else { return queries }
        // The standing says whether one of them is copied.
        if shows(.neighbors) || shows(.standing), data != nil {
            queries.append(
                .neighbors(
                    z: place.z, by: neighborSpace, count: NeighborsPane.maximumCount))
        }
        if shows(.film), segments > 0 {
            queries += space.interpolations.map {
                .path(anchors: place.anchors.map(\.z), $0)
            }
        }
        return queries
    }

    /// The questions of the screen that have no answer yet, or an outdated one, the most urgent first.
    public var openQueries: [Query] {
        queries(layout).filter {
            answers[$0.slot]?.query != $0 || outdatedAnswers.contains($0.slot)
        }
    }

    /// Keeps an answer, unless something else is asked by now.
    mutating func receive(_ answer: Answer, to query: Query) {
        guard queries(layout).contains(query) else { return }
        answers[query.slot] = (query, answer)
        outdatedAnswers.remove(query.slot)
        if case .none(let reason) = answer { notice = reason }
        if case .localDirections(let directions) = answer,
            case .local(_, let base) = place.sliders, query == .localDirections(z: base)
        {
            place.sliders = .local(directions, base: base)
            coordinate = 0
            notice = localDirectionsNotice(directions)
        }
    }

    func localDirectionsNotice(_ directions: [LocalDirection]) -> String {
        guard let first = directions.first else { return "No direction changes the picture here." }
        return "Sliders are the \(directions.count) directions that change the picture most here, "
            + "the first by \(Numbers.fixed(first.change, 1)) a unit. J goes back."
    }
}
