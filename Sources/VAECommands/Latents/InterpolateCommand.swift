import ArgumentParser
import Autoencoders
import Datasets
import Pictures
import Platform
import TensorCore

/// `vae interpolate`: the pictures on the way from one point of the latent space to another.
struct InterpolateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "interpolate", abstract: "Show the pictures between two latents.",
        usage: "vae interpolate <model> --from <from> --to <to> [<options>]",
        discussion: """
            An end is the index of a picture in the split, counted from 0, a picture file of the \
            model's size, or a CSV file of one row as vae decode reads it. Pictures stand for \
            their posterior mean, and are shown themselves at the ends of the row.

            EXAMPLES
              vae interpolate runs/fashion --from 0 --to 7
              vae interpolate runs/fashion --from boot.png --to 3 --path spherical
              vae interpolate runs/fashion --from a.csv --to b.csv -o row.png
            """)

    @OptionGroup var source: ModelOptions

    @Option(parsing: .unconditional, help: "Where the way begins: an index, a picture or CSV file.")
    var from: String

    @Option(parsing: .unconditional, help: "Where it ends: an index, a picture or CSV file.")
    var to: String

    @Option(parsing: .unconditional, help: "Decoded pictures, with those of the ends.")
    var steps = 8

    @Option(help: "The way: linear, or spherical along the arc between the ends.")
    var path = LatentPath.linear.rawValue

    @Option(help: "The part of the data: train, validation or test.")
    var split = "test"

    @Option(name: .shortAndLong, help: "Write a PNG file instead of drawing in the terminal.")
    var output: String?

    @OptionGroup var drawing: PictureOptions

    @OptionGroup var compute: ComputeOptions

    func run() throws {
        try compute.apply()
        try requireAtLeastTwo(steps, flag: "--steps")
        let way = try KnownName.parse(path, as: LatentPath.self, for: "--path")
        let output = try PictureOutput(path: output, drawing: drawing)
        let trained = try source.load()
        let (start, end) = try ends(trained)

        var points = LatentRows(dimensions: start.latents.count)
        let shares = (0..<steps).map { Double($0) / Double(steps - 1) }
        for share in shares {
            points.append(way.point(at: share, from: start.latents, to: end.latents))
        }
        var pictures = try trained.pictures(decodedFrom: points)
        var captions = shares.map { Numbers.fixed($0, 2) }
        if let original = start.original {
            pictures.insert(original, at: 0)
            captions.insert("from", at: 0)
        }
        if let original = end.original {
            pictures.append(original)
            captions.append("to")
        }
        try output.show(
            pictures.map { [$0] },
            title: "\(FileSystem.name(of: source.model)): \(title(from)) to \(title(to)), \(path)",
            captions: captions, perRow: pictures.count)
    }

    private func title(_ end: String) -> String {
        LatentEnd.Name(end).isIndex ? "\(split) \(end)" : FileSystem.name(of: end)
    }

    private func ends(
        _ trained: TrainedModel
    ) throws(Failure) -> (start: LatentEnd, end: LatentEnd) {
        let names = (LatentEnd.Name(from), LatentEnd.Name(to))
        var part: (selection: Selection, name: String)?
        if names.0.isIndex || names.1.isIndex {
            part = (try source.data(for: trained).splits.part(split), split)
        }
        return (
            try LatentEnd(names.0, for: trained, in: part, flag: "--from"),
            try LatentEnd(names.1, for: trained, in: part, flag: "--to")
        )
    }
}

/// Refuses a number of steps that has no way between them.
func requireAtLeastTwo(_ value: Int, flag: String) throws(Failure) {
    guard value < 2 else { return }
    throw Failure(.usage, "the value \(value) cannot be", at: flag, remedy: "give 2 or more")
}
