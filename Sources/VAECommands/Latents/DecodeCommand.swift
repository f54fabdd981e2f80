import ArgumentParser
import Autoencoders
import Datasets
import Pictures
import Platform
import TensorCore

/// `vae decode`: pictures of latents in a CSV file, or of expressions.
struct DecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode", abstract: "Turn latents into pictures.",
        usage: """
            vae decode <model> <latents> [<options>]
            vae decode <model> --at <at> ... [<options>]
            """,
        discussion: """
            The first line names the columns. Latents stand under z_0, z_1, … or, if no column is \
            called so, under mu_0, mu_1, …: all of the model's, in any order. Other columns are \
            passed over, so that what vae export wrote can be edited and decoded. In the place of \
            a file, points can be named with --at.

            \(expressionHelp)

            A .npy file holds float32 in [0, 1], [n, height, width] for grey pictures and \
            [n, height, width, 3] for colour.

            EXAMPLES
              vae decode runs/fashion latents.csv
              vae decode runs/fashion latents.csv -o grid.png
              vae decode runs/fashion latents.csv -o pictures.npy
              vae decode runs/fashion --at boot --at 'mix(boot, sandal, 0.5)' --at '#7'
            """)

    @OptionGroup var source: ModelOptions

    @Argument(help: "A CSV file with a row of latents for each picture; - is standard input.")
    var latents: String?

    @Option(parsing: .unconditionalSingleValue, help: "Decode this point, an expression.")
    var at: [String] = []

    @Option(help: "The part of the data that --at is about (default: test).")
    var split: String?

    @Option(
        name: .shortAndLong,
        help: "Write a .png grid or a .npy array instead of drawing in the terminal.")
    var output: String?

    @OptionGroup var drawing: PictureOptions

    @OptionGroup var compute: ComputeOptions

    func run() throws {
        try compute.apply()
        let isArray = output?.lowercased().hasSuffix(".npy") ?? false
        if isArray { try drawing.requireNone() }
        let pictureOutput =
            isArray ? nil : try PictureOutput(path: output, drawing: drawing, orElse: ".npy")
        let trained = try source.load()
        let rows = try rows(for: trained)
        if let pictureOutput {
            try pictureOutput.show(
                try trained.pictures(decodedFrom: rows).map { [$0] },
                title:
                    "\(FileSystem.name(of: source.model)): \(Numbers.counted(rows.count, "row")) of "
                    + "latents",
                captions: at.isEmpty ? (0..<rows.count).map { "\($0)" } : at)
        } else if let output {
            try DecodedArray(trained: trained, latents: rows).write(to: output)
        }
    }

    private func rows(for trained: TrainedModel) throws(Failure) -> LatentRows {
        let dimensions = trained.description.model.latentDimensions
        if let latents {
            let unused: KeyValuePairs = [
                "--at": !at.isEmpty, "--data": source.data != nil, "--split": split != nil,
            ]
            if let (flag, _) = unused.first(where: \.value) {
                throw Failure(
                    .usage, "a file of latents needs no names", at: flag,
                    remedy: "leave out the flag or the file")
            }
            return try LatentFile.read(latents, latentDimensions: dimensions)
        }
        guard !at.isEmpty else {
            throw Failure(
                .usage, "there is nothing to decode", at: "--at",
                remedy: "name a CSV file of latents, or points with --at")
        }
        let points = try NamedPoints(of: trained, source, split: split ?? Split.test.rawValue)
        var rows = LatentRows(dimensions: dimensions)
        for text in at {
            let expression = try points.expression(text, flag: "--at")
            rows.append(try points.latents(of: expression, flag: "--at"))
        }
        return rows
    }
}
