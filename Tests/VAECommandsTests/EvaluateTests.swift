import Glibc
import Platform
import TestSupport
import Testing
import VAECommands

/// The figures of `vae evaluate`, and how they are named.
@Suite struct EvaluateTests {
    private let folder: TemporaryFolder

    init() throws { folder = try SmallModel.copies() }

    private func names(_ outcome: Outcome) -> [String] {
        outcome.lines.prefix { !$0.hasPrefix("KL per latent") }.filter { $0.hasPrefix("  ") }
            .map { String($0.dropFirst(2).prefix(20)).split(separator: " ") }
            .filter { $0.first?.first?.isNumber != true }
            .map { $0.joined(separator: " ") }
    }

    @Test func greyPixelsHaveACrossEntropy() {
        let outcome = vae("evaluate grey --limit 50", in: folder)
        #expect(
            names(outcome) == [
                "reconstruction", "KL", "ELBO", "cross-entropy bound", "above the floor",
                "squared error", "PSNR", "SSIM",
            ])
        #expect(
            outcome.lines.first
                == "fashion-mnist-5000, test, 50 pictures; nats per picture, 10 draws, seed 0")
        #expect(outcome.output.contains("of grey pixels: no likelihood, so no bits/dim"))
        #expect(outcome.output.contains("the pixels' own entropy is 180.07"))
        #expect(!outcome.output.contains("NLL"))
        #expect(outcome.status == 0 && outcome.errors == "")
    }

    @Test func drawsTheLatentsByTheirKL() throws {
        let lines = vae("evaluate grey --limit 50", in: folder, environment: ["LC_ALL": "C"]).lines
        let value = try JSONValue(vae("evaluate grey --limit 50 --json", in: folder).output)
        let active = try #require(value["activeUnits"].number)
        let first = try #require(lines.firstIndex { $0.hasPrefix("KL per latent") })
        #expect(lines[first] == "KL per latent, nats, largest first; \(Int(active)) of 3 active")
        guard case .list(let latents) = value["klPerLatent"] else {
            Issue.record("klPerLatent is no list")
            return
        }
        let kl = latents.compactMap(\.number)
        let order = kl.indices.sorted { kl[$0] > kl[$1] }
        let room = 80 - 14
        for (row, index) in order.enumerated() {
            let eighths = Int((kl[index] / kl[order[0]] * Double(room * 8)).rounded())
            #expect(
                lines[first + 1 + row] == "   \(index)    \(Numbers.fixed(kl[index], 3)) "
                    + String(repeating: "#", count: (eighths + 4) / 8))
        }
    }

    @Test func drawsHowPicturesDiffer() {
        let lines = vae("evaluate grey --limit 50", in: folder, environment: ["LC_ALL": "C"]).lines
        #expect(lines.contains("pictures"))
        #expect(lines.last?.hasSuffix("  -ELBO of a picture, nats") == true)
        #expect(!vae("evaluate grey --limit 1", in: folder).lines.contains("pictures"))
    }

    @Test(arguments: [("C", "#", "█"), ("C.UTF-8", "█", "#")])
    func aPipeGetsTextInItsLocale(locale: String, block: String, other: String) {
        let outcome = vae("evaluate grey --limit 50", in: folder, environment: ["LC_ALL": locale])
        #expect(!outcome.output.contains("\u{1B}"))
        #expect(outcome.output.contains(block) && !outcome.output.contains(other))
        #expect(outcome.output.utf8.allSatisfy { $0 < 128 } == (locale == "C"))
        #expect(outcome.lines.allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: ["dynamic", "threshold"])
    func binaryPixelsHaveALikelihood(model: String) {
        let outcome = vae("evaluate \(model) --limit 50", in: folder)
        #expect(
            names(outcome) == [
                "reconstruction", "KL", "ELBO", "NLL bound", "bits/dim", "squared error", "PSNR",
                "SSIM",
            ])
        #expect(!outcome.output.contains("cross-entropy"))
    }

    @Test func gaussianPixelsHaveADensity() {
        let outcome = vae("evaluate gaussian --limit 50", in: folder)
        #expect(
            names(outcome) == [
                "reconstruction", "KL", "ELBO", "density bound", "squared error", "PSNR", "SSIM",
            ])
        #expect(outcome.output.contains("of pixels not dequantised: not comparable, no bits/dim"))
        #expect(!outcome.output.contains("NLL"))
    }

    @Test(arguments: [
        ("grey", "cross-entropy bound"), ("dynamic", "NLL bound"), ("gaussian", "density bound"),
    ])
    func importanceWeightsAreReported(model: String, bound: String) {
        let lines = vae("evaluate \(model) --limit 50 -k 50", in: folder).lines
        let first = lines.firstIndex { $0.hasPrefix("  importance 50 ") } ?? 0
        #expect(lines[first].contains("\(bound), ± "))
        #expect(lines[first].hasSuffix(" by Monte Carlo (jackknife)"))
        #expect(lines[first + 1].hasPrefix("  importance 5 "))
        #expect(lines[first + 1].hasSuffix("  from the first tenth of the weights"))
        #expect(lines[first + 2].contains(" % of pictures with fewer than 10 effective weights, "))
        #expect(lines[first + 2].hasSuffix(" % with a Pareto shape over 0.7"))
    }

    @Test func moreWeightsComeNearer() throws {
        let value = try JSONValue(vae("evaluate grey --limit 50 -k 50 --json", in: folder).output)
        let estimate = try #require(value["importanceWeighted"]["estimate"].number)
        let atTenth = try #require(value["importanceWeighted"]["atTenth"].number)
        let elbo = try #require(value["elbo"].number)
        #expect(estimate < atTenth && atTenth < -elbo)
        #expect(
            value["importanceWeighted"].keys == [
                "atTenth", "estimate", "shareOfFewEffectiveWeights", "shareOfHeavyTails",
                "standardError", "weights",
            ])
    }

    @Test(arguments: [
        ("grey", "cross-entropy", "entropyFloor"),
        ("dynamic", "negative-log-likelihood", "bitsPerDimension"),
        ("gaussian", "density-of-quantized-pixels", ""),
    ])
    func printsJSON(model: String, measure: String, key: String) throws {
        let value = try JSONValue(vae("evaluate \(model) --limit 50 --json", in: folder).output)
        var keys = [
            "activeUnits", "data", "elbo", "kl", "klPerLatent", "measure", "pictures", "psnr",
            "reconstruction", "samples", "seed", "split", "squaredError", "ssim",
        ]
        if key != "" { keys.append(key) }
        #expect(value.keys == keys.sorted())
        #expect(value["measure"] == .text(measure))
        #expect(value["pictures"] == .number(50))
        let reconstruction = try #require(value["reconstruction"].number)
        let kl = try #require(value["kl"].number)
        let elbo = try #require(value["elbo"].number)
        #expect(abs(elbo + reconstruction + kl) < 1e-9)
    }

    @Test func aPicturesSignalToNoiseFollowsFromItsError() throws {
        let value = try JSONValue(vae("evaluate grey --limit 1 --json", in: folder).output)
        let error = try #require(value["squaredError"].number)
        let psnr = try #require(value["psnr"].number)
        #expect(abs(psnr + 10 * log10(error)) < 1e-6)
        let ssim = try #require(value["ssim"].number)
        #expect(ssim > 0 && ssim < 1)
    }

    @Test func smallPicturesHaveNoStructuralSimilarity() throws {
        try folder.write(IDXFiles.bytes([60, 28, 10]), to: "pictures.idx")
        vae("train pictures.idx \(SmallModel.flags) -o own", in: folder)
        let value = try JSONValue(vae("evaluate own --json", in: folder).output)
        #expect(value["ssim"] == .null && value["psnr"] != .null)
        #expect(
            vae("evaluate own", in: folder).lines.contains(
                "  SSIM                          -  wants sides of 11 pixels or more"))
    }

    @Test func binaryBitsPerDimensionFollowFromTheBound() throws {
        let value = try JSONValue(vae("evaluate dynamic --limit 50 --json", in: folder).output)
        let elbo = try #require(value["elbo"].number)
        let bits = try #require(value["bitsPerDimension"].number)
        #expect(abs(bits * 784 * 0.693_147_180_559_945_3 + elbo) < 1e-9)
    }

    @Test(arguments: ["grey", "dynamic", "gaussian"])
    func theSameTwice(model: String) {
        let once = vae("evaluate \(model) --limit 50 -k 20 --json", in: folder)
        #expect(once.output == vae("evaluate \(model) --limit 50 -k 20 --json", in: folder).output)
        #expect(
            once.output
                != vae("evaluate \(model) --limit 50 -k 20 --json --seed 1", in: folder).output)
        #expect(
            once.output
                != vae("evaluate \(model) --limit 50 -k 20 --json --samples 3", in: folder).output)
    }

    @Test(arguments: [("train", 200), ("test", 500)])
    func evaluatesAPart(split: String, count: Double) throws {
        let value = try JSONValue(
            vae("evaluate grey --split \(split) --samples 1 --json", in: folder).output)
        #expect(value["pictures"] == .number(count))
        #expect(value["split"] == .text(split))
    }

    @Test(arguments: [
        (
            "--split validation",
            "the model was trained without a validation part: --split: name train or test"
        ),
        ("--split tset", "unknown name \"tset\": --split: did you mean test?"),
        (
            "--split all",
            "unknown name \"all\": --split: known are train, validation, test"
        ),
    ])
    func refusesAPart(flags: String, error: String) {
        let outcome = vae("evaluate grey \(flags)", in: folder)
        #expect(outcome.errors == "vae: \(error)\n")
        #expect(outcome.status == 64)
    }

    @Test func dataThatAreGone() throws {
        try folder.write(IDXFiles.bytes([60, 8, 8]), to: "pictures.idx")
        vae("train pictures.idx \(SmallModel.flags) -o own", in: folder)
        #expect(vae("evaluate own", in: folder).status == 0)
        FileSystem.remove(folder.path(of: "pictures.idx"))
        let outcome = vae("evaluate own", in: folder)
        #expect(
            outcome.errors
                == "vae: the model's data cannot be opened (no such data set): pictures.idx: "
                + "bring them back or name others with --data\n")
        #expect(outcome.status == 66)
    }

    @Test func dataThatChanged() throws {
        try folder.write(IDXFiles.bytes([60, 8, 8]), to: "pictures.idx")
        vae("train pictures.idx \(SmallModel.flags) -o own", in: folder)
        try folder.write(IDXFiles.bytes([60, 8, 8], seed: 2), to: "pictures.idx")
        let outcome = vae("evaluate own", in: folder)
        #expect(
            outcome.errors
                == "vae: the model's data have changed since it was trained: pictures.idx: "
                + "name them with --data to use them as they are\n")
        #expect(outcome.status == 65)
        #expect(vae("evaluate own --data pictures.idx", in: folder).status == 0)
    }

    @Test func dataOfAnotherShape() throws {
        try folder.write(IDXFiles.bytes([60, 8, 6]), to: "pictures.idx")
        let outcome = vae("evaluate grey --data pictures.idx", in: folder)
        #expect(
            outcome.errors
                == "vae: the model wants pictures of 1x28x28, these are 1x8x6: pictures.idx: "
                + "name other data or another model\n")
        #expect(outcome.status == 65)
    }
}
