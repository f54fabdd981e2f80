import Platform

/// The pictures of a part of the data that the user chose with `--index`.
enum PictureIndices {
    /// The numbers in `text`, such as `3,14,15`, counted from 0.
    ///
    /// - Parameters:
    ///   - count: the pictures there are.
    ///   - name: what errors call the part.
    /// - Throws: `Failure` (`usage`) for what is no number or not below `count`.
    static func parse(_ text: String, count: Int, in name: String) throws(Failure) -> [Int] {
        var indices = [Int]()
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let index = Int(part), index >= 0, index < count else {
                throw Failure(
                    .usage, "there is no picture \(part) in \(name)", at: "--index",
                    remedy: "give numbers from 0 to \(count - 1)")
            }
            indices.append(index)
        }
        return indices
    }
}
