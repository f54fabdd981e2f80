import TerminalUI
import Testing

@Suite struct PlotPaletteTests {
    /// The colours of a plot's classes, as a legend shows them.
    private func colors(_ count: Int, _ depth: ColorDepth) -> [TerminalColor] {
        let points = (0..<count).map { ScatterPlot.Point(x: 0, y: 0, classIndex: $0) }
        let cells = ScatterPlot(points).cells(
            columns: 200, rows: 20, style: PlotStyle(isUTF8: true, colors: depth))
        return (0..<cells.columns).filter { cells[$0, 0].glyph == "⣿" }.map {
            cells[$0, 0].foreground
        }
    }

    @Test(arguments: [ColorDepth.ansi16, .palette256, .trueColor])
    func tenClassesDiffer(depth: ColorDepth) {
        let colors = colors(10, depth)
        #expect(colors.count == 10)
        #expect(Set(colors).count == 10)
    }

    @Test func areThoseOfOkabeAndIto() {
        #expect(
            colors(7, .trueColor) == [
                .rgb(230, 159, 0), .rgb(86, 180, 233), .rgb(0, 158, 115), .rgb(213, 94, 0),
                .rgb(204, 121, 167), .rgb(240, 228, 66), .rgb(0, 114, 178),
            ])
    }

    /// The palette's colours are those nearest to the true ones among cube and greys.
    @Test func thePaletteIsNear() {
        let steps = [0, 95, 135, 175, 215, 255]
        func rgb(_ place: Int) -> [Int] {
            if place >= 232 { return Array(repeating: 8 + 10 * (place - 232), count: 3) }
            let index = place - 16
            return [steps[index / 36], steps[index / 6 % 6], steps[index % 6]]
        }
        for (exact, near) in zip(colors(10, .trueColor), colors(10, .palette256)) {
            guard case .rgb(let red, let green, let blue) = exact,
                case .palette(let place) = near
            else {
                #expect(exact == .standard && near == .standard)
                continue
            }
            let wanted = [Int(red), Int(green), Int(blue)]
            func distance(_ place: Int) -> Int {
                zip(rgb(place), wanted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            }
            let best = (16...255).map { distance($0) }.min()
            #expect(distance(Int(place)) == best, "\(exact)")
        }
    }

    @Test func moreClassesThanColorsHaveCharacters() {
        let points = (0..<11).map { ScatterPlot.Point(x: Double($0), y: 0, classIndex: $0) }
        let cells = ScatterPlot(points).cells(columns: 11, rows: 1, style: Samples.color)
        #expect(Samples.text(cells) == ["0123456789a"])
    }
}
