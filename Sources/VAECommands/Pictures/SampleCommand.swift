import ArgumentParser
import Autoencoders
import Platform
import TensorCore

/// `vae sample`: pictures of latents drawn from the prior.
struct SampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample", abstract: "Draw new pictures from the prior.",
        usage: "vae sample <model> [<options>]",
        discussion: """
            EXAMPLES
              vae sample runs/fashion
              vae sample runs/fashion -n 64 --temperature 0.8 -o samples.png
            """)

    @Argument(
        help: "A model folder, a .safetensors file that vae train wrote, or a shipped model.",
        transform: ShippedModels.path)
    var model: String

    @Option(name: .short, parsing: .unconditional, help: "How many pictures.")
    var n = 10

    @Option(parsing: .unconditional, help: "Seed of the draws.")
    var seed: UInt64 = 0

    @Option(
        parsing: .unconditional, help: "Multiplies the prior's deviation; 0 draws its mode.")
    var temperature: Float = 1

    @Option(name: .shortAndLong, help: "Write a PNG file instead of drawing in the terminal.")
    var output: String?

    @OptionGroup var drawing: PictureOptions

    @OptionGroup var compute: ComputeOptions

    func run() throws {
        try compute.apply()
        try requirePositive(n, flag: "-n")
        guard temperature >= 0, temperature.isFinite else {
            throw Failure(
                .usage, "the value \(temperature) cannot be", at: "--temperature",
                remedy: "give 0 or more")
        }
        let output = try PictureOutput(path: output, drawing: drawing)
        let trained = try TrainedModel.load(model)
        let samples = trained.samples(count: n, temperature: temperature, seed: seed)
        try output.show(
            samples.map { [$0] },
            title: "\(FileSystem.name(of: model)): \(Numbers.counted(n, "sample")), seed \(seed), "
                + "temperature \(Numbers.plain(temperature))",
            captions: samples.indices.map { "\($0)" })
    }
}
