import ArgumentParser
import Autoencoders
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
            model's size, a CSV file of one row as vae decode reads it, or an expression of \
            labels, bookmarks and pictures. Pictures stand for their posterior mean, and are shown \
            themselves at the ends of the row.

            \(expressionHelp)

            EXAMPLES
              vae interpolate runs/fashion --from 0 --to 7
              vae interpolate runs/fashion --from boot.png --to 3 --path spherical
              vae interpolate runs/fashion --from a.csv --to b.csv -o row.png
              vae interpolate runs/fashion --from 0 --to 7 --steps 24 -o path.gif
              vae interpolate runs/fashion --from boot --to 'boot + 0.5*(sandal - sneaker)'
            """)

    @OptionGroup var source: ModelOptions

    @Option(
        parsing: .unconditional,
        help: "Where the way begins: an index, a picture or CSV file, or an expression.")
    var from: String

    @Option(
        parsing: .unconditional,
        help: "Where it ends: an index, a picture or CSV file, or an expression.")
    var to: String

    @Option(parsing: .unconditional, help: "Decoded pictures, with those of the ends.")
    var steps = 8

    @Option(help: "The way: linear, or spherical along the arc between the ends.")
    var path = LatentPath.linear.rawValue

    @Option(help: "The part of the data: train, validation or test.")
    var split = "test"

    @Option(
        name: .shortAndLong,
        help: "Write a .png row, or a .gif that goes there and back, instead of drawing.")
    var output: String?

    @OptionGroup var drawing: PictureOptions

    @OptionGroup var compute: ComputeOptions

    func run() throws {
        try compute.apply()
        try requireAtLeastTwo(steps, flag: "--steps")
        let way = try KnownName.parse(path, as: LatentPath.self, for: "--path")
        let isAnimation = output?.lowercased().hasSuffix(".gif") ?? false
        if isAnimation { try drawing.requireNone() }
        let pictureOutput =
            isAnimation ? nil : try PictureOutput(path: output, drawing: drawing, orElse: ".gif")
        let trained = try source.load()
        let named = try NamedPoints(of: trained, source, split: split)
        let start = try LatentEnd(from, of: trained, among: named, flag: "--from")
        let end = try LatentEnd(to, of: trained, among: named, flag: "--to")

        var points = LatentRows(dimensions: start.latents.count)
        let shares = (0..<steps).map { Double($0) / Double(steps - 1) }
        for share in shares {
            points.append(way.point(at: share, from: start.latents, to: end.latents))
        }
        let pictures = try trained.pictures(decodedFrom: points)
        if let pictureOutput {
            try show(pictures, at: shares, between: start, end, on: pictureOutput)
        } else if let output {
            try Exports.animation(pictures, to: output)
        }
    }

    private func show(
        _ decoded: [Picture], at shares: [Double], between start: LatentEnd, _ end: LatentEnd,
        on output: PictureOutput
    ) throws(Failure) {
        var pictures = decoded
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
            title: "\(FileSystem.name(of: source.model)): \(start.title) to \(end.title), \(path)",
            captions: captions, perRow: pictures.count)
    }
}

/// Refuses a number of steps that has no way between them.
func requireAtLeastTwo(_ value: Int, flag: String) throws(Failure) {
    guard value < 2 else { return }
    throw Failure(.usage, "the value \(value) cannot be", at: flag, remedy: "give 2 or more")
}
