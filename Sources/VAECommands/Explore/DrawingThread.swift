import LatentExplorer
import TerminalUI

/// Makes fine drawings beside the loop that answers keys.
final class DrawingThread {
    private let rendering: any Rendering
    private let notify: @Sendable () -> Void
    private var work: BackgroundValue<[FineDrawing: CellBuffer]>?
    /// What is wanted now: a drawing that no frame shows any more is not begun.
    private let wanted = Protected<[FineDrawing]>([])

    /// - Parameter notify: called on another thread when there are drawings.
    init(_ rendering: any Rendering, notify: @escaping @Sendable () -> Void) {
        self.rendering = rendering
        self.notify = notify
    }

    deinit { wanted.value = [] }

    /// What is wanted now; what was wanted before is forgotten.
    func ask(_ drawings: [FineDrawing]) {
        wanted.value = drawings
        guard work == nil, !drawings.isEmpty else { return }
        work = BackgroundValue(notify: notify) { [rendering, wanted] in
            var finished = [FineDrawing: CellBuffer]()
            while let next = wanted.value.first(where: { finished[$0] == nil }) {
                finished[next] = next.cells(rendering)
            }
            return .success(finished)
        }
    }

    /// The drawings, once all that are wanted are there.
    func finished() -> [FineDrawing: CellBuffer]? {
        guard case .success(let drawings)? = work?.result() else { return nil }
        work = nil
        return drawings
    }
}
