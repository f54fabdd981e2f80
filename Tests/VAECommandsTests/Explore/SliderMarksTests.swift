import Autoencoders
import Datasets
import LatentExplorer
import Platform
import TestSupport
import Testing
import VAECommands

/// The marks on the sliders are those of the table that `vae export` writes.
@Suite struct SliderMarksTests {
    private let folder: TemporaryFolder

    init() throws { folder = try SmallModel.copies() }

    @Test func quantilesAndDivergencesAreThoseOfTheExportedTable() throws {
        let outcome = vae("export grey --split test --columns mu,sigma,kl -o table.csv", in: folder)
        #expect(outcome.status == 0)
        let table = try CSVTable(folder.text(of: "table.csv"))
        // What the explorer keeps after it has been there once.
        vae("explore grey --snapshot 80x24", in: folder)
        let kept = try LatentsFile(path: folder.path(of: "grey/cache/latents.safetensors"))
        let part = try #require(kept.parts[.test])
        let space = GaussianLatentSpace(
            ExplorerData(part: .test, examples: part.examples).statistics)

        #expect(space.coordinates.count == 3)
        var divergences = 0.0
        for coordinate in space.coordinates {
            let index = coordinate.name.dropFirst()
            let means = table.numbers("mu_\(index)").map(Double.init)
            let sigmas = table.numbers("sigma_\(index)").map(Double.init)
            let center = means.reduce(0, +) / Double(means.count)
            let spread = zip(means, sigmas).reduce(0) {
                $0 + ($1.0 - center) * ($1.0 - center) + $1.1 * $1.1
            }
            let deviation = (spread / Double(means.count)).squareRoot()
            let sorted = means.sorted()
            for (level, mark) in zip([0.05, 0.25, 0.5, 0.75, 0.95], coordinate.quantiles) {
                let place = level * Double(sorted.count - 1)
                let lower = Int(place)
                let upper = min(lower + 1, sorted.count - 1)
                let quantile =
                    sorted[lower] + (place - Double(lower)) * (sorted[upper] - sorted[lower])
                #expect(abs(mark - (quantile - center) / deviation) < 1e-4)
            }
            divergences += coordinate.divergence ?? 0
        }
        let kl = table.numbers("kl").map(Double.init)
        #expect(abs(divergences - kl.reduce(0, +) / Double(kl.count)) < 1e-3)
    }
}
