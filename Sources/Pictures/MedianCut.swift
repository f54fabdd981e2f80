/// Colours chosen by cutting the cube of all colours where half of the pixels are on either side.
///
/// (Heckbert, "Color image quantization for frame buffer display", 1982.)
struct MedianCut {
    /// The chosen colours, each the mean of its box.
    private(set) var colors = [GIFPalette.Color]()
    /// The index in `colors` of each of the 32,768 cells.
    private(set) var indices = [UInt8](repeating: 0, count: cellCount)

    private static let cellCount = 1 << 15

    /// The cell that a colour lies in: five bits of each sample.
    static func cell(_ color: GIFPalette.Color) -> Int {
        Int(color.red >> 3) << 10 | Int(color.green >> 3) << 5 | Int(color.blue >> 3)
    }

    /// What lies in a cell: how many pixels, and the sums of their samples.
    private struct Content {
        var count = 0
        var sums = SIMD3<Int>(repeating: 0)
    }

    /// Cells that get one colour.
    private struct Box {
        var cells: [Int]
        /// The pixels in them.
        let count: Int
        /// The side that is longest, and how long it is in cells less one.
        let axis: Int
        let extent: Int

        init(_ cells: [Int], _ contents: [Content]) {
            self.cells = cells
            count = cells.reduce(0) { $0 + contents[$1].count }
            let extents = (0..<3).map { axis in
                let places = cells.map { MedianCut.place($0, axis) }
                return (places.max() ?? 0) - (places.min() ?? 0)
            }
            extent = extents.max() ?? 0
            axis = extents.firstIndex(of: extent) ?? 0
        }
    }

    /// `count` colours for `frames`, or fewer if their pixels lie in fewer cells.
    init(_ frames: [Picture], count: Int) {
        var contents = [Content](repeating: Content(), count: MedianCut.cellCount)
        for frame in frames {
            for start in stride(from: 0, to: frame.pixels.count, by: 3) {
                let color = frame.color(at: start)
                let cell = MedianCut.cell(color)
                contents[cell].count += 1
                contents[cell].sums &+= SIMD3(Int(color.red), Int(color.green), Int(color.blue))
            }
        }
        var boxes = [Box(contents.indices.filter { contents[$0].count > 0 }, contents)]
        while boxes.count < count {
            // A long box of few pixels is as bad as a short one of many.
            let worst = boxes.indices.max {
                boxes[$0].count * boxes[$0].extent < boxes[$1].count * boxes[$1].extent
            }
            guard let worst, boxes[worst].extent > 0 else { break }
            let (low, high) = MedianCut.halves(of: boxes[worst], contents)
            boxes[worst] = low
            boxes.append(high)
        }
        for (index, box) in boxes.enumerated() {
            var sums = SIMD3<Int>(repeating: 0)
            for cell in box.cells {
                sums &+= contents[cell].sums
                indices[cell] = UInt8(index)
            }
            let mean = (sums &+ SIMD3(repeating: box.count / 2)) / SIMD3(repeating: box.count)
            colors.append(
                GIFPalette.Color(red: UInt8(mean.x), green: UInt8(mean.y), blue: UInt8(mean.z)))
        }
    }

    /// A box in two, cut across its longest side where half of the pixels are on either side.
    private static func halves(of box: Box, _ contents: [Content]) -> (low: Box, high: Box) {
        let cells = box.cells.sorted { (place($0, box.axis), $0) < (place($1, box.axis), $1) }
        var below = 0
        var cut = 0
        // The last place stays on the high side, so that neither half is empty.
        let last = place(cells[cells.count - 1], box.axis)
        while place(cells[cut], box.axis) < last {
            let next = place(cells[cut], box.axis)
            if cut > 0, below * 2 >= box.count, next > place(cells[cut - 1], box.axis) { break }
            below += contents[cells[cut]].count
            cut += 1
        }
        return (Box(Array(cells[..<cut]), contents), Box(Array(cells[cut...]), contents))
    }

    private static func place(_ cell: Int, _ axis: Int) -> Int { cell >> (10 - 5 * axis) & 31 }
}
