import TerminalUI

// What the mouse does, by the part of the screen it is used in.
extension ExplorerState {
    mutating func use(_ mouse: MouseEvent) -> [Effect] {
        if mouse.kind == .release {
            // A button that comes up ends what it held, whatever is shown by now.
            dragged = nil
            history.endGesture()
            return []
        }
        guard hasMouse else { return [] }
        if overlay != nil {
            if mouse.kind == .press { overlay = nil }
            return []
        }
        let layout = layout
        switch mouse.kind {
        case .release: break
        case .drag: drag(mouse, layout)
        case .press: press(mouse, layout)
        case .wheelUp, .wheelDown: turnWheel(mouse, layout)
        }
        return []
    }

    private mutating func press(_ mouse: MouseEvent, _ layout: ScreenLayout) {
        let isDouble =
            lastPress.map {
                $0.column == mouse.column && $0.row == mouse.row && time - $0.time < 0.4
            } ?? false
        lastPress = (mouse.column, mouse.row, time)
        history.endGesture()
        history.isHeld = true
        if layout.header.contains(column: mouse.column, row: mouse.row) {
            if let view = HeaderLine.view(atColumn: mouse.column, in: layout.header, self) {
                show(view)
            }
            return
        }
        switch layout.part(atColumn: mouse.column, row: mouse.row) {
        case .latents?:
            focus = .latents
            guard let index = LatentsPane.slider(atRow: mouse.row, layout, self) else { return }
            choose(slider: index)
            guard let rectangle = layout.rectangle(of: .latents),
                LatentsPane.isOnTrack(mouse.column, in: rectangle, self)
            else { return }
            dragged = .slider(index)
            drag(mouse, layout)
        case .map?:
            focus = .map
            if isDouble { return pickOnMap() }
            dragged = .map
            drag(mouse, layout)
        case .neighbors?:
            focus = .neighbors
            guard let rectangle = layout.rectangle(of: .neighbors),
                let index = NeighborsPane.index(atColumn: mouse.column, in: rectangle, self)
            else { return }
            choose(neighbor: index)
            if isDouble { pick() }
        case .film?:
            focus = .path
            dragged = .path
            drag(mouse, layout)
        case .grid?:
            focus = .grid
            guard let rectangle = layout.rectangle(of: .grid),
                let cell = GridPane.cell(
                    atColumn: mouse.column, row: mouse.row, in: rectangle, self)
            else { return }
            choose(cell: cell.column, cell.row)
            if isDouble { pick() }
        default: break
        }
    }

    private mutating func drag(_ mouse: MouseEvent, _ layout: ScreenLayout) {
        switch dragged {
        case .slider(let index)?:
            guard let rectangle = layout.rectangle(of: .latents) else { return }
            setSlider(
                index, to: LatentsPane.value(atColumn: mouse.column, in: rectangle, self))
        case .map?:
            guard let rectangle = layout.rectangle(of: .map), let map else { return }
            // Beyond the edge the map would follow, and run away with each event.
            let right = max(rectangle.column + rectangle.columns - 1, rectangle.column)
            let bottom = max(rectangle.row + rectangle.rows - 1, rectangle.row)
            moveOnMap(
                to: MapPane.position(
                    atColumn: min(max(mouse.column, rectangle.column), right),
                    row: min(max(mouse.row, rectangle.row), bottom), in: rectangle, map))
        case .path?:
            guard let rectangle = layout.rectangle(of: .film), segments > 0 else { return }
            scrubByHand(
                to: FilmPane.position(
                    atColumn: mouse.column, in: rectangle, segments: segments))
        case nil: break
        }
    }

    private mutating func turnWheel(_ mouse: MouseEvent, _ layout: ScreenLayout) {
        let isUp = mouse.kind == .wheelUp
        switch layout.part(atColumn: mouse.column, row: mouse.row) {
        case .latents?, .sweep?:
            if let index = LatentsPane.slider(atRow: mouse.row, layout, self) {
                coordinate = index
            }
            let old = focus
            focus = .latents
            move(isUp ? .right : .left, .fine)
            focus = layout.panes.contains(old) ? old : .latents
        case .map?:
            guard let rectangle = layout.rectangle(of: .map), let map else { return }
            zoomMap(
                by: isUp ? 0.8 : 1.25,
                around: MapPane.position(
                    atColumn: mouse.column, row: mouse.row, in: rectangle, map))
        case .film?, .picture?:
            guard segments > 0 else { return }
            let step = 1 / Double(Player.stepsPerSegment)
            scrubByHand(to: place.pathPosition + (isUp ? step : -step))
        default: break
        }
    }
}
