public import TerminalUI

/// Draws the state of an explorer.
///
/// What is drawn depends on the state alone; drawings that are the same as in the last frame are
/// kept from it.
public struct ExplorerView: Sendable {
    private let rendering: any Rendering
    private var drawings = Drawings()

    /// A view of things that look like `rendering`.
    public init(_ rendering: any Rendering) { self.rendering = rendering }

    /// The screen for `state`, of its size.
    public mutating func draw(_ state: ExplorerState) -> CellBuffer {
        var painter = Painter(state, rendering, drawings)
        painter.paint()
        drawings = painter.drawings.onlyUsed()
        return painter.buffer
    }
}

/// Drawings of the last frame, found by what they show.
struct Drawings: Sendable {
    private struct PictureKey: Hashable {
        let decoded: Decoded
        let columns: Int
        let rows: Int
        let renderer: PictureRenderer
    }

    private var pictures: [PictureKey: CellBuffer] = [:]
    private var usedPictures: [PictureKey: CellBuffer] = [:]
    private var map: (key: MapDrawing.Key, cells: CellBuffer)?

    /// The cells of `decoded`, drawn only if the last frame did not have them.
    mutating func cells(
        for decoded: Decoded, columns: Int, rows: Int, _ rendering: any Rendering,
        _ renderer: PictureRenderer
    ) -> CellBuffer {
        let key = PictureKey(decoded: decoded, columns: columns, rows: rows, renderer: renderer)
        if let known = usedPictures[key] { return known }
        let cells =
            pictures[key]
            ?? rendering.cells(for: decoded, columns: columns, rows: rows, with: renderer)
        usedPictures[key] = cells
        return cells
    }

    /// The map for `key`, drawn only if the last frame did not have it.
    mutating func cells(for key: MapDrawing.Key, _ draw: () -> CellBuffer) -> CellBuffer {
        if let map, map.key == key { return map.cells }
        let cells = draw()
        map = (key, cells)
        return cells
    }

    /// What this frame used, for the next.
    func onlyUsed() -> Drawings {
        var next = self
        next.pictures = usedPictures
        next.usedPictures = [:]
        return next
    }
}
