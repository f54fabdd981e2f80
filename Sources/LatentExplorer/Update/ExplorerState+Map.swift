import Autoencoders

// What can be done with the map.
extension ExplorerState {
    /// Changes what is in sight; says so if there is no map.
    mutating func changeMap(_ done: String?, _ body: (inout MapState) -> Void) {
        guard var changed = map else {
            notice = "There are no encoded examples to map."
            return
        }
        body(&changed)
        map = changed
        if let done { notice = done }
    }

    mutating func zoomMap(by factor: Float, around place: MapPosition? = nil) {
        let center = place ?? map?.plane.position(of: self.place.z)
        changeMap(factor < 1 ? "The map is nearer." : "The map is farther.") {
            $0.zoom(by: factor, around: center)
        }
    }

    /// Other axes: principal components, the most informative latents, labels.
    mutating func cycleMapAxes() {
        guard let map else { return changeMap(nil) { _ in } }
        let choices = axesChoices
        let index = choices.firstIndex(of: map.axes) ?? -1
        setMapAxes(choices[(index + 1) % choices.count])
    }

    /// Shows the map along `axes`, all of it; says so if the data do not have them.
    mutating func setMapAxes(_ axes: MapAxes) {
        guard let data else { return changeMap(nil) { _ in } }
        guard let map = MapState(data, axes: axes) else {
            notice = "The data have no such axes, take \(axes.choice(in: data))."
            return
        }
        self.map = map
        notice = "The map's axes are \(axes.title(model))."
    }

    private var axesChoices: [MapAxes] {
        var choices = [MapAxes]()
        guard let data else { return choices }
        let components = data.principal.directions.count
        if components >= 2 { choices.append(.principal(0, 1)) }
        if components >= 4 { choices.append(.principal(2, 3)) }
        let order = data.statistics.order
        if order.count >= 2 { choices.append(.latents(order[0], order[1])) }
        if order.count >= 4 { choices.append(.latents(order[2], order[3])) }
        if let labels = data.centroids?.labels, labels.count >= 3 {
            let here = place.example.flatMap { label(of: $0) } ?? labels[0]
            let others = labels.filter { $0 != here }
            choices.append(.centroids(here, others[0], others[1]))
            choices.append(.leastSquares(here, others[0]))
        }
        return choices.isEmpty ? [.principal(0, 0)] : choices
    }

    /// Drops what of z lies outside the plane of the map.
    mutating func dropRest() {
        guard let map else { return changeMap(nil) { _ in } }
        change { $0.z = map.plane.foot(of: $0.z) }
        notice = "z lies in the plane of the map."
    }
}
