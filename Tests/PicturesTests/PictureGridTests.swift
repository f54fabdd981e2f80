import Pictures
import Testing

@Suite struct PictureGridTests {
    @Test func laysOutRowsWithGaps() {
        let pictures = (1...3).map { Picture(width: 2, height: 1, channels: 1, level: $0) }
        let grid = Picture.grid(pictures, columns: 2, gap: 1, background: 9)
        #expect(grid.width == 5)
        #expect(grid.height == 3)
        #expect(
            grid.pixels == [
                1, 1, 9, 2, 2,
                9, 9, 9, 9, 9,
                3, 3, 9, 9, 9,
            ])
    }

    @Test func keepsChannelsTogether() {
        let left = Picture(width: 1, height: 2, channels: 3, pixels: [1, 2, 3, 4, 5, 6])
        let right = Picture(width: 1, height: 2, channels: 3, pixels: [7, 8, 9, 10, 11, 12])
        let grid = Picture.grid([left, right], columns: 2, gap: 0)
        #expect(
            grid
                == Picture(
                    width: 2, height: 2, channels: 3,
                    pixels: [1, 2, 3, 7, 8, 9, 4, 5, 6, 10, 11, 12]))
    }

    @Test func isNarrowerForFewPictures() {
        let picture = Picture(width: 3, height: 2, channels: 1, level: 5)
        #expect(Picture.grid([picture], columns: 10) == picture)
    }

    @Test(arguments: 1...12, [1, 3, 10])
    func hasTheExpectedSize(count: Int, columns: Int) {
        let pictures = (0..<count).map {
            Picture(width: 4, height: 3, channels: 1, level: UInt8($0 + 1))
        }
        let grid = Picture.grid(pictures, columns: columns)
        let across = min(columns, count)
        let down = (count + columns - 1) / columns
        #expect(grid.width == across * 6 - 2)
        #expect(grid.height == down * 5 - 2)
        for index in 0..<count {
            let (x, y) = (index % across * 6, index / across * 5)
            #expect(grid[x: x, y: y] == UInt8(index + 1))
            #expect(grid[x: x + 3, y: y + 2] == UInt8(index + 1))
        }
        #expect(grid.pixels.count { $0 != 0 } == count * 12)
    }
}
