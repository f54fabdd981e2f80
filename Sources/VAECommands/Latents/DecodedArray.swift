import Autoencoders
import Datasets
import Platform
import TensorCore

/// Decoded pictures as an array file of NumPy: float32 in [0, 1], `[n, height, width]` for grey,
/// `[n, height, width, 3]` for colour.
struct DecodedArray {
    let trained: TrainedModel
    let latents: LatentRows

    /// Writes the file at `path`, whole or not at all; only a tile of pictures is in memory.
    func write(to path: String) throws(Failure) {
        let shape = trained.description.model.exampleShape
        let (channels, plane) = (shape[0], shape[1] * shape[2])
        let file = try AtomicFile(replacing: path)
        let sizes = [latents.count, shape[1], shape[2]] + (channels > 1 ? [channels] : [])
        try file.write(NPY.header(.float32, shape: sizes))
        var levels = [Float]()
        try trained.forEachDecoded(latents) { decoded throws(Failure) in
            levels.removeAll(keepingCapacity: true)
            decoded.withUnsafeElements { elements in
                // Tensors are planar, array programs expect the channels last.
                for picture in 0..<decoded.shape[0] {
                    for pixel in 0..<plane {
                        for channel in 0..<channels {
                            levels.append(elements[(picture * channels + channel) * plane + pixel])
                        }
                    }
                }
            }
            try file.write(levels)
        }
        try file.commit()
    }
}
