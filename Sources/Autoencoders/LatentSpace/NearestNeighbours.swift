import CKernels
import Platform

/// Exact searches for the nearest examples: every row is looked at.
public enum NearestNeighbours {
    /// The up to `count` examples whose posterior means are nearest to `z`, nearest first, ties by
    /// lower row.
    ///
    /// The distance is Euclidean after each latent has been divided by its deviation:
    /// √(Σⱼ ((μⱼ − zⱼ) / deviationⱼ)²).
    ///
    /// - Parameter deviations: of each latent, such as `LatentStatistics.deviations`.
    /// - Precondition: there are as many deviations as latents, all above 0, and as many values in
    ///   `z`.
    public static func byLatents(
        _ examples: EncodedExamples, deviations: [Double], to z: [Float], count: Int
    ) -> [Neighbour] {
        let latents = examples.latentDimensions
        require(
            z.count == latents && deviations.count == latents,
            "NearestNeighbours: a point of \(z.count) latents and \(deviations.count) deviations "
                + "for \(latents) latents")
        require(
            deviations.allSatisfy { $0 > 0 },
            "NearestNeighbours: a deviation of \(deviations.min() ?? 0) is not above 0")
        let weights = deviations.map { Float(1 / $0) }
        let squares = examples.means.withUnsafeBufferPointer { means in
            (0..<examples.count).map { row in
                var sum: Float = 0
                for j in 0..<latents {
                    let difference = (means[row * latents + j] - z[j]) * weights[j]
                    sum += difference * difference
                }
                return sum
            }
        }
        return lowest(count, of: squares).map {
            Neighbour(row: $0, distance: Double(squares[$0]).squareRoot())
        }
    }

    /// The up to `count` pictures nearest to `picture` pixel by pixel, nearest first, ties by
    /// lower row.
    ///
    /// The distance is the root mean square difference of intensities, in [0, 1]:
    /// √(mean (a − b)²) / 255.
    ///
    /// - Parameters:
    ///   - pictures: 8-bit pixels, `[rows, elements]`.
    ///   - picture: `[elements]`
    /// - Precondition: rows are whole.
    public static func byPixels(
        _ pictures: UnsafeBufferPointer<UInt8>, to picture: [UInt8], count: Int
    ) -> [Neighbour] {
        let elements = picture.count
        require(
            elements > 0 && pictures.count.isMultiple(of: elements),
            "NearestNeighbours: \(pictures.count) pixels are not pictures of \(elements)")
        let rows = pictures.count / elements
        let squares = [UInt64](unsafeUninitializedCapacity: rows) { squares, initialized in
            vae_pixel_distances(
                pictures.baseAddress, picture, squares.baseAddress, rows, elements)
            initialized = rows
        }
        return lowest(count, of: squares).map {
            Neighbour(
                row: $0,
                distance: (Double(squares[$0]) / Double(elements)).squareRoot() / 255)
        }
    }

    /// The places of the `count` lowest values, rising, ties by place.
    private static func lowest<Value: Comparable>(_ count: Int, of values: [Value]) -> [Int] {
        var best = [Int]()
        guard count > 0 else { return best }
        for (place, value) in values.enumerated() {
            if best.count == count {
                guard value < values[best[count - 1]] else { continue }
                best.removeLast()
            }
            // From the back, because few values displace many.
            var position = best.count
            while position > 0, value < values[best[position - 1]] { position -= 1 }
            best.insert(place, at: position)
        }
        return best
    }
}
