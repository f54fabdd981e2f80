import ArgumentParser
import Autoencoders
import Datasets
import Platform
import Training

/// `vae info`: what a model or a data set is.
struct InfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Say what a model or a data set is.",
        discussion: """
            Of a run, also how it went: its loss at each epoch and what that consists of.

            EXAMPLES
              vae info runs/fashion
              vae info fashion-mnist
            """)

    @Argument(
        help: "A model folder, a .safetensors file, a shipped model, or the name or path of data.",
        transform: ShippedModels.path)
    var subject: String

    @Flag(help: "Print as JSON.")
    var json = false

    func run() throws {
        let isModel =
            subject.hasSuffix(".safetensors")
            || FileSystem.kind(of: "\(subject)/\(TrainedModel.weightsName)") != .missing
        if isModel {
            let info = ModelInfo(try TrainedModel.load(subject))
            if json { return try say(JSON.text(info, isPretty: true)) }
            try say(info.lines)
            // Last, so that what is wrong with them hides nothing else.
            let curves = TrainingCurves(try RunFolder(subject).epochReports())
            let lines = curves.lines(for: PlotOutput())
            if !lines.isEmpty { try say(lines) }
        } else {
            let info = try DatasetInfo(try Dataset.open(subject))
            try json ? say(JSON.text(info, isPretty: true)) : say(info.lines)
        }
    }
}
