import Autoencoders
import Platform
import TensorCore
import Training

/// The model card: `README.md` of a model folder, as model hubs show it.
enum ModelCard {
    /// Writes the card of a run that has ended.
    static func write(
        _ session: TrainCommand.Session, end: RunEnd, command: [String]
    ) throws(Failure) {
        let text = try text(
            plan: session.plan, end: end, command: command,
            last: session.folder.epochReports().last)
        try AtomicFile.write(Array(text.utf8), to: session.folder.cardPath)
    }

    static func text(
        plan: TrainingPlan, end: RunEnd, command: [String], last: EpochReport?
    ) -> String {
        let (model, data) = (plan.description.model, plan.description.data)
        var lines = [
            "---", "library_name: swift-vae", "tags: [variational-autoencoder]", "---", "",
            "# A variational autoencoder of \(FileSystem.name(of: data.source))", "",
            "| | |", "|---|---|",
            "| pictures | \(model.exampleShapeText), \(model.pixels.rawValue) |",
            "| latents | \(model.latentDimensions), \(model.posterior.rawValue), prior \(model.prior.rawValue) |",
            "| likelihood | \(model.likelihood.typeName) |",
            "| data | \(data.source) (fingerprint \(data.fingerprint)) |",
            "| seed | \(plan.settings.seed) |",
            "| precision | \(plan.settings.precision.rawValue) |",
            "| epochs | \(end.epochs), \(end.step) steps of \(plan.settings.batchSize) |",
            "| trained with | `\(command.dropFirst().reduce("vae") { $0 + " " + $1 })` |",
        ]
        if let last {
            lines += [
                "", "Over the last epoch, on training pictures, nats per picture:", "",
                "| reconstruction | KL | ELBO | active latents |", "|--:|--:|--:|--:|",
                "| \(Numbers.fixed(last.train.reconstruction, 2)) | \(Numbers.fixed(last.train.kl, 2)) "
                    + "| \(Numbers.fixed(last.train.elbo, 2)) | \(last.train.activeUnits) |",
            ]
        }
        if let epoch = end.bestEpoch, let best = end.bestValidationNegativeELBO {
            lines += [
                "",
                "The weights are those of epoch \(epoch), the best on the validation part: "
                    + "ELBO \(Numbers.fixed(-best, 2)).",
            ]
        }
        lines += [
            "", "Draws from the prior, and test pictures above their reconstructions:", "",
            "![samples](\(RunPictures.samplesName))", "",
            "![reconstructions](\(RunPictures.reconstructionsName))", "",
            "The weights open in PyTorch: `safetensors.torch.load_file(\"\(TrainedModel.weightsName)\")`;",
            "names and orientation are those of a `state_dict`.", "",
        ]
        return lines.joined(separator: "\n")
    }
}
