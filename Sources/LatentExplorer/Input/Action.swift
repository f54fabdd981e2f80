/// Something that a person can do, whichever key or command does it.
public enum Action: Sendable, Hashable {
    case quit, back, help, redraw, suspend, toggleMouse
    case show(ViewKind)
    case focusNext, focusPrevious
    case commandLine, search
    case undo, redo

    /// Moves what is in focus: chooses above and below, changes left and right.
    case move(Direction, Stride)
    /// To the first or last of what is in focus.
    case toFirst, toLast
    case typeValue
    case resetCoordinate, resetAll
    case deadCoordinates, localDirections

    case randomFromPrior, randomNearby
    case nextExample, previousExample, randomExample, nextLabel
    case samplePosterior
    case snap, dropRest

    case pictureMode, glyphs, colors
    case neighborSpace
    /// Goes to what is chosen: the nearest point of the map, a neighbour, a cell, an anchor.
    case pick

    case zoomIn, zoomOut, fit, pan(Direction), mapAxes
    case setAnchor, removeAnchor, interpolation, play, loop, faster, slower
    case gridKind

    case bookmark, copy, export
}

/// Where an arrow points.
public enum Direction: Sendable, Hashable {
    case left, right, up, down
}

/// How far an arrow goes.
public enum Stride: Sendable, Hashable {
    case fine, coarse
}

/// What the screen shows; the picture is in each.
public enum ViewKind: Int, Sendable, Hashable, CaseIterable {
    /// Sliders, and everything else that fits.
    case walk = 1
    /// The encoded examples.
    case map
    /// The way between anchors.
    case path
    /// Traversals, or a part of the plane.
    case grid

    /// What it is called on the screen.
    public var title: String {
        switch self {
        case .walk: "Walk"
        case .map: "Map"
        case .path: "Path"
        case .grid: "Grid"
        }
    }
}

/// A part of the screen that keys can go to.
public enum Pane: String, Sendable, Hashable, CaseIterable {
    case latents, map, neighbors, path, grid

    /// What it is called on the screen.
    var title: String { self == .neighbors ? "neighbours" : rawValue }
}
