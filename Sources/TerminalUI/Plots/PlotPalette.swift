/// Colours for classes and series that people with any kind of colour vision can tell apart.
///
/// The eight of Okabe and Ito ("Color Universal Design", 2008), whose black becomes the terminal's
/// own colour for text, then grey and a dark red for ten classes.
package enum PlotPalette {
    /// How many colours there are; further classes begin anew.
    package static let count = entries.count

    /// The colour of class or series `index`.
    package static func color(_ index: Int, depth: ColorDepth) -> TerminalColor {
        let entry = entries[((index % count) + count) % count]
        guard let (red, green, blue) = entry.rgb else { return .standard }
        return switch depth {
        case .mono: .standard
        case .ansi16: .ansi(entry.ansi)
        case .palette256: .palette(entry.palette)
        case .trueColor: .rgb(red, green, blue)
        }
    }

    private struct Entry {
        let rgb: (UInt8, UInt8, UInt8)?
        /// The nearest of xterm's colour cube and greys.
        let palette: UInt8
        /// By hue, so that no two are the same.
        let ansi: UInt8
    }

    private static let entries = [
        Entry(rgb: (230, 159, 0), palette: 178, ansi: 3),  // orange
        Entry(rgb: (86, 180, 233), palette: 74, ansi: 14),  // sky blue
        Entry(rgb: (0, 158, 115), palette: 36, ansi: 2),  // bluish green
        Entry(rgb: (213, 94, 0), palette: 166, ansi: 9),  // vermilion
        Entry(rgb: (204, 121, 167), palette: 175, ansi: 13),  // reddish purple
        Entry(rgb: (240, 228, 66), palette: 221, ansi: 11),  // yellow
        Entry(rgb: (0, 114, 178), palette: 25, ansi: 12),  // blue
        Entry(rgb: nil, palette: 0, ansi: 0),  // the terminal's own
        Entry(rgb: (153, 153, 153), palette: 246, ansi: 8),  // grey
        Entry(rgb: (136, 34, 85), palette: 89, ansi: 5),  // dark red
    ]
}
