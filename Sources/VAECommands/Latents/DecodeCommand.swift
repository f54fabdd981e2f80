import ArgumentParser
import Autoencoders
import Pictures
import Platform
import TensorCore

/// `vae decode`: pictures of latents in a CSV file.
struct DecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode", abstract: "Turn latents in a CSV file into pictures.",
        usage: "vae decode <model> <latents> [<options>]",
        discussion: """
            The first line names the columns. Latents stand under z_0, z_1, … or, if no column is \
            called so, under mu_0, mu_1, …: all of the model's, in any order. Other columns are \
            passed over, so that what vae export wrote can be edited and decoded.

            A .npy file holds float32 in [0, 1], [n, height, width] for grey pictures and \
            [n, height, width, 3] for colour.

            EXAMPLES
              vae decode runs/fashion latents.csv
              vae decode runs/fashion latents.csv -o grid.png
              vae decode runs/fashion latents.csv -o pictures.npy
            """)

    @Argument(help: "A model folder, or a .safetensors file that vae train wrote.")
    var model: String

    @Argument(help: "A CSV file with a row of latents for each picture; - is standard input.")
    var latents: String

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
        let trained = try TrainedModel.load(model)
        let rows = try LatentFile.read(
            latents, latentDimensions: trained.description.model.latentDimensions)
        if let pictureOutput {
            try pictureOutput.show(
                try trained.pictures(decodedFrom: rows).map { [$0] },
                title: "\(FileSystem.name(of: model)): \(Numbers.counted(rows.count, "row")) of "
                    + "latents",
                captions: (0..<rows.count).map { "\($0)" })
        } else if let output {
            try DecodedArray(trained: trained, latents: rows).write(to: output)
        }
    }
}
