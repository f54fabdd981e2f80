import FoundationEssentials
import Platform
import TestSupport
import Testing

/// What NumPy says, from `latent-space.json`, which `make_latent_space.py` beside it wrote.
struct LatentSpaceFixture: Decodable, Sendable {
    struct Eigenproblem: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let size: Int
        let matrix: [Double]
        let values: [Double]
        let vectors: [Double]

        var testDescription: String { name }
    }

    struct Components: Decodable, Sendable {
        let dimensions: Int
        let rows: [Float]
        let center: [Double]
        let directions: [Double]
        let deviations: [Double]
        let shares: [Double]
    }

    struct Quantiles: Decodable, Sendable {
        let numbers: [Float]
        let levels: [Double]
        let values: [Double]
    }

    let eigenproblems: [Eigenproblem]
    let components: Components
    let quantiles: Quantiles

    static func load() throws -> LatentSpaceFixture {
        let path = "\(repositoryRoot)/Tests/AutoencodersTests/Fixtures/latent-space.json"
        return try JSONDecoder().decode(
            LatentSpaceFixture.self, from: Data(FileSystem.read(path)))
    }
}
