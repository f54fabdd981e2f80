import Datasets
import PictureQuality
import Pictures
import Platform

/// A picture that renderers are measured with.
struct RenderPicture: Sendable {
    let name: String
    let summary: String
    /// Its light, at whatever size it has.
    let light: @Sendable () throws(Failure) -> LightRaster

    /// Those that come with the program, or that it makes.
    static let all = [
        RenderPicture(name: "scene", summary: "a landscape of noise, with fine and broad detail") {
            LightRaster(DrawnPictures.scene)
        },
        RenderPicture(name: "scene64", summary: "the same, blurred at 64x64") {
            let small = LightRaster(DrawnPictures.scene).resized(width: 64, height: 64)
            let blur = GaussianBlur(sigma: 1)
            return LightRaster(
                width: 64, height: 64,
                planes: small.planes.map { blur.applied(to: $0, width: 64, height: 64) })
        },
        RenderPicture(name: "ramp", summary: "code values from black to white") {
            LightRaster(DrawnPictures.ramp)
        },
        RenderPicture(name: "disc", summary: "a bright disc with a soft edge") {
            LightRaster(DrawnPictures.disc)
        },
        RenderPicture(name: "lines", summary: "rings, rays and strokes on black") {
            LightRaster(DrawnPictures.lines)
        },
        RenderPicture(name: "face", summary: "a soft face in colour") {
            LightRaster(DrawnPictures.face)
        },
        RenderPicture(name: "garment", summary: "an ankle boot of Fashion-MNIST, 28x28") {
            () throws(Failure) in try garment()
        },
        RenderPicture(name: "decoded", summary: "what a model of four epochs draws, 28x28") {
            () throws(Failure) in try decoded()
        },
    ]

    /// The pictures with these names or paths; all that are known where there are none.
    ///
    /// - Throws: `Failure` (`usage`) for what is neither.
    static func named(_ names: [String]) throws(Failure) -> [RenderPicture] {
        if names.isEmpty { return all }
        var pictures = [RenderPicture]()
        for name in names {
            if let picture = all.first(where: { $0.name == name }) {
                pictures.append(picture)
                continue
            }
            guard FileSystem.kind(of: name) == .file else {
                throw Failure(
                    .usage, "no such picture", at: name,
                    remedy: "name a file, or \(all.map { $0.name }.joined(separator: ", "))")
            }
            pictures.append(
                RenderPicture(name: FileSystem.name(of: name), summary: "a file") {
                    () throws(Failure) in LightRaster(try PictureFile.read(name))
                })
        }
        return pictures
    }

    /// The first picture of those that are part of the program.
    private static func garment() throws(Failure) -> LightRaster {
        let examples = try Dataset.open().train()
        let size = examples.shape
        return examples.withUnsafePixels { pixels in
            LightRaster(
                Picture(
                    width: size.width, height: size.height, channels: 1,
                    planar: UnsafeBufferPointer(rebasing: pixels[..<size.elementCount])))
        }
    }

    /// The first sample of a small model, trained here by the program `vae`.
    private static func decoded() throws(Failure) -> LightRaster {
        let program = try MeasuredProgram()
        let (model, path) = (program.folder + "/model", program.folder + "/sample.png")
        try program.run(["train", "-e", "4", "-q", "-o", model])
        try program.run(["sample", model, "-n", "1", "-o", path])
        return LightRaster(try PNG.read(path))
    }
}
