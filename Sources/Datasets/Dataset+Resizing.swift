import Glibc
import Pictures
import Platform

extension Dataset {
    /// The same data set with every picture brought to another size.
    func resized(to size: PictureSize, fit: PictureFit) -> Dataset {
        let shape = ExampleShape(
            channels: shape.channels, height: size.height, width: size.width)
        if shape == self.shape { return self }
        var test: (@Sendable () -> Result<Examples, Failure>)?
        if hasTest {
            test = {
                Result { () throws(Failure) in try self.test() }.flatMap { examples in
                    guard let examples else { fatalError("the test examples have gone") }
                    return examples.resized(to: size, fit: fit, place: source)
                }
            }
        }
        return Dataset(
            name: name, source: source, shape: shape, classNames: classNames, notices: notices,
            train: {
                Result { () throws(Failure) in try self.train() }
                    .flatMap { $0.resized(to: size, fit: fit, place: source) }
            }, test: test)
    }
}

extension Examples {
    /// Copies of these examples, each resized.
    fileprivate func resized(
        to size: PictureSize, fit: PictureFit, place: String
    ) -> Result<Examples, Failure> {
        let target = ExampleShape(channels: shape.channels, height: size.height, width: size.width)
        return PixelMemory.make(rows: count, of: target, place: place).flatMap { memory in
            parallelMap(count) { row in
                let picture = self.withUnsafePixels(at: [Int32(row)]) { pixels, rows in
                    let start = Int(rows[0]) * self.shape.elementCount
                    return Picture(
                        width: self.shape.width, height: self.shape.height,
                        channels: self.shape.channels,
                        planar: UnsafeBufferPointer(
                            rebasing: pixels[start..<start + self.shape.elementCount]))
                }
                picture.resized(to: size, fit: fit)
                    .copyPlanar(channels: target.channels, to: memory.row(row))
                return .success(())
            }.map { _ in
                Examples(
                    count: self.count, shape: target, memory: memory.bytes, labels: self.labels,
                    ids: self.ids, factors: self.factors)
            }
        }
    }
}
