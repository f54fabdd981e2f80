/// Which part of the screen shows what.
///
/// A small screen has fewer parts: what is dropped first is what matters least in the view.
struct ScreenLayout: Sendable {
    /// Something that is shown.
    enum Part: Sendable, Hashable, CaseIterable {
        case picture, originals, latents, sweep, standing, map, neighbors, film, grid
    }

    /// Parts with a line around them, and where they lie within it.
    private(set) var framed: [(part: Part, rectangle: Rectangle)] = []
    /// Parts that share the frame of the part above them.
    private(set) var unframed: [(part: Part, rectangle: Rectangle)] = []
    /// The line above, with the name of the model.
    let header: Rectangle
    /// The lines below: what just happened, and the keys.
    let notice: Rectangle
    let hints: Rectangle

    /// Where `part` is; nil if it is not shown.
    func rectangle(of part: Part) -> Rectangle? {
        (framed + unframed).first { $0.part == part }?.rectangle
    }

    /// What is shown at a cell.
    func part(atColumn column: Int, row: Int) -> Part? {
        (unframed + framed).first { $0.rectangle.contains(column: column, row: row) }?.part
    }

    /// The panes that keys can go to, in the order of Tab.
    var panes: [Pane] {
        let parts: [(Part, Pane)] = [
            (.latents, .latents), (.map, .map), (.neighbors, .neighbors), (.film, .path),
            (.grid, .grid),
        ]
        return parts.filter { rectangle(of: $0.0) != nil }.map(\.1)
    }

    /// The layout of `view` on a screen of `columns` × `rows`.
    init(view: ViewKind, columns: Int, rows: Int, hasData: Bool, hasPath: Bool) {
        let bars = rows >= 8 ? 3 : rows >= 5 ? 2 : rows >= 3 ? 1 : 0
        let top = bars == 3 ? 1 : 0
        let below = bars - top
        header = Rectangle(column: 0, row: 0, columns: columns, rows: top)
        notice = Rectangle(
            column: 0, row: rows - below, columns: columns, rows: min(below, 1))
        hints = Rectangle(
            column: 0, row: rows - 1, columns: columns, rows: below == 2 ? 1 : 0)
        // Within the outermost frame.
        let body = Rectangle(
            column: 1, row: top + 1, columns: columns - 2, rows: rows - top - below - 2)
        guard !body.isEmpty else { return }
        switch view {
        case .walk: walk(body, hasData: hasData, hasPath: hasPath)
        case .map: map(body)
        case .path: path(body, hasData: hasData)
        case .grid: grid(body)
        }
    }

    private mutating func frame(_ part: Part, _ rectangle: Rectangle) {
        if !rectangle.isEmpty { framed.append((part, rectangle)) }
    }

    private mutating func place(_ part: Part, _ rectangle: Rectangle) {
        if !rectangle.isEmpty { unframed.append((part, rectangle)) }
    }

    // Sliders, and everything else that fits.
    private mutating func walk(_ body: Rectangle, hasData: Bool, hasPath: Bool) {
        let isLarge = body.columns >= 108 && body.rows >= 30
        let upperRows =
            isLarge
            ? body.rows - max(body.rows / 3, 11) - 1
            : body.rows >= 17 && body.columns >= 60 && (hasData || hasPath)
                ? body.rows - 7 : body.rows
        let (upper, lower) = body.dividedDown(top: upperRows)
        decoded(upper, sliderColumns: min(max(body.columns * 43 / 100, 22), 56))
        if isLarge {
            let (left, right) = lower.dividedAcross(left: lower.columns / 2 - 1)
            if hasData { frame(.map, left) }
            let side = hasData ? right : lower
            guard hasData, hasPath, side.rows >= 11 else {
                frame(hasPath && !hasData ? .film : .neighbors, side)
                return
            }
            let (neighbors, film) = side.dividedDown(top: (side.rows - 1) / 2 - 1)
            frame(.neighbors, neighbors)
            frame(.film, film)
        } else {
            frame(hasPath ? .film : .neighbors, lower)
        }
    }

    // The picture, the originals and the sliders side by side.
    private mutating func decoded(_ area: Rectangle, sliderColumns: Int) {
        if area.columns < 36 {
            // One above the other, or the picture alone.
            let (picture, latents) = area.dividedDown(
                top: area.rows >= 9 ? area.rows / 2 : area.rows)
            frame(.picture, picture)
            frame(.latents, latents)
            return
        }
        let (left, latents) = area.dividedAcross(left: area.columns - sliderColumns - 1)
        if left.columns >= 36 {
            let side = min(max(left.columns / 4, 12), 24)
            let (picture, originals) = left.dividedAcross(left: left.columns - side - 1)
            frame(.picture, picture)
            frame(.originals, originals)
        } else {
            frame(.picture, left)
        }
        sliders(latents)
    }

    // The sliders with the strip and the standing below them, as far as there is room.
    private mutating func sliders(_ area: Rectangle) {
        let standingRows = area.rows >= 11 ? (area.rows >= 16 ? 5 : 3) : 0
        let sweepRows =
            area.rows - standingRows >= 14 && area.columns >= 34
            ? min(area.columns / 10 + 2, (area.rows - standingRows) / 2) : 0
        let (latents, rest) = area.stacked(top: area.rows - standingRows - sweepRows)
        let (sweep, standing) = rest.stacked(top: sweepRows)
        frame(.latents, area)
        framed[framed.count - 1].rectangle = latents
        outlines[.latents] = area
        place(.sweep, sweep)
        place(.standing, standing)
    }

    /// Where the frame of a part goes around more than the part.
    private(set) var outlines: [Part: Rectangle] = [:]

    // A picture on the right, with where it stands below it.
    private mutating func side(_ area: Rectangle) {
        let standingRows = area.rows >= 14 ? 5 : 0
        let (picture, standing) = area.stacked(top: area.rows - standingRows)
        frame(.picture, picture)
        outlines[.picture] = area
        place(.standing, standing)
    }

    private mutating func map(_ body: Rectangle) {
        guard body.columns >= 30 else { return frame(.map, body) }
        let sideColumns = min(max(body.columns / 3, 13), body.rows * 2 + 2, 60)
        let (map, right) = body.dividedAcross(left: body.columns - sideColumns - 1)
        frame(.map, map)
        side(right)
    }

    private mutating func path(_ body: Rectangle, hasData: Bool) {
        let filmRows = body.rows >= 14 ? max(body.rows / 3, 8) : body.rows / 2
        let (upper, film) = body.dividedDown(top: body.rows - filmRows - 1)
        if upper.columns >= 70, hasData {
            let (left, map) = upper.dividedAcross(left: upper.columns / 2)
            decodedBeside(left)
            frame(.map, map)
        } else {
            decodedBeside(upper)
        }
        frame(.film, film)
    }

    private mutating func decodedBeside(_ area: Rectangle) {
        guard area.columns >= 60 else { return frame(.picture, area) }
        let (picture, originals) = area.dividedAcross(left: area.columns - 15)
        frame(.picture, picture)
        frame(.originals, originals)
    }

    private mutating func grid(_ body: Rectangle) {
        guard body.columns >= 50 else { return frame(.grid, body) }
        let (grid, right) = body.dividedAcross(
            left: body.columns - min(max(body.columns / 4, 20), 56) - 1)
        frame(.grid, grid)
        side(right)
    }
}
