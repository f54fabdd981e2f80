import ArgumentParser
import Platform
import TerminalUI

/// How pictures are drawn in the terminal: what all verbs that show pictures ask for.
///
/// What is not said follows from what the terminal can show. What is said is done, even if the
/// terminal does not promise it: the user may know better.
struct PictureOptions: ParsableArguments {
    @Option(
        help: "Characters: auto, ascii, shape, half, quadrant, sextant, eighth, block or braille.")
    var glyphs: String?

    @Option(help: "Dithering: auto, none, ordered, blue-noise, floyd-steinberg or search.")
    var dither: String?

    @Option(help: "Colours: auto, mono, 16, 256 or full.")
    var colors: String?

    @Option(parsing: .unconditional, help: "Cells across (default: the terminal's).")
    var width: Int?

    @Option(
        parsing: .unconditional,
        help: "Rows of cells that a picture takes at most (default: the terminal's, less two).")
    var height: Int?

    @Flag(help: "Exchange dark and bright, for drawings without colour on a light terminal.")
    var invert = false

    @Option(parsing: .unconditional, help: "Exposure in stops: 1 doubles the light (default: 0).")
    var exposure: Float?

    @Option(parsing: .unconditional, help: "Contrast: above 1 parts dark and bright (default: 1).")
    var contrast: Float?

    @Option(parsing: .unconditional, help: "Gamma: above 1 brightens mid-tones (default: 1).")
    var gamma: Float?

    @Option(
        help:
            "Black and white: auto, absolute (0 and 255) or stretch (the picture's own extremes).")
    var levels: String?

    @Option(
        parsing: .unconditional,
        help: "The part of a cell that the font's densest glyph covers (default: 0.5).")
    var dotCoverage: Float?

    /// The screen that these options make of `terminal`.
    ///
    /// - Throws: `Failure` (`usage`) for a name that is not known or a value that cannot be.
    func screen(
        on terminal: TerminalCapabilities = .current()
    ) throws(Failure) -> PictureScreen {
        var terminal = terminal
        if let colors = try choice(colors, among: Self.colorDepths, for: "--colors") {
            terminal.colors = colors
        }
        let glyphs = try choice(glyphs, among: named(GlyphSet.allCases), for: "--glyphs")
        let dither = try choice(dither, among: named(Dither.allCases), for: "--dither")
        for (value, flag) in [(width, "--width"), (height, "--height")] {
            try check(
                value, flag, remedy: "give a number from 1 to 10000"
            ) { (1...10_000).contains($0) }
        }
        return PictureScreen(
            terminal: terminal,
            renderer: PictureRenderer(
                glyphs: glyphs ?? .automatic(for: terminal), colors: terminal.colors,
                dither: dither ?? .still, tone: try tone()),
            columns: width ?? terminal.columns,
            rows: height ?? max(terminal.rows - 2, 1))
    }

    /// Refuses options for the terminal beside a file to write.
    ///
    /// - Throws: `Failure` (`usage`) that names the first.
    func requireNone() throws(Failure) {
        let flags: [(name: String, isGiven: Bool)] = [
            ("--glyphs", glyphs != nil), ("--dither", dither != nil), ("--colors", colors != nil),
            ("--width", width != nil), ("--height", height != nil), ("--invert", invert),
            ("--exposure", exposure != nil), ("--contrast", contrast != nil),
            ("--gamma", gamma != nil), ("--levels", levels != nil),
            ("--dot-coverage", dotCoverage != nil),
        ]
        guard let flag = flags.first(where: \.isGiven) else { return }
        throw Failure(
            .usage, "a file is not drawn in the terminal", at: flag.name,
            remedy: "leave out the flag or -o")
    }

    private static let colorDepths: KeyValuePairs<String, ColorDepth> = [
        "mono": .mono, "16": .ansi16, "256": .palette256, "full": .trueColor,
    ]

    private func tone() throws(Failure) -> Tone {
        var tone = Tone()
        tone.levels =
            try levels.map { text throws(Failure) in
                try KnownName.parse(text, as: Tone.Levels.self, for: "--levels")
            } ?? tone.levels
        let inStops = "give a number from -20 to 20"
        try check(exposure, "--exposure", remedy: inStops) { abs($0) <= 20 }
        for (value, flag) in [(contrast, "--contrast"), (gamma, "--gamma")] {
            try check(value, flag, remedy: "give a number above 0") { $0 > 0 && $0.isFinite }
        }
        try check(dotCoverage, "--dot-coverage", remedy: "give a number above 0, at most 1") {
            $0 > 0 && $0 <= 1
        }
        tone.exposure = exposure ?? tone.exposure
        tone.contrast = contrast ?? tone.contrast
        tone.gamma = gamma ?? tone.gamma
        tone.dotCoverage = dotCoverage ?? tone.dotCoverage
        tone.isInverted = invert
        return tone
    }

    private func named<Value: RawRepresentable<String>>(
        _ values: [Value]
    ) -> [(key: String, value: Value)] {
        values.map { ($0.rawValue, $0) }
    }

    /// What the user named; nil for `auto`, and for nothing.
    private func choice<Value>(
        _ text: String?, among values: some Sequence<(key: String, value: Value)>, for flag: String
    ) throws(Failure) -> Value? {
        guard let text, text != "auto" else { return nil }
        try KnownName.check(text, among: ["auto"] + values.map(\.key), for: flag)
        return values.first { $0.key == text }?.value
    }

    private func check<Value>(
        _ value: Value?, _ flag: String, remedy: String, _ isPossible: (Value) -> Bool
    ) throws(Failure) {
        guard let value, !isPossible(value) else { return }
        throw Failure(.usage, "the value \(value) cannot be", at: flag, remedy: remedy)
    }
}
