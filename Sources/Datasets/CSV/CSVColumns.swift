import Pictures
import Platform

/// What the columns of a CSV file of pictures are.
struct CSVColumns: Equatable, Sendable {
    /// The number of columns.
    let count: Int
    /// The column of the label, if there is one.
    let label: Int?
    /// Whether the first line names the columns.
    let hasHeader: Bool
    /// The size of every picture.
    let size: PictureSize

    private static let labelNames = ["label", "class", "target", "y"]

    /// Tells the columns from the first line of the file at `path`.
    ///
    /// A line with anything but numbers is a header. A column called `label`, `class`, `target` or
    /// `y` is the label; without one, the first column is, where only the others make a picture.
    ///
    /// - Parameter size: the size the user asked for, which tells how to fold the pixels.
    /// - Throws: `Failure` (`data`) if the columns are not those of a picture.
    init(
        firstLine: UnsafeRawBufferPointer.SubSequence, size: PictureSize?, path: String
    ) throws(Failure) {
        let fields = firstLine.split(
            separator: UInt8(ascii: ","), omittingEmptySubsequences: false
        ).map { field in
            String(decoding: field, as: UTF8.self).lowercased().filter { !"\"' \t".contains($0) }
        }
        count = fields.count
        hasHeader = fields.contains { Int($0) == nil }
        let named = hasHeader ? fields.firstIndex(where: Self.labelNames.contains) : nil

        func fold(_ pixels: Int) -> PictureSize? {
            if let size, size.width * size.height == pixels { return size }
            let side = Int(Double(pixels).squareRoot().rounded())
            return pixels > 1 && side * side == pixels
                ? PictureSize(width: side, height: side) : nil
        }
        if named == nil, let size = fold(count) {
            self.size = size
            label = nil
        } else if let size = fold(count - 1) {
            self.size = size
            label = named ?? 0
        } else {
            throw Failure(
                .data, "\(count) columns are no square picture, with or without a label",
                at: path, remedy: "say the size with --size WxH, or save one picture in each line")
        }
    }
}
