import Autoencoders
import Datasets
import Platform
import Training

/// Data as a model wants them: opened, checked against the model, and split as in training.
struct ModelData {
    let dataset: Dataset
    let splits: Splits

    /// The data that `description` was trained on, for the run in `folder` that goes on with them.
    ///
    /// - Throws: `Failure` (`noInput`) if they are gone, (`data`) if they changed or do not fit.
    init(for description: ModelDescription, in folder: RunFolder) throws(Failure) {
        try self.init(
            for: description, override: nil, in: folder, ifGone: "bring them back",
            ifChanged: "bring the old ones back")
    }

    /// The data that `description` was trained on, or those that the user named with `--data`.
    ///
    /// The decoded pictures of its own data are kept in the model's folder, if it has one.
    ///
    /// - Throws: `Failure` (`noInput`) if they are gone, (`data`) if they changed or do not fit.
    init(
        for description: ModelDescription, override: String?, in folder: RunFolder?
    ) throws(Failure) {
        try self.init(
            for: description, override: override, in: folder,
            ifGone: "bring them back or name others with --data",
            ifChanged: "name them with --data to use them as they are")
    }

    private init(
        for description: ModelDescription, override: String?, in folder: RunFolder?,
        ifGone: String, ifChanged: String
    ) throws(Failure) {
        let contract = description.data
        var options = try contract.options(at: TrainedModel.descriptionName)
        if override == nil { options.cache = folder?.cachePath }
        do throws(Failure) {
            dataset = try Dataset.open(override ?? contract.source, options: options)
        } catch  where override == nil {
            throw Failure(
                .noInput, "the model's data cannot be opened (\(error.what))", at: contract.source,
                remedy: ifGone)
        }
        guard description.model.exampleShape == dataset.shape.sizes else {
            throw Failure(
                .data,
                "the model wants pictures of \(description.model.exampleShapeText), "
                    + "these are \(dataset.shape)",
                at: dataset.name, remedy: "name other data or another model")
        }
        try dataset.wait()
        let isSame = try dataset.fingerprint() == contract.fingerprint
        guard isSame || override != nil else {
            throw Failure(
                .data, "the model's data have changed since it was trained", at: contract.source,
                remedy: ifChanged)
        }
        // Other data have no validation part of this model's, and no limit.
        splits = try dataset.splits(
            seed: contract.splitSeed,
            validation: isSame && contract.validation > 0
                ? try ValidationSize(number: contract.validation) : .none,
            limit: isSame ? contract.limit : nil)
    }
}

extension Dataset {
    /// The data set's parts, drawn by `seed`; `limit` keeps the first training examples only.
    func splits(
        seed: UInt64, validation: ValidationSize, limit: Int?
    ) throws(Failure) -> Splits {
        var generator = NoiseStream.split.generator(seed: seed)
        let splits = try split(validation: validation, using: &generator)
        guard let limit else { return splits }
        return Splits(
            train: splits.train.limit(limit), validation: splits.validation, test: splits.test)
    }
}

extension ExampleShape {
    /// `[channels, height, width]`.
    var sizes: [Int] { [channels, height, width] }
}
