// The points of the grid.
extension ExplorerState {
    /// The rows of the grid, as many and as long as there is room for; none without room.
    func gridPoints(_ layout: ScreenLayout) -> [[LatentPoint]] {
        guard let rectangle = layout.rectangle(of: .grid), !visibleCoordinates.isEmpty else {
            return []
        }
        let size = GridPane.measure(in: rectangle, self).count
        guard size.columns > 0, size.rows > 0 else { return [] }
        let center = grid.center ?? place.z
        switch grid.kind {
        case .traversals:
            return (0..<size.rows).map { row in
                ExplorerState.spread(size.columns).map {
                    moving(center, slider: row + gridOffset(size.rows), to: $0)
                }
            }
        case .plane:
            let sliders = gridSliders
            return ExplorerState.spread(size.rows).reversed().map { y in
                ExplorerState.spread(size.columns).map { x in
                    let across = moving(center, slider: sliders.across, to: x)
                    return sliders.up == sliders.across
                        ? across : moving(across, slider: sliders.up, to: y)
                }
            }
        }
    }

    /// The sliders that the plane is of: the one in focus, and the first other one.
    var gridSliders: (across: Int, up: Int) {
        let up = visibleCoordinates.indices.first { $0 != coordinate } ?? coordinate
        return (coordinate, up)
    }

    /// Sliders above the first row of traversals.
    func gridOffset(_ rows: Int) -> Int {
        min(max(coordinate - rows + 1, 0), max(visibleCoordinates.count - rows, 0))
    }

    /// `count` values from −2 to 2; 0 alone for one.
    static func spread(_ count: Int) -> [Double] {
        guard count > 1 else { return [0] }
        return (0..<count).map { -2 + 4 * Double($0) / Double(count - 1) }
    }
}
