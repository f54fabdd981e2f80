import Platform

// What arrows do, which depends on the pane in focus.
extension ExplorerState {
    mutating func move(_ direction: Direction, _ stride: Stride) {
        switch focus {
        case .latents: moveSlider(direction, stride)
        case .map: moveOnMap(direction, stride)
        case .neighbors: moveNeighbor(direction)
        case .path: moveOnPath(direction, stride)
        case .grid: moveInGrid(direction, stride)
        }
    }

    /// To the first or last of what arrows move through.
    mutating func moveToEnd(isLast: Bool) {
        switch focus {
        case .latents: choose(slider: isLast ? visibleCoordinates.count - 1 : 0)
        case .map: changeMap("The map shows all examples.") { $0.fit() }
        case .neighbors: choose(neighbor: isLast ? (neighbors?.neighbors.count ?? 1) - 1 : 0)
        case .path: scrubByHand(to: isLast ? Double(segments) : 0)
        case .grid: choose(cell: isLast ? .max : 0, grid.row)
        }
    }

    // Along a slider, or from one to another.
    private mutating func moveSlider(_ direction: Direction, _ stride: Stride) {
        let count = visibleCoordinates.count
        guard count > 0 else { return }
        switch direction {
        case .up, .down:
            let step = (direction == .down ? 1 : -1) * (stride == .fine ? 1 : 5)
            choose(slider: coordinate + step)
        case .left, .right:
            let step = (direction == .right ? 0.1 : -0.1) * (stride == .fine ? 1 : 5)
            let value = value(ofSlider: coordinate, at: place.z) + step
            // Steps of a tenth stay on tenths, whatever the value was before.
            setSlider(coordinate, to: (value * 20).rounded() / 20)
        }
    }

    /// Puts the slider at `index` into focus, or the nearest there is.
    mutating func choose(slider index: Int) {
        coordinate = max(min(index, visibleCoordinates.count - 1), 0)
        guard visibleCoordinates.indices.contains(coordinate) else { return }
        let value = value(ofSlider: coordinate, at: place.z)
        notice =
            "\(visibleCoordinates[coordinate].name) is at \(Numbers.signed(value))\(sliderUnit)."
    }

    /// Moves the slider at `index` to `value`.
    mutating func setSlider(_ index: Int, to value: Double) {
        // A drag outlives what it held if the sliders change meanwhile.
        guard visibleCoordinates.indices.contains(index) else { return }
        let value = min(max(value, -ExplorerState.farthest), ExplorerState.farthest)
        change("slider \(index)") { [self] in
            $0.z = moving(place.z, slider: index, to: value)
        }
        let name = visibleCoordinates[index].name
        notice = "\(name) at \(Numbers.signed(value))\(sliderUnit)."
    }

    /// Sliders go no farther than so many deviations.
    static let farthest = 99.0

    mutating func resetCoordinate() {
        guard visibleCoordinates.indices.contains(coordinate) else { return }
        setSlider(coordinate, to: value(ofSlider: coordinate, at: home))
        notice = "\(visibleCoordinates[coordinate].name) is back at \(homeName)."
    }

    mutating func resetAll() {
        let home = home
        change { $0.z = home }
        notice = "Back at \(homeName)."
    }

    mutating func toggleDeadCoordinates() {
        showsDeadCoordinates.toggle()
        keepCoordinateVisible()
        notice = showsDeadCoordinates ? "Dead latents are shown." : "Dead latents are folded away."
    }

    mutating func toggleLocalDirections() {
        let z = place.z
        let isLocal = place.sliders != .latents
        let known = knownDirections(at: z)
        change { $0.sliders = isLocal ? .latents : .local(known, base: z) }
        coordinate = 0
        notice =
            isLocal
            ? "Sliders are the latents again."
            : known.isEmpty ? "Looking for directions …" : localDirectionsNotice(known)
    }

    /// The local directions at `z`, if they were asked for last: that is not asked again.
    func knownDirections(at z: LatentPoint) -> [LocalDirection] {
        guard case .localDirections(let directions)? = answer(for: .localDirections),
            answers[.localDirections]?.query == .localDirections(z: z)
        else { return [] }
        return directions
    }

    // In the plane of the map; what lies outside it stays.
    private mutating func moveOnMap(_ direction: Direction, _ stride: Stride) {
        guard let map else { return }
        let step = stride == .fine ? Float(0.02) : 0.1
        var position = map.plane.position(of: place.z)
        switch direction {
        case .left: position.x -= map.radii.x * step
        case .right: position.x += map.radii.x * step
        case .up: position.y += map.radii.y * step
        case .down: position.y -= map.radii.y * step
        }
        moveOnMap(to: position)
    }

    /// Moves z within the plane of the map.
    mutating func moveOnMap(to position: MapPosition) {
        guard let map else { return }
        change("map") { $0.z = map.plane.moving($0.z, to: position) }
        self.map?.follow(position)
        notice =
            "z at (\(Numbers.signed(Double(position.x))), \(Numbers.signed(Double(position.y)))) "
            + "of \(map.axes.title(model))."
    }

    private mutating func moveNeighbor(_ direction: Direction) {
        choose(neighbor: neighbor + (direction == .right || direction == .down ? 1 : -1))
    }

    /// Chooses one of the neighbours, or the nearest in their row.
    mutating func choose(neighbor index: Int) {
        guard let list = neighbors?.neighbors, !list.isEmpty else { return }
        neighbor = min(max(index, 0), list.count - 1)
        notice = "\(fullName(of: list[neighbor].example)): Enter goes there."
    }

    private mutating func moveOnPath(_ direction: Direction, _ stride: Stride) {
        guard !place.anchors.isEmpty else {
            notice = "A path needs two anchors: a sets one where z stands."
            return
        }
        switch direction {
        case .left, .right:
            let steps = Double(stride == .fine ? 1 : 4) / Double(Player.stepsPerSegment)
            scrubByHand(to: place.pathPosition + (direction == .right ? steps : -steps))
        case .up, .down:
            let step = direction == .down ? 1 : -1
            player.anchor = min(max(player.anchor + step, 0), place.anchors.count - 1)
            notice = "Anchor \(place.anchors[player.anchor].name): Enter goes there, d removes it."
        }
    }

    /// Goes to a position of the path, where it stays.
    mutating func scrubByHand(to position: Double) {
        stopPlaying()
        scrub(to: position)
        guard segments > 0 else { return }
        notice = "Step \(pathStep.current) of \(pathStep.last)."
    }

    private mutating func moveInGrid(_ direction: Direction, _ stride: Stride) {
        switch direction {
        case .left: choose(cell: grid.column - 1, grid.row)
        case .right: choose(cell: grid.column + 1, grid.row)
        case .up: choose(cell: grid.column, grid.row - 1)
        case .down: choose(cell: grid.column, grid.row + 1)
        }
    }

    /// Chooses a cell of the grid, or the nearest there is.
    mutating func choose(cell column: Int, _ row: Int) {
        let rows = gridPoints(layout)
        guard let first = rows.first else { return }
        grid.column = min(max(column, 0), first.count - 1)
        grid.row = min(max(row, 0), rows.count - 1)
        notice = "Row \(grid.row + 1), column \(grid.column + 1): Enter goes there."
    }

    /// Goes to what is chosen in the pane in focus.
    mutating func pick() {
        switch focus {
        case .latents: break
        case .map: pickOnMap()
        case .neighbors:
            guard let list = neighbors?.neighbors, list.indices.contains(neighbor) else { return }
            go(toNeighbor: list[neighbor])
        case .path:
            guard place.anchors.indices.contains(player.anchor) else { return }
            let anchor = place.anchors[player.anchor]
            change { [position = Double(player.anchor)] in
                $0.pathPosition = position
                $0.z = anchor.z
                $0.example = anchor.example
            }
            notice = "At anchor \(anchor.name)."
        case .grid:
            let rows = gridPoints(layout)
            guard rows.indices.contains(grid.row), rows[grid.row].indices.contains(grid.column)
            else { return }
            let point = rows[grid.row][grid.column]
            // The grid stays where it is, so that the next cell can be tried.
            let center = grid.center ?? place.z
            change { $0.z = point }
            grid.center = center
            notice = "At the chosen cell; 1 walks on from here."
        }
    }

    /// Loads the example nearest to z on the map.
    mutating func pickOnMap() {
        guard let map, let data else { return }
        guard let row = map.points.nearest(to: map.plane.position(of: place.z)) else { return }
        load(data.example(at: row))
    }
}
