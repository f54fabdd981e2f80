import Platform
import TerminalUI

/// Where things lie in the pane of neighbours.
enum NeighborsPane {
    /// No screen shows more of them.
    static let maximumCount = 12

    /// The columns that a neighbour takes, with a blank one behind it.
    static func width(in rectangle: Rectangle) -> Int {
        // As wide as a square picture is high, but several of them, and with room for a label.
        let several = (rectangle.columns + 1) / 5 - 1
        return min(max(min((rectangle.rows - 1) * 2, several), 9), max(rectangle.columns - 1, 1))
            + 1
    }

    /// The neighbour at a column of the screen.
    static func index(
        atColumn column: Int, in rectangle: Rectangle, _ state: ExplorerState
    ) -> Int? {
        let index = (column - rectangle.column) / width(in: rectangle)
        return state.neighbors?.neighbors.indices.contains(index) ?? false ? index : nil
    }
}

extension Painter {
    mutating func paintNeighbors(in rectangle: Rectangle) {
        title(
            "nearest real · by \(state.neighborSpace.rawValue)",
            state.neighbors?.neighbors.first.map { $0.example.part.rawValue } ?? "",
            over: rectangle, isFocused: state.focus == .neighbors)
        guard let neighbors = state.neighbors?.neighbors else {
            write(
                state.data == nil ? state.progress ?? "no examples" : "…", in: rectangle,
                column: 1, style: .dim)
            return
        }
        let width = NeighborsPane.width(in: rectangle)
        for (index, neighbor) in neighbors.enumerated() {
            let column = index * width
            guard column + width - 1 <= rectangle.columns else { break }
            if let picture = neighbor.picture {
                draw(
                    picture,
                    in: Rectangle(
                        column: rectangle.column + column, row: rectangle.row, columns: width - 1,
                        rows: rectangle.rows - 1))
            }
            let isChosen = state.focus == .neighbors && index == state.neighbor
            write(
                caption(neighbor, columns: width - 1), in: rectangle, column: column,
                row: rectangle.rows - 1, foreground: color(of: neighbor.label),
                style: isChosen ? .reverse : [])
        }
    }

    // The distance always fits; the name is cut.
    private func caption(_ neighbor: Neighbors.Neighbor, columns: Int) -> String {
        let distance = Numbers.fixed(neighbor.distance, 2)
        let short = distance.hasPrefix("0.") ? String(distance.dropFirst()) : distance
        let name =
            neighbor.label.map { state.model.shortName(of: $0) } ?? "#\(neighbor.example.number)"
        let room = max(columns - short.count - 1, 0)
        return "\(String(name.unicodeScalars.prefix(room))) \(short)"
    }
}

extension ModelFacts {
    /// The last word of a label's name, which tells most: `boot` of `ankle boot`.
    func shortName(of label: Int32) -> String {
        let words = name(of: label).split { $0 == " " || $0 == "/" || $0 == "_" }
        return words.last.map(String.init) ?? name(of: label)
    }
}
