import Datasets
import Platform

/// Rows of the latent table as lines of CSV, kept until they are written.
struct LatentLines: ~Copyable {
    private let columns: [LatentColumn]
    private var line = CSVLine()

    /// The header of `schema`, and no row yet.
    init(_ schema: LatentSchema) {
        columns = schema.columns
        for header in schema.headers { line.append(header) }
        line.end()
    }

    /// `rows` and no header.
    init(_ rows: EncodedRows, columns: [LatentColumn]) {
        self.columns = columns
        append(rows)
    }

    /// What waits to be written.
    var bytes: [UInt8] { line.bytes }

    /// Appends rows.
    mutating func append(_ rows: EncodedRows) { rows.forEach { append($0) } }

    private mutating func append(_ row: LatentRow) {
        for column in columns {
            switch column {
            case .id: line.append(row.id)
            case .label: line.append(row.label.map { String($0) } ?? "")
            case .factor: for value in row.factors { line.append(String(value)) }
            case .split: line.append(row.split?.rawValue ?? "")
            case .mu: line.append(row.mean)
            case .sigma: line.append(row.deviations)
            case .kl: line.append(Float(row.divergence))
            case .reconstruction: line.append(Float(row.reconstruction))
            case .elbo: line.append(Float(row.elbo))
            }
        }
        line.end()
    }

    /// Writes what waits, and forgets it.
    mutating func flush(to sink: any ByteSink) throws(Failure) {
        try sink.write(line.bytes)
        line.removeAll()
    }
}
