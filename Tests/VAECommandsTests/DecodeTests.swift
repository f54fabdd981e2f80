import Autoencoders
import Pictures
import Platform
import TensorCore
import TestSupport
import Testing

/// `vae decode`: latents in a CSV file to pictures.
@Suite struct DecodeTests {
    private let folder: TemporaryFolder

    init() throws { folder = try SmallModel.copies() }

    private func decode(_ csv: String, _ flags: String = "-o pictures.npy") throws -> Outcome {
        try folder.write(csv, to: "z.csv")
        return vae("decode grey z.csv \(flags)", in: folder)
    }

    /// The pictures that decoding a table gives.
    private func pictures(_ csv: String) throws -> NPYArray {
        let outcome = try decode(csv)
        #expect(outcome.errors == "" && outcome.output == "" && outcome.status == 0)
        return try NPYArray(folder.bytes(of: "pictures.npy"))
    }

    @Test(arguments: SmallModel.Kind.allCases)
    func whatWasExportedIsReconstructed(kind: SmallModel.Kind) throws {
        vae("export \(kind.rawValue) --split test --limit 9 -o latents.csv", in: folder)
        #expect(vae("decode \(kind.rawValue) latents.csv -o grid.png", in: folder).status == 0)
        vae("reconstruct \(kind.rawValue) -n 9 -o pairs.png", in: folder)
        let grid = try PNG.read(folder.path(of: "grid.png"))
        let pairs = try PNG.read(folder.path(of: "pairs.png"))
        #expect(grid.width == 88 && grid.height == 88)
        for index in 0..<9 {
            let (left, top) = (index % 3 * 30, index / 3 * 30)
            let isSame = (0..<784).allSatisfy { pixel in
                let (x, y) = (pixel % 28, pixel / 28)
                return grid[x: left + x, y: top + y] == pairs[x: index * 30 + x, y: 30 + y]
            }
            #expect(isSame, "picture \(index)")
        }
    }

    @Test func anArrayHasTheLevels() throws {
        let array = try pictures("z_0,z_1,z_2\n0,0,0\n1,-1,0.5\n")
        #expect(array.code == "<f4")
        #expect(array.shape == [2, 28, 28])
        vae("decode grey z.csv -o pictures.png", in: folder)
        let grid = try PNG.read(folder.path(of: "pictures.png"))
        let levels = array.floats
        #expect(levels.count == 2 * 784 && levels.allSatisfy { $0 >= 0 && $0 <= 1 })
        for pixel in 0..<784 {
            let level = UInt8((levels[784 + pixel] * 255).rounded())
            #expect(grid[x: 30 + pixel % 28, y: pixel / 28] == level)
        }
    }

    @Test func colourChannelsComeLast() throws {
        let model = try ColorModel.write(to: folder)
        try folder.write("mu_0,mu_1\n0.5,-1\n2,0\n", to: "z.csv")
        let outcome = vae("decode color.safetensors z.csv -o pictures.npy", in: folder)
        #expect(outcome.status == 0 && outcome.errors == "")
        let array = try NPYArray(folder.bytes(of: "pictures.npy"))
        #expect(array.shape == [2, 8, 6, 3])
        let planar = model.model.pictures(
            of: Tensor([0.5, -1, 2, 0], shape: [2, 2]), parameters: model.parameters
        ).elements
        for (index, value) in array.floats.enumerated() {
            let (picture, pixel, channel) = (index / 144, index / 3 % 48, index % 3)
            #expect(abs(value - planar[picture * 144 + channel * 48 + pixel]) < 1e-6)
        }
    }

    @Test(arguments: [
        "z_2,z_0,z_1\n3,1,2\n",
        "mu_0,mu_1,mu_2\r\n1,2,3\r\n",
        "id,mu_0,sigma_0,mu_1,\"mu_2\",note\n\"a,b\",1.0,9,2e0,\"3\",x",
        "\u{FEFF}mu_0,mu_1,mu_2\n1,2,3",
        "mu_0,mu_1,mu_2,z_0,z_1,z_2\n7,7,7,1,2,3\n",
        "z_0,z_00,z_1,z_2,z_x,z,Z_0\n1,7,2,3,7,7,7\n",
    ])
    func findsTheColumns(csv: String) throws {
        let expected = try pictures("z_0,z_1,z_2\n1,2,3\n").floats
        #expect(expected != (try pictures("z_0,z_1,z_2\n1,2,4\n").floats))
        #expect(try pictures(csv).floats == expected)
    }

    @Test func moreThanATileGoesThrough() throws {
        let rows = (0..<600).map { "\($0 % 7),\($0 % 5),0" }
        let array = try pictures("z_0,z_1,z_2\n" + rows.joined(separator: "\n"))
        #expect(array.shape == [600, 28, 28])
        let alone = try pictures("z_0,z_1,z_2\n" + rows[599]).floats
        #expect(Array(array.floats.suffix(784)) == alone)
    }

    @Test func readsStandardInput() throws {
        try folder.write("z_0,z_1,z_2\n1,2,3\n", to: "z.csv")
        let fromInput = RunningProgram(
            ["decode", "grey", "-"], in: folder, input: folder.path(of: "z.csv")
        ).finish()
        #expect(fromInput.status == 0 && fromInput.errors == "")
        #expect(fromInput.output == vae("decode grey z.csv", in: folder).output)
        #expect(fromInput.lines.count == 9)
        let empty = vae("decode grey -", in: folder)
        #expect(empty.errors == "vae: file is empty: standard input: give a line of names\n")
        #expect(empty.status == 65)
    }

    @Test(arguments: [
        ("", "file is empty: z.csv: give a line of names"),
        ("z_0,z_1,z_2\n", "there are no rows: z.csv: give a line of latents for each picture"),
        (
            "a,b\n1,2\n",
            "there are no columns z_0, z_1, … or mu_0, mu_1, …: z.csv, line 1: name the columns "
                + "as vae export does"
        ),
        (
            "z_0,z_2\n1,2\n",
            "column z_1 is missing: z.csv, line 1: the model has 3 latents, give all"
        ),
        (
            "mu_0,mu_1,mu_2,z_0\n1,2,3,4\n",
            "column z_1 is missing: z.csv, line 1: the model has 3 latents, give all"
        ),
        (
            "mu_0,mu_1,mu_2,mu_3\n1,2,3,4\n",
            "column mu_3 for a model of 3 latents: z.csv, line 1: use latents of this model"
        ),
        (
            "z_0,z_1,z_2,z_1\n1,2,3,4\n",
            "column z_1 is there twice: z.csv, line 1: keep one of them"
        ),
        (
            "z_0,z_1,z_2\n1,2,3\n1,two,3\n",
            "\"two\" is not a number: z.csv, line 3, column z_1: give a finite number with a "
                + "decimal point"
        ),
        (
            "z_2,z_1,z_0\n1,2,\n",
            "\"\" is not a number: z.csv, line 2, column z_0: give a finite number with a "
                + "decimal point"
        ),
        (
            "z_0,z_1,z_2\n1,2,nan\n",
            "\"nan\" is not a number: z.csv, line 2, column z_2: give a finite number with a "
                + "decimal point"
        ),
        (
            "z_0,z_1,z_2\n1,2,1e99\n",
            "\"1e99\" is not a number: z.csv, line 2, column z_2: give a finite number with a "
                + "decimal point"
        ),
        (
            "z_0,z_1,z_2\n1,2\n",
            "2 fields where the first line has 3: z.csv, line 2: give every line as many"
        ),
        (
            "z_0,z_1,z_2\n1,2,\"3\n",
            "a quote is never closed: z.csv, line 2: close it"
        ),
    ])
    func refusesATable(csv: String, error: String) throws {
        let outcome = try decode(csv)
        #expect(outcome.errors == "vae: \(error)\n")
        #expect(outcome.output == "")
        #expect(outcome.status == 65)
        #expect(!folder.has("pictures.npy"))
    }

    @Test(arguments: [
        (
            "decode grey z.csv -o z.npy --width 9", 64,
            "a file is not drawn in the terminal: --width: leave out the flag or -o"
        ),
        (
            "decode grey z.csv -o z.jpg", 64,
            "only PNG pictures and .npy files can be written: z.jpg: name a file that ends in "
                + ".png or .npy"
        ),
        ("decode grey none.csv", 66, "no such file or directory: none.csv: check the path"),
        ("decode grey grey", 66, "is a directory: grey: name a file, not a folder"),
        (
            "decode grey z.csv -o none/z.npy", 73,
            "no such file or directory: none/z.npy: check the folder it should lie in"
        ),
        (
            "decode grey z.csv -o /dev/full", 64,
            "only PNG pictures and .npy files can be written: "
                + "/dev/full: name a file that ends in .png or .npy"
        ),
    ])
    func refuses(arguments: String, status: Int32, error: String) throws {
        try folder.write("z_0,z_1,z_2\n1,2,3\n", to: "z.csv")
        let outcome = vae(arguments, in: folder)
        #expect(outcome.errors == "vae: \(error)\n")
        #expect(outcome.status == status)
    }
}
