import Autoencoders
import Datasets
import Platform
import Training

/// The data of a model, opened for the explorer.
struct OpenedData: Sendable {
    /// The parts there are.
    let selections: [Split: Selection]
    /// Whether a part is held out from what the model was fitted to.
    let isSplit: Bool
    /// The names of the classes; none where labels are just counted.
    let classNames: [String]

    /// The parts to encode, what is shown first before what is only searched.
    var splits: [Split] { [.test, .train].filter { selections[$0] != nil } }

    /// Opens the data of a model, or others.
    static func open(
        _ description: ModelDescription, in folder: RunFolder?, override: String?
    ) -> Result<OpenedData, Failure> {
        do throws(Failure) {
            let data = try ModelData(for: description, override: override, in: folder)
            var selections = [Split.train: data.splits.train, .test: data.splits.test]
            selections[.validation] = data.splits.validation
            return .success(
                OpenedData(
                    selections: selections.filter { $0.value.count > 0 }, isSplit: true,
                    classNames: data.dataset.classNames ?? []))
        } catch {
            return .failure(error)
        }
    }

    /// The data that the latents which came with a model are of; nil if they are not there or not
    /// the same.
    static func builtIn(_ origin: LatentsOrigin, for description: ModelDescription) -> OpenedData? {
        guard
            let data = try? ModelData(for: description, override: origin.source, in: nil),
            let fingerprint = try? data.dataset.fingerprint(), fingerprint == origin.data
        else { return nil }
        return OpenedData(
            selections: [.train: data.splits.train], isSplit: false,
            classNames: data.dataset.classNames ?? [])
    }

    /// The ids of the examples at `rows` of a selection; nil where they are only counted.
    static func ids(of selection: Selection, rows: [Int32]) -> [String]? {
        guard selection.examples.hasIDs else { return nil }
        return rows.map { selection.id(at: Int($0)) }
    }

    /// The pixels of the examples at `rows` of a selection, one after another.
    static func pixels(of selection: Selection, rows: [Int32]) -> [UInt8] {
        let size = selection.examples.shape.elementCount
        let chosen = rows.map { selection.rows[Int($0)] }
        return selection.examples.withUnsafePixels(at: chosen) { pixels, places in
            var copy = [UInt8]()
            copy.reserveCapacity(chosen.count * size)
            for place in places {
                copy += pixels[Int(place) * size..<(Int(place) + 1) * size]
            }
            return copy
        }
    }
}
