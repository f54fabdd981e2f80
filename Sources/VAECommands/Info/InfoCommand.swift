import ArgumentParser
import Autoencoders
import Datasets
import Platform

/// `vae info`: what a model or a data set is.
struct InfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Say what a model or a data set is.",
        discussion: """
            EXAMPLES
              vae info runs/fashion
              vae info fashion-mnist
            """)

    @Argument(help: "A model folder, a .safetensors file, or the name or path of data.")
    var subject: String

    @Flag(help: "Print as JSON.")
    var json = false

    func run() throws {
        let isModel =
            subject.hasSuffix(".safetensors")
            || FileSystem.kind(of: "\(subject)/\(TrainedModel.weightsName)") != .missing
        if isModel {
            let info = ModelInfo(try TrainedModel.load(subject))
            try json ? say(JSON.text(info, isPretty: true)) : say(info.lines)
        } else {
            let info = try DatasetInfo(try Dataset.open(subject))
            try json ? say(JSON.text(info, isPretty: true)) : say(info.lines)
        }
    }
}
