import ArgumentParser
import Autoencoders
import Datasets
import Platform

/// `vae reconstruct`: pictures above what the model makes of them.
struct ReconstructCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconstruct", abstract: "Show pictures above their reconstructions.",
        usage: "vae reconstruct <model> [<options>]",
        discussion: """
            A reconstruction is the mean picture decoded from the posterior mean.

            EXAMPLES
              vae reconstruct runs/fashion
              vae reconstruct runs/fashion --index 3,14,15 -o pairs.png
            """)

    @OptionGroup var source: ModelOptions

    @Option(help: "The part of the data: train, validation or test.")
    var split = "test"

    @Option(name: .short, parsing: .unconditional, help: "How many of the first pictures.")
    var n: Int?

    @Option(help: "Which pictures of the part, such as 3,14,15, counted from 0.")
    var index: String?

    @Option(name: .shortAndLong, help: "Write a PNG file instead of drawing in the terminal.")
    var output: String?

    @OptionGroup var drawing: PictureOptions

    @OptionGroup var compute: ComputeOptions

    func validate() throws {
        if n != nil && index != nil {
            throw ValidationError("-n and --index exclude each other.")
        }
    }

    func run() throws {
        try compute.apply()
        try requirePositive(n, flag: "-n")
        let output = try PictureOutput(path: output, drawing: drawing)
        let trained = try source.load()
        let data = try source.data(for: trained)
        let part = try data.splits.part(split)
        let positions = try positions(in: part)
        let pairs = trained.reconstructions(of: part, at: positions)
        try output.show(
            pairs.map { [$0.original, $0.reconstruction] },
            title: "\(FileSystem.name(of: source.model)): \(split) pictures above their "
                + "reconstructions",
            captions: positions.map { caption(of: $0, in: part, data.dataset.classNames) })
    }

    private func positions(in part: Selection) throws(Failure) -> [Int] {
        guard let index else { return Array(0..<min(n ?? 10, part.count)) }
        return try PictureIndices.parse(index, count: part.count, in: split)
    }

    private func caption(of position: Int, in part: Selection, _ names: [String]?) -> String {
        guard let label = part.label(at: position) else { return "\(position)" }
        guard let names, names.indices.contains(Int(label)) else { return "\(label)" }
        return names[Int(label)]
    }
}
