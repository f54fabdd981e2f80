import ArgumentParser
import Autoencoders
import Datasets
import Platform
import TensorCore
import Training

/// `vae export`: the latents of all examples as CSV, or as arrays of NumPy.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the latents as a table, one row for each picture.",
        usage: "vae export <model> --output <output> [<options>]",
        discussion: """
            mu and sigma are the posterior's mean and deviation, not a sample; kl, reconstruction \
            (a mean over draws) and elbo are nats. Where it is known what the pictures were made from, \
            as for sprites, factor_… columns follow the label, steps counted from 0. Exported twice \
            it is the same to the byte.

            A file that ends in .npz holds an array for each of the columns: mu and sigma \
            [n, latents], kl, reconstruction and elbo [n] in float32, label in int32 (-1 for \
            none), factor [n, factors] in int32 where there are any, id and split as texts. One that ends in .npy holds mu alone, or the one column \
            that is named. One that ends in .safetensors holds means and log variances of at most \
            100,000 examples of each part; as latents.safetensors beside a model it is what vae \
            explore shows where the model's data are not. What ends otherwise is CSV.

            EXAMPLES
              vae export runs/fashion -o latents.csv
              vae export runs/fashion -o latents.npz
              vae export runs/fashion --split test --columns id,label,mu -o - | head
              vae export runs/fashion --limit 1000 -o latents.safetensors
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
        let form = LatentForm(path: output)
        if form == .latents { return try writeLatents() }
        var columns = try form.columns(columns)
        let trained = try source.load()
        let data = try source.data(for: trained)
        let examples = try TableExamples(of: data.splits, part: split, limit: limit)
        if examples.factorNames.isEmpty {
            columns = try columns.withoutFactors(areNamed: self.columns != nil)
        }
        let table = LatentTable(
            trained: trained, columns: columns, examples: examples, draws: samples,
            batchSize: batchSize)
        let sink: any ByteSink
        let file = output == "-" ? nil : try AtomicFile(replacing: output)
        if let file { sink = file } else { sink = DescriptorSink.standardOutput() }
        switch form {
        case .csv: try table.write(to: sink)
        case .array: try table.arrays().writeArray(to: sink)
        case .archive: try table.arrays().writeArchive(to: sink)
        case .latents: fatalError("ExportCommand: latents are written by themselves")
        }
        try file?.commit()
    }

    // What the explorer keeps: posteriors and labels, and what they were computed from.
    private func writeLatents() throws(Failure) {
        guard columns == nil else {
            throw Failure(
                .usage, "a .safetensors file has columns of its own", at: "--columns",
                remedy: "leave it out")
        }
        let trained = try source.load()
        let data = try source.data(for: trained)
        let weights =
            FileSystem.kind(of: source.model) == .folder
            ? RunFolder(source.model).weightsPath : source.model
        var origin = LatentsOrigin(
            of: trained.description, weights: try LatentsOrigin.checksum(ofFile: weights))
        if let override = source.data {
            origin.source = override
            origin.data = try data.dataset.fingerprint()
        }
        let splits = split == "all" ? Split.allCases.filter { data.splits[$0] != nil } : []
        var parts = [Split: EncodedPart]()
        for name in split == "all" ? splits.map(\.rawValue) : [split] {
            let part = try data.splits.part(name)
            var builder = LatentTableBuilder(
                limit.map { part.limit($0) } ?? part, with: trained)
            while builder.next() {}
            parts[try KnownName.parse(name, as: Split.self, for: "--split")] = builder.part
        }
        try LatentsFile(origin: origin, parts: parts).write(to: output)
    }
}

/// What a latent table is written as; the ending of its file tells.
enum LatentForm {
    case csv
    /// One array of NumPy.
    case array
    /// Named arrays of NumPy.
    case archive
    /// What `vae explore` keeps of a model's data.
    case latents

    /// The form of the file at `path`.
    init(path: String) {
        let name = path.lowercased()
        if name.hasSuffix(".safetensors") {
            self = .latents
        } else {
            self = name.hasSuffix(".npz") ? .archive : name.hasSuffix(".npy") ? .array : .csv
        }
    }

    /// The columns named in `text`, or those that the form has by itself.
    ///
    /// - Throws: `Failure` (`usage`) for a wrong name, or more columns than the form holds.
    func columns(_ text: String?) throws(Failure) -> [LatentColumn] {
        guard self == .array else { return try LatentColumn.parse(text) }
        let columns = try LatentColumn.parse(text ?? LatentColumn.mu.rawValue)
        guard columns.count == 1 else {
            throw Failure(
                .usage, "a .npy file holds one array, not \(columns.count)", at: "--columns",
                remedy: "name one column, or a file that ends in .npz")
        }
        return columns
    }
}
