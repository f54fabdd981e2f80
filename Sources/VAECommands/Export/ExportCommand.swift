import ArgumentParser
import Autoencoders
import Datasets
import Platform
import TensorCore
import Training

/// `vae export`: the latents of all examples as CSV.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the latents as CSV, one row for each picture.",
        usage: "vae export <model> --output <output> [<options>]",
        discussion: """
            mu and sigma are the posterior's mean and deviation, not a sample; kl, reconstruction \
            (a mean over draws) and elbo are nats. Exported twice it is the same to the byte.

            EXAMPLES
              vae export runs/fashion -o latents.csv
              vae export runs/fashion --split test --columns id,label,mu -o - | head
            """)

    @OptionGroup var source: ModelOptions

    @Option(name: .shortAndLong, help: "The file to write; - is standard output.")
    var output: String

    @Option(help: "The part of the data: train, validation, test or all.")
    var split = "all"

    @Option(help: "The columns, of \(LatentColumn.names.joined(separator: ",")) (default: all).")
    var columns: String?

    @Option(parsing: .unconditional, help: "Write only the first pictures.")
    var limit: Int?

    @Option(
        parsing: .unconditional, help: "Draws from the posterior for the reconstruction term.")
    var samples = 10

    @Option(
        name: .shortAndLong, parsing: .unconditional,
        help: "Rows encoded before they are written; the result is the same with any.")
    var batchSize = 4096

    @OptionGroup var compute: ComputeOptions

    func run() throws {
        try compute.apply()
        try requirePositive(limit, flag: "--limit")
        try requirePositive(samples, flag: "--samples")
        try requirePositive(batchSize, flag: "--batch-size")
        let columns = try LatentColumn.parse(columns)
        let trained = try source.load()
        let data = try source.data(for: trained)
        var rows = try LatentTable.rows(of: data.splits, part: split)
        if let limit { rows = Array(rows.prefix(limit)) }
        let table = LatentTable(
            trained: trained, columns: columns, rows: rows, draws: samples, batchSize: batchSize)
        if output == "-" {
            try table.write(to: DescriptorSink.standardOutput())
        } else {
            let file = try AtomicFile(replacing: output)
            try table.write(to: file)
            try file.commit()
        }
    }
}
