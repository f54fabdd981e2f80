public import TerminalUI

/// Draws the state of an explorer.
///
/// What is drawn depends on the state alone; drawings that are the same as in the last frame are
/// kept from it. Where fine drawings are left to the owner, a frame takes what there is.
public struct ExplorerView: Sendable {
    private let rendering: any Rendering
    private var drawings: Drawings

    /// A view of things that look like `rendering`.
    public init(_ rendering: any Rendering) { self.init(rendering, leavesFineDrawings: false) }

    /// The same, which may leave drawings that take long to somebody else; see `wantedDrawings`.
    package init(_ rendering: any Rendering, leavesFineDrawings: Bool) {
        self.rendering = rendering
        drawings = Drawings(leavesFineOnes: leavesFineDrawings)
    }

    /// The screen for `state`, of its size.
    public mutating func draw(_ state: ExplorerState) -> CellBuffer {
        var painter = Painter(state, rendering, drawings)
        painter.paint()
        drawings = painter.drawings.onlyUsed()
        return painter.buffer
    }

    /// What the last frame shows coarser than it should, since nothing moves any more.
    package var wantedDrawings: [FineDrawing] { drawings.wanted }

    /// Takes drawings that were wanted, for the next frame.
    package mutating func take(_ finished: [FineDrawing: CellBuffer]) { drawings.take(finished) }
}
