import Autoencoders
import Datasets
import LatentExplorer
import Platform
import TensorCore
import Training

/// The examples of a model, found and encoded piece by piece.
///
/// Latents that were kept are there at once; the data themselves are opened beside everything
/// else. Belongs to the thread that computes.
final class ExampleLibrary {
    /// What is done next.
    private enum Phase {
        case lookForLatents
        case open
        case encode(LatentTableBuilder, Split, rest: [Split])
        case calibrate
        case waitForCalibration
        case done
    }

    private let trained: TrainedModel
    private let folder: RunFolder?
    private let override: String?
    private let opening: BackgroundValue<OpenedData>
    private let notify: @Sendable () -> Void

    private var phase = Phase.lookForLatents
    private var opened: OpenedData?
    private var parts: [Split: EncodedPart] = [:]
    private var shown: (split: Split, data: ExplorerData)?
    private var weights: String?
    private var index: NeighborIndex?
    private var calibration: BackgroundValue<CopyCalibration?>?

    /// The library of `trained`; the data are opened at once, on another thread.
    ///
    /// - Parameters:
    ///   - folder: where the model lies, if it is a folder.
    ///   - override: other data than the model's own.
    ///   - notify: called on another thread when there is something new to do.
    init(
        _ trained: TrainedModel, in folder: RunFolder?, override: String?,
        notify: @escaping @Sendable () -> Void
    ) {
        self.trained = trained
        self.folder = folder
        self.override = override
        self.notify = notify
        let description = trained.description
        opening = BackgroundValue(notify: notify) {
            OpenedData.open(description, in: folder, override: override)
        }
    }

    /// Whether pixels are at hand.
    var isOpen: Bool { opened != nil }

    /// Whether nothing more is to be expected.
    var isSettled: Bool { if case .done = phase { true } else { false } }

    /// What is shown.
    var shownData: ExplorerData? { shown?.data }

    /// The part that is shown.
    var shownPart: EncodedPart? { shown.flatMap { parts[$0.split] } }

    /// What the model was fitted to, once that is encoded.
    var fitted: EncodedExamples? { parts[.train]?.examples }

    /// Examples that the model never saw.
    var heldOut: EncodedPart? { parts[.test] }

    /// The deviations of the latents over the data.
    var deviations: [Double]? { shown?.data.statistics.deviations }

    /// Does the next piece; nil where there is nothing to do, or not yet.
    func advance() -> [Message]? {
        switch phase {
        case .lookForLatents:
            phase = .open
            if override == nil, case .found(let latents)? = cached { parts = latents.parts }
            return show()
        case .open:
            guard let result = opening.result() else { return nil }
            return receive(result)
        case .encode(var builder, let split, let rest):
            guard builder.next() else {
                parts[split] = builder.part
                // It was made of what there was, which may not have been what the model was fitted to.
                index = nil
                return show() + [.outdated(Query.Slot.ofDensity)] + begin(rest)
            }
            phase = .encode(builder, split, rest: rest)
            let share = Int(builder.progress * 100)
            return [.progress("encoding \(split.rawValue) \(share) %")]
        case .calibrate:
            phase = .waitForCalibration
            calibration = calibrationTask()
            if calibration == nil { phase = .done }
            return []
        case .waitForCalibration:
            guard let result = calibration?.result() else { return nil }
            if case .success(let value) = result { index?.calibration = value }
            phase = .done
            return [.outdated([.neighbors])]
        case .done: return nil
        }
    }

    /// Blocks until everything is done, for where nobody waits at a screen.
    ///
    /// - Returns: what there is to tell: the examples, and what went wrong.
    func advanceToEnd() -> [Message] {
        var reports = [Message]()
        while !isSettled {
            guard let messages = advance() else {
                opening.wait()
                calibration?.wait()
                continue
            }
            reports += messages.filter { if case .report = $0 { true } else { false } }
        }
        return (shownData.map { [.data($0)] } ?? []) + reports
    }

    // The data are there, or are not.
    private func receive(_ result: Result<OpenedData, Failure>) -> [Message] {
        switch result {
        case .success(let data):
            opened = data
            let missing = data.splits.filter { parts[$0] == nil }
            return show() + begin(missing)
        case .failure(let failure):
            phase = .done
            guard parts.isEmpty, override == nil else { return [.report(failure.description)] }
            guard case .found(let latents)? = shipped else {
                return [.progress(nil), .report("\(failure.what): \(failure.remedy)")]
            }
            parts = latents.parts
            opened = OpenedData.builtIn(latents.origin, for: trained.description)
            if opened != nil { phase = .calibrate }
            return show()
        }
    }

    /// Begins to encode the first of `splits`; when all are encoded they are kept.
    private func begin(_ splits: [Split]) -> [Message] {
        guard let split = splits.first, let selection = opened?.selections[split] else {
            phase = .calibrate
            if override == nil { keep() }
            return [.progress(nil)]
        }
        phase = .encode(
            LatentTableBuilder(selection, with: trained), split, rest: Array(splits.dropFirst()))
        return [.progress("encoding \(split.rawValue) …")]
    }

    /// Shows the best part there is, if it is not shown yet.
    private func show() -> [Message] {
        let best = [Split.test, .train, .validation].first { parts[$0] != nil }
        guard let best, let part = parts[best], let name = ExamplePart(rawValue: best.rawValue)
        else { return [] }
        let ids = opened?.selections[best].flatMap { OpenedData.ids(of: $0, rows: part.rows) }
        let isNew = shown?.split != best || (ids != nil && shown?.data.ids == nil)
        guard isNew else { return [] }
        let data = ExplorerData(
            part: name, examples: part.examples, numbers: part.numbers, ids: ids,
            classNames: override == nil ? nil : opened?.classNames)
        shown = (best, data)
        return [.data(data)]
    }

    private var origin: LatentsOrigin? {
        guard let folder else { return nil }
        if weights == nil { weights = try? LatentsOrigin.checksum(ofFile: folder.weightsPath) }
        return weights.map { LatentsOrigin(of: trained.description, weights: $0) }
    }

    private var cached: LatentCache.Outcome? {
        guard let folder, let origin else { return nil }
        return LatentCache(folder).read(origin)
    }

    private var shipped: LatentCache.Outcome? {
        guard let folder, let origin else { return nil }
        return LatentCache(folder).readShipped(weights: origin.weights)
    }

    private func keep() {
        guard let folder, let origin, !parts.isEmpty else { return }
        if case .found(let kept)? = cached, kept.parts.count == parts.count { return }
        LatentCache(folder).write(LatentsFile(origin: origin, parts: parts))
    }

    /// Where held-out reconstructions lie, computed on another thread.
    private func calibrationTask() -> BackgroundValue<CopyCalibration?>? {
        guard let opened, let index = neighborIndex,
            let heldOut = opened.selections[.test], opened.isSplit
        else { return nil }
        let reconstructions = self.reconstructions(of: heldOut, count: 200)
        return BackgroundValue(notify: notify) {
            .success(index.calibration(reconstructions))
        }
    }

    /// The 8-bit pictures that are decoded of the first examples of `selection`.
    private func reconstructions(of selection: Selection, count: Int) -> [UInt8] {
        let count = min(count, selection.count, ExampleTile.rowCount)
        // Data that are sorted by class would give one class only.
        let selection = Selection(
            selection.examples,
            rows: (0..<count).map { selection.rows[$0 * selection.count / count] })
        let evaluator = Evaluator(model: trained.model, parameters: trained.parameters)
        let tile = selection.tile(
            0..<count, pixels: trained.description.model.pixels,
            seed: trained.description.data.splitSeed)
        let pictures = evaluator.pictures(of: evaluator.encode(tile))
        return NeighborIndex.samples(of: pictures.rows(0..<count).elements)
    }

    /// The examples that are searched: those the model was fitted to, else those shown.
    private var neighborIndex: NeighborIndex? {
        if let index { return index }
        guard let opened, let split = [Split.train, .test].first(where: { parts[$0] != nil }),
            let part = parts[split], let selection = opened.selections[split],
            let name = ExamplePart(rawValue: split.rawValue), let deviations
        else { return nil }
        index = NeighborIndex(
            name, part, pixels: OpenedData.pixels(of: selection, rows: part.rows),
            deviations: deviations)
        return index
    }

    /// The examples nearest to `z`; nil if they cannot be searched yet.
    func neighbors(
        of z: LatentPoint, decodedTo picture: Decoded, by space: NeighborSpace, count: Int
    ) -> Answer? {
        guard let index = neighborIndex else {
            return isSettled ? .neighbors(Neighbors(neighbors: [], verdict: nil)) : nil
        }
        return .neighbors(index.neighbors(of: z, decodedTo: picture, by: space, count: count))
    }

    /// An example as the model sees it; nil if it is not at hand.
    func picture(of example: ExampleReference) -> Decoded? {
        guard let split = Split(rawValue: example.part.rawValue),
            let selection = opened?.selections[split], let part = parts[split],
            part.rows.indices.contains(example.row)
        else { return nil }
        let position = Int(part.rows[example.row])
        let tile = selection.tile(
            position..<position + 1, pixels: trained.description.model.pixels,
            seed: trained.description.data.splitSeed)
        return Decoded(tile.x.row(0).elements)
    }
}
