import Platform

/// A way in which data sets are stored.
///
/// A new format is a type of its own and one more entry in `datasetFormats`.
protocol DatasetFormat: Sendable {
    /// What there is to be found, for the error where nothing was.
    var expectation: String { get }

    /// Whether `candidate` looks like this format; its content decides, not its name.
    func recognizes(_ candidate: DatasetCandidate) -> Bool

    /// Opens `candidate`, which this format recognizes.
    ///
    /// - Throws: `Failure` (`noInput`, `data`) if it is not a complete data set.
    func open(_ candidate: DatasetCandidate) throws(Failure) -> Dataset
}

/// All formats that are read; the first that recognizes a path opens it.
let datasetFormats: [any DatasetFormat] = [
    IDXFolderFormat(), IDXFileFormat(), NPYFormat(), NPZFormat(), CIFARFormat(),
    PictureFolderFormat(), CSVFormat(),
]
