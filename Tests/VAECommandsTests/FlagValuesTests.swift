import Platform
import TestSupport
import Testing

/// Numbers that flags refuse, each with one line and the exit code of a wrong command line.
@Suite struct FlagValuesTests {
    private let folder = TemporaryFolder()

    private static let wholeNumbers = [
        "--epochs", "--batch-size", "--latent-dim", "--hidden", "--limit", "--checkpoint-every",
    ]

    @Test(arguments: wholeNumbers, ["0", "-3"])
    func countsAreAtLeastOne(flag: String, value: String) {
        expectRefusal("\(flag) \(value)", "the value \(value) cannot be: \(flag): give 1 or more")
    }

    @Test(arguments: wholeNumbers.filter { $0 != "--hidden" }, ["abc", "1.5", "nan", "1e3"])
    func countsAreWholeNumbers(flag: String, value: String) {
        let outcome = vae("train \(flag) \(value) -o run", in: folder)
        #expect(outcome.errors.hasPrefix("Error: The value '\(value)' is invalid for '\(flag)"))
        #expect(outcome.status == 64)
    }

    @Test(arguments: ["--lr", "--clip-norm", "--likelihood gaussian --sigma"])
    func ratesAreAboveZero(flag: String) {
        let name = flag.split(separator: " ").last ?? ""
        for (value, shown) in [("0", "0.0"), ("-1", "-1.0"), ("nan", "nan"), ("inf", "inf")] {
            expectRefusal(
                "\(flag) \(value)", "the value \(shown) cannot be: \(name): give a number above 0")
        }
    }

    @Test(arguments: ["--beta", "--kl-warmup", "--free-bits", "--weight-decay"])
    func weightsAreNotNegative(flag: String) {
        for (value, shown) in [("-1", "-1.0"), ("nan", "nan"), ("inf", "inf")] {
            expectRefusal(
                "\(flag) \(value)", "the value \(shown) cannot be: \(flag): give 0 or more")
        }
    }

    @Test(arguments: ["--lr", "--beta", "--kl-warmup", "--validation", "--dropout", "--ema"])
    func textIsNoNumber(flag: String) {
        let outcome = vae("train \(flag) much -o run", in: folder)
        #expect(outcome.errors.hasPrefix("Error: The value 'much' is invalid for '\(flag)"))
        #expect(outcome.status == 64)
    }

    @Test(arguments: [
        ("--dropout 1", "the value 1.0 cannot be: --dropout: give a chance from 0 to below 1"),
        ("--dropout -0.1", "the value -0.1 cannot be: --dropout: give a chance from 0 to below 1"),
        ("--dropout nan", "the value nan cannot be: --dropout: give a chance from 0 to below 1"),
        ("--ema 0", "the value 0.0 cannot be: --ema: give a decay between 0 and 1"),
        ("--ema 1", "the value 1.0 cannot be: --ema: give a decay between 0 and 1"),
        ("--ema nan", "the value nan cannot be: --ema: give a decay between 0 and 1"),
        (
            "--validation -1",
            "the value -1.0 cannot be: --validation: give a share below 1 or a whole number of "
                + "pictures"
        ),
        (
            "--validation 1.5",
            "the value 1.5 cannot be: --validation: give a share below 1 or a whole number of "
                + "pictures"
        ),
        (
            "--validation nan",
            "the value nan cannot be: --validation: give a share below 1 or a whole number of "
                + "pictures"
        ),
        (
            "--validation 4500",
            "validation part would leave nothing to train on: fashion-mnist-5000: "
                + "ask for less than 4500 examples of 4500"
        ),
        (
            "--validation 0.00001",
            "validation part would be empty: fashion-mnist-5000: "
                + "ask for more than a fraction of 1e-05 of 4500"
        ),
        (
            "--early-stop 3",
            "early stopping needs a validation part: --early-stop: add for instance "
                + "--validation 0.1"
        ),
        ("--early-stop 0", "the value 0 cannot be: --early-stop: give 1 or more"),
        ("--sigma 1", "only a Gaussian likelihood has a sigma: --sigma: add --likelihood gaussian"),
        (
            "--likelihood gaussian --binarize dynamic",
            "binarised pixels have no Gaussian likelihood: --binarize: leave one of --binarize "
                + "and --likelihood gaussian out"
        ),
        (
            "--hidden 400,",
            "the value 400, cannot be: --hidden: give sizes with commas between, such as 400,200"
        ),
        ("--hidden 9999999", "the value 9999999 cannot be: --hidden: give 1048576 or less"),
        ("--latent-dim 70000", "the value 70000 cannot be: --latent-dim: give 65536 or less"),
        ("--threads 0", "the value 0 cannot be: --threads: give a number from 1 to 1024"),
        ("--threads 2000", "the value 2000 cannot be: --threads: give a number from 1 to 1024"),
    ])
    func refuses(flags: String, error: String) { expectRefusal(flags, error) }

    @Test(arguments: [
        ("evaluate m --samples 0", "--samples"), ("evaluate m -k -1", "-k"),
        ("evaluate m --limit 0", "--limit"), ("export m -o - --samples 0", "--samples"),
        ("export m -o - --limit -1", "--limit"), ("export m -o - -b 0", "--batch-size"),
        ("sample m -n 0", "-n"), ("reconstruct m -n -1", "-n"),
    ])
    func otherVerbsRefuseToo(arguments: String, flag: String) {
        let value = arguments.split(separator: " ").last ?? ""
        let outcome = vae(arguments, in: folder)
        #expect(outcome.errors == "vae: the value \(value) cannot be: \(flag): give 1 or more\n")
        #expect(outcome.status == 64)
    }

    @Test(arguments: [
        ("train --resume --force -o run", "--resume and --force exclude each other."),
        ("train --resume", "--resume needs --output, the folder of the run."),
        ("train -q --json", "--quiet and --json exclude each other."),
        ("reconstruct m -n 3 --index 4", "-n and --index exclude each other."),
    ])
    func flagsThatExcludeEachOther(arguments: String, error: String) {
        let outcome = vae(arguments, in: folder)
        #expect(outcome.errors.hasPrefix("Error: \(error)\nUsage: vae "))
        #expect(outcome.status == 64)
    }

    private func expectRefusal(
        _ flags: String, _ error: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let outcome = vae("train \(flags) -o run", in: folder)
        #expect(outcome.errors == "vae: \(error)\n", sourceLocation: sourceLocation)
        #expect(outcome.output == "", sourceLocation: sourceLocation)
        #expect(outcome.status == 64, sourceLocation: sourceLocation)
        #expect(!folder.has("run"), sourceLocation: sourceLocation)
    }
}
