import TestSupport
import Testing

/// The flags of `vae train`: which go before which, and what they refuse.
@Suite struct TrainingChoicesTests {
    private let folder = TemporaryFolder()

    private func configuration(_ arguments: String) throws -> JSONValue {
        let outcome = vae("train --limit 50 -e 1 -z 3 -q -o run \(arguments)", in: folder)
        #expect(outcome.errors == "")
        return try JSONValue(try folder.text(of: "run/config.json"))["model"]
    }

    @Test func defaultsAreThePresetOfTheReference() throws {
        let model = try configuration("")
        #expect(model["architecture"]["hidden"] == .list([.number(400)]))
        #expect(model["architecture"]["activation"] == .text("relu"))
        #expect(model["likelihood"]["type"] == .text("bernoulli"))
        #expect(model["objective"]["beta"] == .number(1))
        #expect(model["pixels"] == .text("grey"))
        #expect(model["latentDimensions"] == .number(3))
    }

    @Test func fileGoesBeforeThePreset() throws {
        try folder.write(#"{"hidden": [24, 12], "activation": "tanh"}"#, to: "choices.json")
        let model = try configuration("-x mlp -c choices.json")
        #expect(model["architecture"]["hidden"] == .list([.number(24), .number(12)]))
        #expect(model["architecture"]["activation"] == .text("tanh"))
        #expect(model["likelihood"]["type"] == .text("bernoulli"))
    }

    @Test func flagsGoBeforeTheFile() throws {
        try folder.write(#"{"hidden": [24], "activation": "tanh"}"#, to: "choices.json")
        let model = try configuration("-c choices.json --hidden 8")
        #expect(model["architecture"]["hidden"] == .list([.number(8)]))
        #expect(model["architecture"]["activation"] == .text("tanh"))
    }

    @Test func everyChoiceArrives() throws {
        let model = try configuration(
            "--hidden 8,6 --activation silu --dropout 0.25 --likelihood gaussian --sigma 0.5 "
                + "--beta 4 --kl-warmup 0.1 --free-bits 0.125 --optimizer adamw "
                + "--weight-decay 0.01 --schedule warmup-cosine --clip-norm 1 --ema 0.5 "
                + "--initializer xavier-normal --batch-size 20 --lr 0.01 --checkpoint-every 1")
        #expect(
            model["architecture"]
                == .object([
                    "type": .text("mlp"), "hidden": .list([.number(8), .number(6)]),
                    "activation": .text("silu"), "dropout": .number(0.25),
                ]))
        #expect(
            model["likelihood"] == .object(["type": .text("gaussian"), "sigma": .number(0.5)]))
        #expect(
            model["objective"]
                == .object([
                    "beta": .number(4), "klWarmUpEpochs": .number(0.1), "freeBits": .number(0.125),
                ]))
    }

    @Test(arguments: [
        ("--activation rellu", "relu"), ("--likelihood gausian", "gaussian"),
        ("--binarize dinamic", "dynamic"), ("--optimizer adammw", "adamw"),
        ("--schedule cosin", "cosine"), ("--initializer xavier-norm", "xavier-normal"),
        ("--preset mpl", "mlp"), ("--precision bf61", "bf16"),
    ])
    func proposesTheNearestName(flag: String, near: String) {
        let outcome = vae("train \(flag) -o run", in: folder)
        let (name, value) = (flag.prefix { $0 != " " }, flag.drop { $0 != " " }.dropFirst())
        #expect(
            outcome.errors == "vae: unknown name \"\(value)\": \(name): did you mean \(near)?\n")
        #expect(outcome.status == 64)
        #expect(outcome.output == "")
        #expect(!folder.has("run"))
    }

    @Test func listsTheNamesWhereNoneIsNear() {
        let outcome = vae("train --optimizer newton -o run", in: folder)
        #expect(
            outcome.errors
                == "vae: unknown name \"newton\": --optimizer: known are sgd, adam, adamw, adamax, rmsprop\n"
        )
        #expect(outcome.status == 64)
    }

    @Test(arguments: ["train --epoch 3", "evaluate m --sample 3", "export m -o - --column id"])
    func proposesTheNearestFlag(arguments: String) {
        let outcome = vae(arguments, in: folder)
        let flag = arguments.split(separator: " ").first { $0.hasPrefix("--") } ?? ""
        #expect(
            outcome.errors.hasPrefix("Error: Unknown option '\(flag)'. Did you mean '\(flag)s'?\n"))
        #expect(outcome.status == 64)
    }

    @Test func proposesTheNearestVerb() {
        let outcome = vae("trian", in: folder)
        #expect(outcome.errors == "vae: unknown verb: trian: did you mean train?\n")
        #expect(outcome.status == 64)
    }

    @Test(arguments: [
        (#"{"epoch": 3}"#, #"unknown key "epoch": choices.json: did you mean "epochs"?"#),
        (
            #"{"colour": 3}"#,
            #"unknown key "colour": choices.json: the keys are the names of the flags of vae train"#
        ),
        (#"{"epochs": "3"}"#, "field epochs has the wrong type: choices.json: correct the file"),
        (#"{"hidden": 3}"#, "field hidden has the wrong type: choices.json: correct the file"),
        (#"{"epochs": }"#, "not valid JSON: choices.json: correct the file"),
        ("", "not valid JSON: choices.json: correct the file"),
        ("[1]", "not a JSON object: choices.json: correct the file"),
    ])
    func refusesABadFile(content: String, error: String) throws {
        try folder.write(content, to: "choices.json")
        let outcome = vae("train -c choices.json -o run", in: folder)
        #expect(outcome.errors == "vae: \(error)\n")
        #expect(outcome.status == 65)
        #expect(!folder.has("run"))
    }

    @Test func refusesAMissingFile() {
        let outcome = vae("train -c choices.json -o run", in: folder)
        #expect(
            outcome.errors == "vae: no such file or directory: choices.json: check the path\n")
        #expect(outcome.status == 66)
    }
}
