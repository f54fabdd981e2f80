import TestSupport
import Testing

/// The arrays that `vae export` writes, against the CSV.
@Suite struct ExportArraysTests {
    private let folder: TemporaryFolder

    init() throws { folder = try SmallModel.copies() }

    /// The entries of an archive whose entries are stored, in order.
    private func entries(_ name: String) throws -> [(name: String, array: NPYArray)] {
        let bytes = try folder.bytes(of: name)
        func number(_ start: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
        }
        var entries = [(name: String, array: NPYArray)]()
        var start = 0
        while number(start, 4) == 0x0403_4B50 {
            let content = start + 30 + number(start + 26, 2)
            let end = content + number(start + 18, 4)
            entries.append(
                (
                    String(decoding: bytes[start + 30..<content], as: UTF8.self),
                    try NPYArray(bytes[content..<end])
                ))
            start = end
        }
        return entries
    }

    @Test func anArchiveHoldsWhatTheTableHolds() throws {
        let outcome = vae("export grey --limit 300 -o latents.npz", in: folder)
        #expect(outcome.output == "" && outcome.errors == "" && outcome.status == 0)
        let table = try CSVTable(vae("export grey --limit 300 -o -", in: folder).output)
        let entries = try entries("latents.npz")
        #expect(
            entries.map(\.name) == [
                "id.npy", "label.npy", "split.npy", "mu.npy", "sigma.npy", "kl.npy",
                "reconstruction.npy", "elbo.npy",
            ])
        for (name, array) in entries {
            let column = String(name.dropLast(4))
            switch column {
            case "id", "split":
                #expect(array.texts == table.column(column))
                #expect(array.shape == [300])
            case "label":
                #expect(array.code == "<i4" && array.shape == [300])
                #expect(array.integers.map { "\($0)" } == table.column(column))
            case "mu", "sigma":
                #expect(array.code == "<f4" && array.shape == [300, 3])
                for latent in 0..<3 {
                    let values = stride(from: latent, to: 900, by: 3).map { array.floats[$0] }
                    #expect(values == table.numbers("\(column)_\(latent)"))
                }
            default:
                #expect(array.code == "<f4" && array.shape == [300])
                #expect(array.floats == table.numbers(column))
            }
        }
    }

    @Test func factorsStandBesideTheLabel() throws {
        let flags = "-e 1 -z 2 --hidden 4 --limit 20 -b 10 -q"
        #expect(vae("train sprites \(flags) -o shapes", in: folder).status == 0)
        let export = "export shapes --split train --limit 20 --columns"
        let table = try CSVTable(vae("\(export) id,label,factor -o -", in: folder).output)
        let names = ["shape", "scale", "rotation", "x", "y"]
        #expect(table.header == ["id", "label"] + names.map { "factor_\($0)" })
        let sizes = [3, 6, 40, 32, 32]
        for (row, id) in table.column("id").enumerated() {
            let index = zip(names, sizes).reduce(0) { sum, factor in
                sum * factor.1 + (Int(table.column("factor_\(factor.0)")[row]) ?? -1)
            }
            #expect("\(index)" == id)
        }
        #expect(table.column("factor_shape") == table.column("label"))

        vae("\(export) id,factor -o factors.npz", in: folder)
        let array = try entries("factors.npz")[1].array
        #expect(array.code == "<i4" && array.shape == [20, 5])
        for (place, name) in names.enumerated() {
            let values = stride(from: place, to: 100, by: 5).map { "\(array.integers[$0])" }
            #expect(values == table.column("factor_\(name)"))
        }
    }

    @Test(arguments: ["export grey -o latents.csv", "encode grey picture.png"])
    func noFactorsAreKnown(command: String) {
        let outcome = vae("\(command) --columns id,factor", in: folder)
        #expect(
            outcome.errors
                == "vae: it is not known what the pictures were made from: --columns: "
                + "leave out factor\n")
        #expect(outcome.status == 64)
    }

    @Test(arguments: [("", "mu"), ("--columns sigma", "sigma"), ("--columns mu", "mu")])
    func anArrayHoldsOneColumn(flags: String, column: String) throws {
        #expect(vae("export grey --limit 20 -o latents.NPY \(flags)", in: folder).status == 0)
        vae("export grey --limit 20 -o latents.npz --columns \(column)", in: folder)
        let entries = try entries("latents.npz")
        #expect(entries.map(\.name) == ["\(column).npy"])
        let array = try NPYArray(folder.bytes(of: "latents.NPY"))
        #expect(array.shape == [20, 3])
        #expect(array.floats == entries[0].array.floats)
    }

    @Test func picturesWithoutLabels() throws {
        try folder.write(IDXFiles.bytes([60, 8, 8]), to: "pictures.idx")
        vae("train pictures.idx \(SmallModel.flags) -o own", in: folder)
        vae("export own -o latents.npz --columns label", in: folder)
        #expect(try entries("latents.npz")[0].array.integers == Array(repeating: -1, count: 60))
    }

    @Test(arguments: ["npy", "npz"])
    func theSameToTheByte(ending: String) throws {
        vae("export dynamic --limit 300 -o one.\(ending)", in: folder)
        vae("export dynamic --limit 300 -b 7 --threads 1 -o two.\(ending)", in: folder)
        #expect(try folder.bytes(of: "one.\(ending)") == folder.bytes(of: "two.\(ending)"))
    }

    @Test(arguments: [
        (
            "-o a.npy --columns mu,sigma", 64,
            "a .npy file holds one array, not 2: --columns: name one column, or a file that ends "
                + "in .npz"
        ),
        (
            "-o a.npz --columns z", 64,
            "unknown name \"z\": --columns: known are id, label, factor, split, "
                + "mu, sigma, kl, reconstruction, elbo"
        ),
        (
            "-o none/a.npz", 73,
            "no such file or directory: none/a.npz: check the folder it should "
                + "lie in"
        ),
    ])
    func refuses(flags: String, status: Int32, error: String) {
        let outcome = vae("export grey \(flags)", in: folder)
        #expect(outcome.errors == "vae: \(error)\n")
        #expect(outcome.status == status)
    }
}
