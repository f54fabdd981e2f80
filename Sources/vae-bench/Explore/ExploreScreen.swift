import Platform

/// A terminal that the explorer is measured on.
struct ExploreScreen {
    /// How many colours it has.
    enum Colors: String, CaseIterable {
        case mono, palette = "256", truecolor
    }

    let columns: Int
    let rows: Int
    let colors: Colors

    var size: String { "\(columns)x\(rows)" }

    /// What the program is told of it.
    var environment: [String: String] {
        var variables = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"]
        switch colors {
        case .mono: variables["NO_COLOR"] = "1"
        case .palette: break
        case .truecolor: variables["COLORTERM"] = "truecolor"
        }
        return variables
    }

    /// Cells that belong to the decoded picture in the view with the sliders.
    var pictureCells: (columns: Range<Int>, rows: Range<Int>) {
        (1..<max(columns / 3, 2), 2..<max(rows / 2, 3))
    }

    /// A screen as `120x40` says.
    ///
    /// - Throws: `Failure` (`usage`) for what is no size, or one without room for all panes.
    static func size(_ text: String) throws(Failure) -> (columns: Int, rows: Int) {
        let sides = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard sides.count == 2, let columns = sides[0], let rows = sides[1],
            (110...1000).contains(columns), (35...1000).contains(rows)
        else {
            throw Failure(
                .usage, "the value \(text) cannot be", at: "--size",
                remedy: "give columns and rows, 110x35 or more, as in 120x40")
        }
        return (columns, rows)
    }
}
