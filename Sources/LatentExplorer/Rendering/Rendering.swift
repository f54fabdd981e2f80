public import Pictures
public import TerminalUI

/// Something that a model decoded, or an example as the model sees it: its mean values.
public struct Decoded: Sendable, Hashable {
    /// The values in the model's own order.
    public let values: [Float]

    /// Values in the model's own order.
    public init(_ values: [Float]) { self.values = values }

    /// Hashes some of the values, which tell things apart well enough; equality compares all.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(values.count)
        for index in stride(from: values.count / 32, to: values.count, by: values.count / 16 + 1) {
            hasher.combine(values[index])
        }
    }
}

/// What decoded things look like on a screen.
///
/// The explorer itself never looks into a `Decoded`.
public protocol Rendering: Sendable {
    /// The cells that a decoded thing takes of `columns` × `rows`; neither is 0.
    func size(columns: Int, rows: Int) -> (columns: Int, rows: Int)

    /// `decoded` in exactly `columns` × `rows` cells.
    func cells(
        for decoded: Decoded, columns: Int, rows: Int, with renderer: PictureRenderer
    ) -> CellBuffer

    /// How `decoded` differs from `original`: something to show beside them, and a short measure.
    func error(of decoded: Decoded, against original: Decoded) -> (shown: Decoded, measure: String)

    /// `decoded` as a picture to be written to a file.
    func picture(of decoded: Decoded) -> Picture
}
