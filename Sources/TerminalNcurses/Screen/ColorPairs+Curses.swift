import CNcursesw
import TerminalUI

extension ColorPairs {
    /// The pairs of the open curses; none at a depth without colours.
    static func curses(depth: ColorDepth) -> ColorPairs {
        let hasColors = depth > .mono && has_colors()
        if hasColors { start_color() }
        let hasStandard = hasColors && use_default_colors() == OK
        var pairs = ColorPairs(
            colors: hasColors ? Int(cncursesw_colors()) : 0,
            limit: hasColors ? Int(cncursesw_color_pairs()) : 1
        ) { init_extended_pair($0, $1, $2) }
        if hasColors && !hasStandard { pairs.removeAll(isFolded: true) }
        return pairs
    }
}
