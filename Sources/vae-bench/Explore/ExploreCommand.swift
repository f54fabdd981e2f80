import ArgumentParser
import Autoencoders
import Platform

/// `vae-bench explore`: how fast the explorer answers.
struct ExploreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vae-bench explore",
        abstract: "Measure how fast the explorer answers on a terminal.",
        discussion: """
            Runs vae explore on a pseudo terminal that takes all at once, presses keys, and measures \
            until the frame that shows what they do has arrived completely. A line of JSON for each \
            figure.

            key-to-frame, key-to-picture: Right and Left in turns, 40 ms between them as if held. \
            The slider may move first; the picture is decoded meanwhile. key-seconds is processor \
            time, of all threads.
            rested-…, refined: with pauses of 0.16 to 0.4 s. After 150 ms of rest pictures are \
            drawn anew, as well as can be; refined counts from there.
            start, start-to-picture: from the start of the program.
            pan: the map of --codes random points; the next key comes when a frame is there.
            idle-…: in a second without keys, over two seconds.
            """)

    @Option(help: "The model folder.")
    var model: String

    @Option(
        name: .customLong("size"),
        help: "Columns and rows; may be repeated (default: 120x40 and 200x60).")
    var sizes = [String]()

    @Option(help: "mono, 256 or truecolor; may be repeated (default: all).")
    var colors = [String]()

    @Option(parsing: .unconditional, help: "Keys of a series.")
    var runs = 200

    @Option(parsing: .unconditional, help: "Points of the map that is panned.")
    var codes = 100_000

    @Flag(help: "Print a table instead of JSON.")
    var table = false

    func run() throws {
        for (value, flag) in [(runs, "--runs"), (codes, "--codes")] where value < 1 {
            throw Failure(
                .usage, "the value \(value) cannot be", at: flag, remedy: "give 1 or more")
        }
        let screens = try screens()
        let manyCodes = try ManyCodes(of: model, count: codes)
        let output = DescriptorSink.standardOutput()
        if table { try output.write(ExploreResult.rowHeader + "\n") }
        for screen in screens {
            let measurement = ExploreMeasurement(
                screen: screen, model: model, manyCodes: manyCodes.path, runs: runs)
            for result in try measurement.results() {
                try output.write((table ? result.row : JSON.text(result)) + "\n")
            }
        }
    }

    private func screens() throws(Failure) -> [ExploreScreen] {
        var chosen = [ExploreScreen.Colors]()
        for name in colors {
            guard let color = ExploreScreen.Colors(rawValue: name) else {
                let known = ExploreScreen.Colors.allCases.map(\.rawValue).joined(separator: ", ")
                throw Failure(
                    .usage, "unknown name \"\(name)\"", at: "--colors",
                    remedy: "known are \(known)")
            }
            chosen.append(color)
        }
        if chosen.isEmpty { chosen = ExploreScreen.Colors.allCases }
        var screens = [ExploreScreen]()
        for size in sizes.isEmpty ? ["120x40", "200x60"] : sizes {
            let (columns, rows) = try ExploreScreen.size(size)
            screens += chosen.map { ExploreScreen(columns: columns, rows: rows, colors: $0) }
        }
        return screens
    }
}
