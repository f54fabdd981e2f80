import Platform

/// A figure of the explorer on a screen: a line of JSON.
struct ExploreResult: Encodable {
    /// What was measured.
    enum Case: String, Encodable, CaseIterable {
        /// From a key to the first frame that follows it: the slider has moved.
        case keyToFrame = "key-to-frame"
        /// From a key to the frame with the picture that is decoded there.
        case keyToPicture = "key-to-picture"
        /// Processor time of the program for such a key, of all its threads.
        case keySeconds = "key-seconds"
        /// From a key to the first frame, after a pause.
        case restedKeyToFrame = "rested-key-to-frame"
        /// From a key to the frame with the picture, after a pause.
        case restedKeyToPicture = "rested-key-to-picture"
        /// From when a picture has rested long enough to the frame with its finer drawing.
        case refined
        /// From the start of the program to the first frame with anything on it.
        case start
        /// From the start of the program to the frame with the first picture.
        case startToPicture = "start-to-picture"
        /// From one frame to the next while the map is panned as fast as it can be.
        case pan
        /// Processor time in a second without keys.
        case idleSeconds = "idle-seconds"
        /// Bytes that are sent in a second without keys.
        case idleBytes = "idle-bytes"
    }

    let name: Case
    let columns: Int
    let rows: Int
    let colors: String
    /// What the figures are in: seconds or bytes.
    let unit: String
    let min: Double
    let median: Double
    /// 99 of 100 samples are at most this.
    let percentile99: Double
    let max: Double
    let runs: Int
    /// The median of the bytes of a frame; nil where that says nothing.
    let bytes: Double?

    private enum CodingKeys: String, CodingKey {
        case name = "case"
        case columns, rows, colors, unit, min, median
        case percentile99 = "p99"
        case max, runs, bytes
    }

    /// The figure that `samples`, at least one, make.
    init(
        _ name: Case, _ screen: ExploreScreen, unit: String = "s", samples: [Double],
        bytes: [Int] = []
    ) {
        let sorted = samples.sorted()
        self.name = name
        columns = screen.columns
        rows = screen.rows
        colors = screen.colors.rawValue
        self.unit = unit
        min = sorted[0]
        median = ExploreResult.median(sorted)
        percentile99 = sorted[(sorted.count * 99 - 1) / 100]
        max = sorted[sorted.count - 1]
        runs = sorted.count
        self.bytes = bytes.isEmpty ? nil : ExploreResult.median(bytes.map(Double.init).sorted())
    }

    private static func median(_ sorted: [Double]) -> Double {
        (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }

    private static let widths = [24, 8, 11, 10, 10, 10, 10, 9, 6]

    /// The names of the columns of `row`.
    static let rowHeader = line([
        "case", "screen", "colours", "least", "median", "99%", "largest", "B/frame", "runs",
    ])

    /// The figures as a line of a table.
    var row: String {
        ExploreResult.line([
            name.rawValue, "\(columns)x\(rows)", colors, text(min), text(median),
            text(percentile99), text(max), bytes.map { "\(Int($0.rounded()))" } ?? "", "\(runs)",
        ])
    }

    private func text(_ value: Double) -> String {
        unit == "s"
            ? "\(Numbers.fixed(value * 1000, value < 0.1 ? 2 : 0)) ms"
            : "\(Numbers.fixed(value, 0)) B"
    }

    private static func line(_ columns: [String]) -> String {
        TextTable.line(columns, widths: widths, leading: 1)
    }
}
