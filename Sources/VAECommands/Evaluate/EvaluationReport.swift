import Autoencoders
import Glibc
import Platform

/// The figures of an evaluation, named as what they are; the keys of `--json`.
struct EvaluationReport: Encodable {
    /// What kind of quantity minus the ELBO is.
    enum Measure: String, Encodable {
        /// Binarised pixels under a Bernoulli likelihood: a true likelihood of 1-bit data.
        case negativeLogLikelihood = "negative-log-likelihood"
        /// Grey pixels as targets of a Bernoulli likelihood.
        case crossEntropy = "cross-entropy"
        /// A density of 8-bit pixels that were not dequantised.
        case densityOfQuantizedPixels = "density-of-quantized-pixels"
    }

    struct ImportanceWeighted: Encodable {
        let weights: Int
        let estimate: Double
        let standardError: Double
        let atTenth: Double
        let shareOfFewEffectiveWeights: Double
        let shareOfHeavyTails: Double
    }

    let data: String
    let split: String
    let pictures: Int
    let samples: Int
    let seed: UInt64
    let measure: Measure
    let reconstruction: Double
    let kl: Double
    let elbo: Double
    let bitsPerDimension: Double?
    let entropyFloor: Double?
    let squaredError: Double
    /// Decibels, mean over pictures.
    let psnr: Double
    /// Mean over pictures; nil for sides that are shorter than its window.
    let ssim: Double?
    let activeUnits: Int
    let klPerLatent: [Double]
    let importanceWeighted: ImportanceWeighted?

    init(
        _ model: ModelConfiguration, data: String, split: String, samples: Int, seed: UInt64,
        summary: EvaluationSummary, quality: PictureQuality, estimate: ImportanceWeightedEstimate?
    ) {
        self.data = data
        self.split = split
        self.samples = samples
        self.seed = seed
        pictures = summary.exampleCount
        measure =
            switch (model.likelihood, model.pixels.isBinary) {
            case (.bernoulli, true): .negativeLogLikelihood
            case (.bernoulli, false): .crossEntropy
            case (.gaussian, _): .densityOfQuantizedPixels
            }
        reconstruction = summary.reconstruction
        kl = summary.divergence
        elbo = summary.elbo
        bitsPerDimension =
            measure == .negativeLogLikelihood
            ? -summary.elbo / (Double(model.elementCount) * log(2)) : nil
        entropyFloor = measure == .crossEntropy ? summary.entropyFloor : nil
        squaredError = summary.squaredError
        psnr = quality.peakSignalToNoiseRatio
        ssim = quality.structuralSimilarity
        activeUnits = summary.activeUnits
        klPerLatent = summary.divergencePerLatent
        importanceWeighted = estimate.map {
            ImportanceWeighted(
                weights: $0.weightCount, estimate: $0.negativeLogLikelihood,
                standardError: $0.standardError, atTenth: $0.atTenth,
                shareOfFewEffectiveWeights: $0.fewEffectiveShare,
                shareOfHeavyTails: $0.heavyTailedShare)
        }
    }

    /// The figures for people, without those that are drawn.
    var lines: [String] {
        var lines = [
            "\(data), \(split), \(Numbers.grouped(pictures)) pictures; nats per picture, "
                + "\(samples) draws, seed \(seed)",
            row("reconstruction", reconstruction, "-log p(x|z), mean over z ~ q(z|x)"),
            row("KL", kl, "\(activeUnits) of \(klPerLatent.count) latents active"),
            row("ELBO", elbo, "-(reconstruction + KL), at beta 1"),
        ]
        lines += boundLines
        lines += qualityLines
        if let importanceWeighted { lines += importanceWeighted.lines(named: boundName) }
        return lines
    }

    private var boundName: String {
        switch measure {
        case .negativeLogLikelihood: "NLL bound"
        case .crossEntropy: "cross-entropy bound"
        case .densityOfQuantizedPixels: "density bound"
        }
    }

    private var boundLines: [String] {
        switch measure {
        case .negativeLogLikelihood:
            return [
                row(boundName, -elbo, "of 1-bit pixels"),
                row("bits/dim", bitsPerDimension ?? 0, "", digits: 4),
            ]
        case .crossEntropy:
            let floor = entropyFloor ?? 0
            return [
                row(boundName, -elbo, "of grey pixels: no likelihood, so no bits/dim"),
                row(
                    "above the floor", -elbo - floor,
                    "the pixels' own entropy is \(Numbers.fixed(floor, 2))"),
            ]
        case .densityOfQuantizedPixels:
            return [row(boundName, -elbo, "of pixels not dequantised: not comparable, no bits/dim")]
        }
    }

    private var qualityLines: [String] {
        let side = PictureQuality.windowSide
        return [
            row("squared error", squaredError, "per pixel in [0, 1]", digits: 5),
            row("PSNR", psnr, "decibels, mean over pictures"),
            ssim.map { row("SSIM", $0, "mean over pictures", digits: 4) }
                ?? "  \("SSIM".left(20)) \("-".right(10))  wants sides of \(side) pixels or more",
        ]
    }
}

extension EvaluationReport.ImportanceWeighted {
    fileprivate func lines(named bound: String) -> [String] {
        let few = Numbers.fixed(100 * shareOfFewEffectiveWeights, 1)
        let heavy = Numbers.fixed(100 * shareOfHeavyTails, 1)
        return [
            row(
                "importance \(weights)", estimate,
                "\(bound), ± \(Numbers.fixed(standardError, 3)) by Monte Carlo (jackknife)"),
            row(
                "importance \(max(weights / 10, 1))", atTenth, "from the first tenth of the weights"
            ),
            "  \(few) % of pictures with fewer than 10 effective weights, "
                + "\(heavy) % with a Pareto shape over 0.7",
        ]
    }
}

private func row(_ name: String, _ value: Double, _ note: String, digits: Int = 2) -> String {
    let text = "  \(name.left(20)) \(Numbers.fixed(value, digits).right(10))  \(note)"
    return String(text.reversed().drop { $0 == " " }.reversed())
}
