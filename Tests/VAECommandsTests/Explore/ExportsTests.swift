import Pictures
import Platform
import TestSupport
import Testing
import VAECommands

/// What is taken out of the explorer as files.
@Suite struct ExportsTests {
    private let folder = TemporaryFolder()

    private func pictures(_ count: Int) -> [Picture] {
        (0..<count).map { index in
            Picture(
                width: 28, height: 28, channels: 1,
                pixels: Formula.bytes(UInt64(index), count: 784))
        }
    }

    @Test func aPictureIsEnlarged() throws {
        let picture = pictures(1)[0]
        try Exports.picture(picture, to: folder.path(of: "a.png"))
        #expect(try PNG.read(folder.path(of: "a.png")) == picture.enlarged(by: 10))
    }

    @Test func picturesStandInRows() throws {
        let pictures = pictures(6)
        try Exports.filmStrip(pictures, to: folder.path(of: "strip.png"))
        try Exports.grid(pictures, columns: 3, to: folder.path(of: "grid.png"))
        #expect(
            try PNG.read(folder.path(of: "strip.png"))
                == Picture.grid(pictures, columns: 6).enlarged(by: 10))
        #expect(
            try PNG.read(folder.path(of: "grid.png"))
                == Picture.grid(pictures, columns: 3).enlarged(by: 5))
    }

    @Test(arguments: [(1, [0]), (2, [0, 1]), (4, [0, 1, 2, 3, 2, 1])])
    func anAnimationGoesThereAndBack(count: Int, order: [Int]) throws {
        let pictures = pictures(count)
        try Exports.animation(pictures, delay: 0.25, to: folder.path(of: "a.gif"))
        let frames = order.map { pictures[$0].enlarged(by: 10) }
        #expect(
            try folder.bytes(of: "a.gif") == GIF.bytes(of: frames, delay: 0.25, loops: true))
    }

    @Test func latentsAreATableThatIsDecoded() throws {
        let folder = try SmallModel.copies()
        let points: [(name: String, z: [Float])] = [
            ("A, \"b\"", [0.1, -2, 1e-7]), ("", [1 / 3, 0, 3]),
        ]
        try Exports.latents(points, to: folder.path(of: "z.csv"))
        #expect(
            try folder.text(of: "z.csv")
                == "name,z_0,z_1,z_2\n\"A, \"\"b\"\"\",0.1,-2.0,1e-07\n,0.33333334,0.0,3.0\n")
        try folder.write("z_0,z_1,z_2\n0.1,-2,1e-7\n0.33333334,0,3\n", to: "same.csv")
        for name in ["z", "same"] {
            let outcome = vae("decode grey \(name).csv -o \(name).npy", in: folder)
            #expect(outcome.status == 0 && outcome.errors == "")
        }
        #expect(try folder.bytes(of: "z.npy") == folder.bytes(of: "same.npy"))
    }

    @Test func aPlaceThatCannotBeWrittenIsReported() {
        let failure = #expect(throws: Failure.self) {
            try Exports.latents([("a", [1])], to: folder.path(of: "none/z.csv"))
        }
        #expect(failure?.kind == .cannotCreate)
    }
}
