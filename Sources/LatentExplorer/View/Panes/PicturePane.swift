import TerminalUI

// The picture, and what it is compared with.
extension Painter {
    mutating func paintPicture(in rectangle: Rectangle) {
        let mode =
            switch state.pictureMode {
            case .mean: "mean"
            case .sample: "sample"
            case .deviation: "±σ"
            }
        title("decoded · \(mode)", over: rectangle)
        guard let picture = state.picture else {
            write("…", in: rectangle, column: rectangle.columns / 2, row: rectangle.rows / 2)
            return
        }
        draw(picture, in: rectangle)
    }

    /// The example, and how what is decoded differs from it, one above the other.
    mutating func paintOriginals(in rectangle: Rectangle) {
        title("original", over: rectangle)
        guard let example = state.place.example else {
            write("none: n loads", in: rectangle, style: .dim)
            write("an example", in: rectangle, row: 1, style: .dim)
            return
        }
        guard let original = state.original else {
            let isKnown = state.answers[.original]?.query == .original(example)
            write(isKnown ? "not at hand" : "…", in: rectangle, style: .dim)
            return
        }
        let size = rendering.size(columns: rectangle.columns, rows: rectangle.rows)
        let height = min(size.rows, max((rectangle.rows - 2) / 2, 1))
        let (first, rest) = rectangle.stacked(top: height)
        draw(original, in: first, isTop: true)
        guard let picture = state.picture, state.pictureMode == .mean, rest.rows >= 3 else {
            return
        }
        let error = rendering.error(of: picture, against: original)
        write("── error ──", in: rest, style: .dim)
        let (second, last) = Rectangle(
            column: rest.column, row: rest.row + 1, columns: rest.columns, rows: rest.rows - 1
        ).stacked(top: min(height, rest.rows - 2))
        draw(error.shown, in: second, isTop: true)
        write(error.measure, in: last)
    }
}
