import Pictures
import Platform
import TestSupport
import Testing

/// `vae interpolate`: ends of every kind, and the pictures between.
@Suite struct InterpolateTests {
    private let folder: TemporaryFolder

    init() throws { folder = try SmallModel.copies() }

    /// Picture `index` of a row of 28x28 pictures.
    private func picture(_ index: Int, of name: String) throws -> [UInt8] {
        let row = try PNG.read(folder.path(of: name))
        return (0..<784).map { row[x: index * 30 + $0 % 28, y: $0 / 28] }
    }

    @Test(arguments: [("", 8), ("--steps 2", 2), ("--steps 11 --path spherical", 11)])
    func originalsStandAtTheEnds(flags: String, steps: Int) throws {
        let outcome = vae("interpolate grey --from 3 --to 1 \(flags) -o row.png", in: folder)
        #expect(outcome.output == "" && outcome.errors == "" && outcome.status == 0)
        #expect(try folder.pngSize(of: "row.png") == [(steps + 2) * 30 - 2, 28])
        vae("reconstruct grey --index 3,1 -o pairs.png", in: folder)
        let pairs = try PNG.read(folder.path(of: "pairs.png"))
        for (position, place) in [
            (0, (0, 0)), (1, (0, 30)), (steps, (30, 30)), (steps + 1, (30, 0)),
        ] {
            let expected = (0..<784).map { pairs[x: place.0 + $0 % 28, y: place.1 + $0 / 28] }
            #expect(try picture(position, of: "row.png") == expected, "picture \(position)")
        }
    }

    @Test func latentsHaveNoOriginals() throws {
        try folder.write("z_0,z_1,z_2\n3,0,0\n", to: "a.csv")
        try folder.write("id,mu_0,mu_1,mu_2\nx,0,3,0\n", to: "b.CSV")
        try folder.write("z_0,z_1,z_2\n3,0,0\n1.5,1.5,0\n0,3,0\n", to: "all.csv")
        vae("interpolate grey --from a.csv --to b.CSV --steps 3 -o row.png", in: folder)
        vae("decode grey all.csv -o grid.png", in: folder)
        #expect(try folder.pngSize(of: "row.png") == [88, 28])
        let grid = try PNG.read(folder.path(of: "grid.png"))
        for (index, place) in [(0, 0), (30, 0), (0, 30)].enumerated() {
            let expected = (0..<784).map { grid[x: place.0 + $0 % 28, y: place.1 + $0 / 28] }
            #expect(try picture(index, of: "row.png") == expected, "picture \(index)")
        }
        vae(
            "interpolate grey --from a.csv --to b.CSV --steps 3 --path spherical -o s.png",
            in: folder)
        #expect(try picture(0, of: "s.png") == picture(0, of: "row.png"))
        #expect(try picture(1, of: "s.png") != picture(1, of: "row.png"))
    }

    @Test func aPictureFileIsAnEnd() throws {
        vae("interpolate grey --from 2 --to 5 --steps 2 -o row.png", in: folder)
        let picture = Picture(
            width: 28, height: 28, channels: 1, pixels: try picture(0, of: "row.png"))
        try PNG.write(picture, to: folder.path(of: "two.png"))
        let outcome = vae(
            "interpolate grey --from two.png --to 5 --steps 2 -o file.png", in: folder)
        #expect(outcome.status == 0 && outcome.errors == "")
        #expect(try folder.bytes(of: "file.png") == folder.bytes(of: "row.png"))
    }

    @Test func filesNeedNoData() throws {
        try folder.write(IDXFiles.bytes([60, 8, 8]), to: "pictures.idx")
        vae("train pictures.idx \(SmallModel.flags) -o own", in: folder)
        FileSystem.remove(folder.path(of: "pictures.idx"))
        try folder.write("z_0,z_1,z_2\n3,0,0\n", to: "a.csv")
        #expect(vae("interpolate own --from a.csv --to a.csv", in: folder).status == 0)
        #expect(vae("interpolate own --from a.csv --to 0", in: folder).status == 66)
    }

    @Test func anAnimationGoesThereAndBack() throws {
        vae("interpolate grey --from 2 --to 5 --steps 4 -o path.gif", in: folder)
        vae("interpolate grey --from 2 --to 5 --steps 4 -o row.png", in: folder)
        // The row has the originals at its ends, the animation has not.
        let frames = try [1, 2, 3, 4, 3, 2].map { index in
            Picture(width: 28, height: 28, channels: 1, pixels: try picture(index, of: "row.png"))
                .enlarged(by: 10)
        }
        #expect(
            try folder.bytes(of: "path.gif") == GIF.bytes(of: frames, delay: 0.1, loops: true))
        let outcome = vae("interpolate grey --from 2 --to 5 -o a.GIF --width 80", in: folder)
        #expect(
            outcome.errors
                == "vae: a file is not drawn in the terminal: --width: leave out the flag or -o\n")
    }

    @Test func drawsWithCaptions() {
        let outcome = vae("interpolate grey --from 0 --to 1 --steps 3", in: folder)
        #expect(outcome.status == 0 && outcome.errors == "")
        #expect(outcome.lines.first == "grey: test 0 to test 1, linear")
        let captions = outcome.lines.last?.split(separator: " ").map(String.init)
        #expect(captions == ["from", "0.00", "0.50", "1.00", "to"])
        #expect(outcome.lines.allSatisfy { $0.count <= 80 })
        #expect(!outcome.output.contains("\u{1b}"))
    }

    @Test(arguments: [
        (
            "--from 0 --to 500", 64,
            "there is no picture 500 in test: --to: give a number from 0 to 499"
        ),
        (
            "--from -1 --to 1", 64,
            "there is no picture -1 in test: --from: give a number from 0 to 499"
        ),
        (
            "--from 200 --to 1 --split train", 64,
            "there is no picture 200 in train: --from: give a number from 0 to 199"
        ),
        ("--from 0 --to 1 --steps 1", 64, "the value 1 cannot be: --steps: give 2 or more"),
        (
            "--from 0 --to 1 --path sphere", 64,
            "unknown name \"sphere\": --path: known are linear, spherical"
        ),
        ("--from none.png --to 1", 66, "no such file or directory: none.png: check the path"),
        (
            "--from 0 --to small.png", 65,
            "the model wants pictures of 1x28x28, this is 1x8x6: "
                + "small.png: scale or crop it, or name another model"
        ),
        (
            "--from 0 --to two.csv", 65,
            "there are 2 rows: two.csv: give a single one, it is an end "
                + "of the path"
        ),
        (
            "--from 0 --to 1 -o row.jpg", 64,
            "only PNG pictures and .gif files can be written: row.jpg: name a file that ends in "
                + ".png or .gif"
        ),
    ])
    func refuses(flags: String, status: Int32, error: String) throws {
        try PNG.write(
            Picture(width: 6, height: 8, channels: 1), to: folder.path(of: "small.png"))
        try folder.write("z_0,z_1,z_2\n3,0,0\n3,0,0\n", to: "two.csv")
        let outcome = vae("interpolate grey \(flags)", in: folder)
        #expect(outcome.errors == "vae: \(error)\n")
        #expect(outcome.output == "")
        #expect(outcome.status == status)
    }
}
