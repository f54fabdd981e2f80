import Autoencoders
import NeuralNetworks
import Pictures
import Platform
import TensorCore
import TestSupport
import Testing

/// `vae encode`: picture files to the table that `vae export` writes.
@Suite struct EncodeTests {
    private let folder: TemporaryFolder

    init() throws { folder = try SmallModel.copies() }

    /// Writes the first test pictures as `0.png`, `1.png`, ….
    private func writePictures(_ count: Int, _ model: String = "grey") throws {
        let list = (0..<count).map(String.init).joined(separator: ",")
        vae("reconstruct \(model) --index \(list) -o pairs.png", in: folder)
        let pairs = try PNG.read(folder.path(of: "pairs.png"))
        for index in 0..<count {
            let pixels = (0..<784).map { pairs[x: index * 30 + $0 % 28, y: $0 / 28] }
            try PNG.write(
                Picture(width: 28, height: 28, channels: 1, pixels: pixels),
                to: folder.path(of: "\(index).png"))
        }
    }

    @Test(arguments: ["grey", "gaussian", "threshold"])
    func saysWhatExportSays(model: String) throws {
        try writePictures(3, model)
        let outcome = vae("encode \(model) 0.png 1.png 2.png", in: folder)
        #expect(outcome.errors == "" && outcome.status == 0)
        let encoded = try CSVTable(outcome.output)
        let exported = try CSVTable(
            vae("export \(model) --split test --limit 3 -o -", in: folder).output)
        #expect(encoded.header == exported.header)
        #expect(encoded.column("id") == ["0.png", "1.png", "2.png"])
        #expect(encoded.column("label") == ["", "", ""])
        #expect(encoded.column("split") == ["", "", ""])
        for name in encoded.header where name.contains("_") || name == "kl" {
            #expect(encoded.column(name) == exported.column(name), "\(name)")
        }
    }

    /// Every file has the noise that the first row of the data has.
    @Test(arguments: SmallModel.Kind.allCases)
    func noiseIsThatOfTheFirstRow(kind: SmallModel.Kind) throws {
        try writePictures(1, "\(kind.rawValue) --split train")
        let encoded = vae("encode \(kind.rawValue) 0.png --columns elbo", in: folder)
        let exported = vae("export \(kind.rawValue) --columns elbo --limit 1 -o -", in: folder)
        #expect(encoded.status == 0 && encoded.lines.count == 2)
        #expect(encoded.output == exported.output)
    }

    @Test(arguments: ["grey", "dynamic"])
    func aPicturesRowDoesNotDependOnTheOthers(model: String) throws {
        try writePictures(2)
        let many = Array(repeating: "0.png", count: 300) + ["1.png"]
        let all = vae(["encode", model] + many, in: folder).lines
        #expect(all.count == 302)
        #expect(Set(all[1...300]).count == 1)
        let alone = vae("encode \(model) 1.png", in: folder).lines
        #expect(all[301] == alone[1])
        #expect(all[301] != all[300])
    }

    @Test func readsPathsFromStandardInput() throws {
        try writePictures(2)
        try folder.write("1.png\n\n0.png", to: "list")
        let fromInput = RunningProgram(
            ["encode", "grey", "-", "-o", "latents.csv"], in: folder,
            input: folder.path(of: "list")
        ).finish()
        #expect(fromInput.errors == "" && fromInput.output == "" && fromInput.status == 0)
        #expect(
            try folder.text(of: "latents.csv")
                == vae("encode grey 1.png 0.png", in: folder).output)
    }

    @Test func choosesColumns() throws {
        try writePictures(1)
        let lines = vae("encode grey 0.png --columns mu,id", in: folder).lines
        #expect(lines.first == "mu_0,mu_1,mu_2,id")
        #expect(lines.count == 2 && lines[1].hasSuffix(",0.png"))
    }

    @Test func turnsColourToGreyAndSaysSoOnce() throws {
        let levels: [(UInt8, UInt8, UInt8)] = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (9, 90, 200)]
        let expected: [UInt8] = [76, 150, 29, 78]
        let colour = Picture(
            width: 28, height: 28, channels: 3,
            pixels: (0..<784).flatMap { [levels[$0 % 4].0, levels[$0 % 4].1, levels[$0 % 4].2] })
        let grey = Picture(
            width: 28, height: 28, channels: 1, pixels: (0..<784).map { expected[$0 % 4] })
        try PNG.write(colour, to: folder.path(of: "colour.png"))
        try PNG.write(grey, to: folder.path(of: "grey.png"))
        let outcome = vae("encode grey colour.png grey.png colour.png --columns mu", in: folder)
        #expect(outcome.errors == "vae: colour pictures are turned to grey for this model\n")
        #expect(outcome.status == 0)
        #expect(outcome.lines.count == 4 && Set(outcome.lines.dropFirst()).count == 1)
    }

    @Test func encodesColour() throws {
        let model = try ColorModel.write(to: folder)
        let planar = Formula.bytes(3, count: 144)
        let picture = Picture(width: 6, height: 8, channels: 3, planar: planar)
        try PNG.write(picture, to: folder.path(of: "colour.png"))
        let table = try CSVTable(
            vae("encode color.safetensors colour.png --columns mu", in: folder).output)
        // The model is linear: the first latent is a product that can be made by hand.
        let weight = model.parameters.parameters.first { $0.path == "encoder.posterior.weight" }
        let bias = model.parameters.parameters.first { $0.path == "encoder.posterior.bias" }
        let w = model.parameters[try #require(weight)].elements
        let b = model.parameters[try #require(bias)].elements
        let mean = (0..<144).reduce(b[0]) { $0 + w[$1] * Float(planar[$1]) / 255 }
        #expect(abs(table.numbers("mu_0")[0] - mean) < 1e-4)
    }

    @Test(arguments: [
        (
            "grey small.png", 65,
            "the model wants pictures of 1x28x28, this is 1x8x6: small.png: "
                + "scale or crop it, or name another model"
        ),
        (
            "color.safetensors small.png", 65,
            "the model wants pictures of 3x8x6, this is 1x8x6: "
                + "small.png: scale or crop it, or name another model"
        ),
        (
            "grey wide.png", 65,
            "the model wants pictures of 1x28x28, this is 3x28x29: wide.png: "
                + "scale or crop it, or name another model"
        ),
        ("grey none.png", 66, "no such file or directory: none.png: check the path"),
        (
            "grey grey/config.json", 65,
            "not a picture: grey/config.json: remove it, or convert it to PNG, JPEG, PGM or PPM"
        ),
        (
            "grey - small.png", 64,
            "- stands for all paths, there are others beside it: pictures: "
                + "name files or give - alone"
        ),
        ("grey -", 65, "there are no paths: standard input: give one on each line"),
        (
            "grey small.png --columns z", 64,
            "unknown name \"z\": --columns: known are id, label, factor, "
                + "split, mu, sigma, kl, reconstruction, elbo"
        ),
        ("grey small.png --samples 0", 64, "the value 0 cannot be: --samples: give 1 or more"),
    ])
    func refuses(arguments: String, status: Int32, error: String) throws {
        try ColorModel.write(to: folder)
        try PNG.write(Picture(width: 6, height: 8, channels: 1), to: folder.path(of: "small.png"))
        try PNG.write(Picture(width: 29, height: 28, channels: 3), to: folder.path(of: "wide.png"))
        let outcome = vae("encode \(arguments) -o latents.csv", in: folder)
        #expect(outcome.errors == "vae: \(error)\n")
        #expect(outcome.output == "")
        #expect(outcome.status == status)
        #expect(!folder.has("latents.csv"))
    }
}
