import Datasets
import Platform

/// The latent table as arrays, one for each column.
///
/// An archive holds one array after the other, so the table has to be gathered first: four bytes
/// for each number.
struct LatentArrays {
    private let schema: LatentSchema
    private var count = 0
    private var numbers: [LatentColumn: [Float]] = [:]
    private var labels = [Int32]()
    private var factors = [Int32]()
    private var texts: [LatentColumn: [String]] = [:]

    /// Arrays for `schema`, without a row yet.
    init(_ schema: LatentSchema) {
        self.schema = schema
    }

    /// Appends a row.
    mutating func append(_ row: LatentRow) {
        count += 1
        for column in schema.columns {
            switch column {
            case .id: texts[column, default: []].append(row.id)
            case .label: labels.append(row.label ?? -1)
            case .factor: factors += row.factors
            case .split: texts[column, default: []].append(row.split?.rawValue ?? "")
            case .mu: numbers[column, default: []].append(contentsOf: row.mean)
            case .sigma: numbers[column, default: []].append(contentsOf: row.deviations)
            case .kl: numbers[column, default: []].append(Float(row.divergence))
            case .reconstruction: numbers[column, default: []].append(Float(row.reconstruction))
            case .elbo: numbers[column, default: []].append(Float(row.elbo))
            }
        }
    }

    /// Writes the first column as a `.npy` file.
    func writeArray(to sink: any ByteSink) throws(Failure) {
        for column in schema.columns.prefix(1) { try sink.write(array(column)) }
    }

    /// Writes all columns as a `.npz` file.
    ///
    /// - Throws: `Failure` (`data`) for arrays over what an archive holds, or as the sink does.
    func writeArchive(to sink: any ByteSink) throws(Failure) {
        var archive = ZipArchive(sink)
        for column in schema.columns {
            try archive.add("\(column.rawValue).npy", array(column))
        }
        try archive.end()
    }

    /// A column as the bytes of a `.npy` file.
    private func array(_ column: LatentColumn) -> [UInt8] {
        switch column {
        case .id, .split:
            let scalars = (texts[column] ?? []).map { $0.unicodeScalars.map(\.value) }
            let length = max(scalars.map(\.count).max() ?? 0, 1)
            var values = [UInt32]()
            values.reserveCapacity(scalars.count * length)
            for text in scalars {
                values += text
                values += repeatElement(0, count: length - text.count)
            }
            return NPY.header(.text(length: length), shape: [count]) + bytes(values)
        case .label: return NPY.header(.int32, shape: [count]) + bytes(labels)
        case .factor:
            return NPY.header(.int32, shape: [count, schema.factorNames.count]) + bytes(factors)
        case .mu, .sigma:
            return NPY.header(.float32, shape: [count, schema.latentDimensions])
                + bytes(numbers[column] ?? [])
        case .kl, .reconstruction, .elbo:
            return NPY.header(.float32, shape: [count]) + bytes(numbers[column] ?? [])
        }
    }

    private func bytes(_ values: [some BitwiseCopyable]) -> [UInt8] {
        values.withUnsafeBytes { Array($0) }
    }
}
