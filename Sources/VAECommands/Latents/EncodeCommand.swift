import ArgumentParser
import Autoencoders
import Platform
import TensorCore

/// `vae encode`: the latents of picture files as CSV.
struct EncodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encode", abstract: "Write the latents of picture files as CSV.",
        usage: "vae encode <model> <pictures> ... [<options>]",
        discussion: """
            The columns are those of vae export; id is the file's path, label and split are empty. \
            Pictures have the size that the model was trained on. Colour is turned to grey where \
            the model wants it. What is said of a picture does not depend on the others.

            EXAMPLES
              vae encode runs/fashion boot.png shirt.png
              find photos -name '*.png' | sort | vae encode runs/fashion - -o latents.csv
            """)

    @Argument(
        help: "A model folder, a .safetensors file that vae train wrote, or a shipped model.",
        transform: ShippedModels.path)
    var model: String

    @Argument(
        help:
            "Pictures (PNG, JPEG, PGM, PPM); a single - reads their paths from standard input, one a line."
    )
    var pictures: [String]

    @Option(name: .shortAndLong, help: "The file to write; - is standard output.")
    var output = "-"

    @Option(help: "The columns, of \(LatentColumn.names.joined(separator: ",")) (default: all).")
    var columns: String?

    @Option(
        parsing: .unconditional, help: "Draws from the posterior for the reconstruction term.")
    var samples = 10

    @OptionGroup var compute: ComputeOptions

    func run() throws {
        try compute.apply()
        try requirePositive(samples, flag: "--samples")
        let columns = try LatentColumn.parse(columns).withoutFactors(areNamed: columns != nil)
        let trained = try TrainedModel.load(model)
        let paths = try paths()
        let file = output == "-" ? nil : try AtomicFile(replacing: output)
        let sink: any ByteSink = file ?? DescriptorSink.standardOutput()
        try write(
            paths, LatentEncoder(trained: trained, columns: columns, draws: samples), to: sink)
        try file?.commit()
    }

    private func write(
        _ paths: [String], _ encoder: LatentEncoder, to sink: any ByteSink
    ) throws(Failure) {
        let input = PictureInput(for: encoder.trained)
        var lines = LatentLines(
            LatentSchema(
                columns: encoder.columns,
                latentDimensions: encoder.trained.description.model.latentDimensions,
                factorNames: []))
        for start in stride(from: 0, to: paths.count, by: ExampleTile.rowCount) {
            let chosen = paths[start..<min(start + ExampleTile.rowCount, paths.count)]
            let tile = try input.tile(chosen)
            let names = chosen.map { ExampleName(id: $0) }
            lines.append(encoder.encode(tile, names: names))
            try lines.flush(to: sink)
        }
    }

    private func paths() throws(Failure) -> [String] {
        guard pictures.contains("-") else { return pictures }
        guard pictures.count == 1 else {
            throw Failure(
                .usage, "- stands for all paths, there are others beside it", at: "pictures",
                remedy: "name files or give - alone")
        }
        let source = try ByteSource("-")
        let paths = try source.lines()
        guard !paths.isEmpty else {
            throw Failure(
                .data, "there are no paths", at: source.name, remedy: "give one on each line")
        }
        return paths
    }
}
