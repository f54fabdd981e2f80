import TerminalUI

/// Drawings of the last frame, found by what they show.
///
/// What moves is drawn steadily, what rests as well as can be. A fine drawing stays when other
/// things begin to move.
struct Drawings: Sendable {
    private struct Entry {
        var cells: CellBuffer
        var isFine: Bool
    }

    private let leavesFineOnes: Bool
    private var pictures: [FineDrawing: Entry] = [:]
    private var usedPictures: [FineDrawing: Entry] = [:]
    private var map: (key: MapDrawing.Key, cells: CellBuffer)?

    /// Fine drawings that were left to others.
    private(set) var wanted = [FineDrawing]()

    /// No drawings yet.
    ///
    /// - Parameter leavesFineOnes: whether fine drawings, which take long, come from others.
    init(leavesFineOnes: Bool) { self.leavesFineOnes = leavesFineOnes }

    /// The cells of `drawing`, drawn only if the last frame did not have them.
    ///
    /// - Parameter isMoving: whether the screen changes, so that a coarse drawing will do.
    mutating func cells(
        for drawing: FineDrawing, isMoving: Bool, _ rendering: any Rendering
    ) -> CellBuffer {
        var entry = usedPictures[drawing] ?? pictures[drawing]
        if !isMoving, !leavesFineOnes, entry?.isFine == false { entry = nil }
        let isCoarseEnough = isMoving || leavesFineOnes
        let shown =
            entry
            ?? Entry(
                cells: isCoarseEnough
                    ? drawing.coarseCells(rendering) : drawing.cells(rendering),
                isFine: !isCoarseEnough || !drawing.isFinerThanCoarse)
        if !isMoving, !shown.isFine, usedPictures[drawing] == nil { wanted.append(drawing) }
        usedPictures[drawing] = shown
        return shown.cells
    }

    /// Replaces coarse drawings that are still shown.
    mutating func take(_ finished: [FineDrawing: CellBuffer]) {
        for (drawing, cells) in finished where pictures[drawing] != nil {
            pictures[drawing] = Entry(cells: cells, isFine: true)
        }
    }

    /// The map for `key`, drawn only if the last frame did not have it.
    mutating func cells(for key: MapDrawing.Key, _ draw: () -> CellBuffer) -> CellBuffer {
        if let map, map.key == key { return map.cells }
        let cells = draw()
        map = (key, cells)
        return cells
    }

    /// Before a frame: nothing is wanted yet.
    mutating func begin() { wanted.removeAll() }

    /// What this frame used, for the next.
    func onlyUsed() -> Drawings {
        var next = self
        next.pictures = usedPictures
        next.usedPictures = [:]
        return next
    }
}
