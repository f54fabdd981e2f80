import Platform
import TestSupport
import Testing

/// The curves that `vae info` draws of a run.
@Suite struct TrainingCurvesTests {
    private let folder: TemporaryFolder
    private let metrics = "grey/training/metrics.jsonl"

    init() throws { folder = try SmallModel.copies() }

    /// A line of `metrics.jsonl`.
    private func line(epoch: Int, reconstruction: Int, kl: Int, validation: Int?) -> String {
        let best = validation.map { "\"validationNegativeELBO\":\($0)," } ?? ""
        return """
            {"beta":1,"epoch":\(epoch),"epochs":6,"isBest":\(validation != nil && epoch < 4),\
            "learningRate":0.001,"picturesPerSecond":1000,"seconds":1,"step":\(epoch * 500),\(best)\
            "train":{"activeUnits":\(epoch / 2),"elbo":\(-reconstruction - kl),"kl":\(kl),\
            "klPerLatent":[],"reconstruction":\(reconstruction)}}

            """
    }

    private func write(isValidated: Bool = true, end: String = "") throws {
        let losses = [(1, 380, 5, 330), (2, 300, 10, 300), (3, 270, 12, 290), (4, 255, 13, 292)]
        let text = losses.map { epoch, reconstruction, kl, validation in
            line(
                epoch: epoch, reconstruction: reconstruction, kl: kl,
                validation: isValidated ? validation : nil)
        }
        try folder.write(Array((text.joined() + end).utf8), to: metrics)
    }

    /// What stands behind the list of parameters.
    private func curves(_ output: String) -> String {
        output.split(separator: "           784\n").last.map(String.init) ?? ""
    }

    @Test func inASCII() throws {
        try write()
        let outcome = vae("info grey", in: folder, environment: ["LC_ALL": "C"])
        #expect(
            curves(outcome.output) == #"""
                training    4 epochs, 2,000 steps; best on validation 290.00, epoch 3

                -ELBO, nats per picture                              **** train  oooo validation
                380 +***
                    |   ****
                360 +      ****
                    |          ***
                340 +             ****
                    |oooo            ****
                320 +   ooooooooo        ***
                    |           ooooooooo   ******
                300 +                    ooooooooooooooo***
                    |                                  ooooooooooooooooooooooooooooooooooooooooo
                280 +                                              **************
                    |                                                            ***************
                    ++------------------------+-----------------------+------------------------+
                     1                        2                       3                        4
                                                        epoch

                reconstruction    380.00 to   255.00  #-:.
                KL                  5.00 to    13.00  .+*#
                active latents         0 to        2  .==#

                """#)
        #expect(outcome.status == 0 && outcome.errors == "")
    }

    @Test func inUTF8WithoutValidation() throws {
        try write(isValidated: false)
        let outcome = vae("info grey", in: folder, environment: ["LC_ALL": "C.UTF-8"])
        #expect(
            curves(outcome.output) == #"""
                training    4 epochs, 2,000 steps

                −ELBO, nats per picture                                               ⠒⠒⠒⠒ train
                380 ┤⠑⠢⢄
                    │   ⠉⠒⢄⡀
                360 ┤      ⠈⠑⠤⣀
                    │          ⠑⠢⢄
                340 ┤             ⠉⠒⢄⡀
                    │                ⠈⠑⠤⣀
                320 ┤                    ⠑⠢⢄
                    │                       ⠉⠒⠤⢄⣀⡀
                300 ┤                            ⠈⠉⠉⠒⠒⠤⠤⢄⣀⡀
                    │                                     ⠈⠉⠑⠒⠒⠤⠤⣀⣀⡀
                280 ┤                                              ⠈⠉⠑⠒⠒⠒⠤⠤⠤⠤⣀⣀⣀⣀
                    │                                                            ⠉⠉⠉⠉⠑⠒⠒⠒⠢⠤⠤⠤⢄⣀⣀
                    └┬────────────────────────┬───────────────────────┬────────────────────────┬
                     1                        2                       3                        4
                                                        epoch

                reconstruction    380.00 to   255.00  ⣧⣀
                KL                  5.00 to    13.00  ⣰⣿
                active latents         0 to        2  ⣰⣾

                """#)
    }

    @Test(arguments: [(UInt16(60), 60), (200, 100)])
    func theTerminalsWidthIsUsed(columns: UInt16, expected: Int) throws {
        try write()
        let outcome = PseudoTerminal.run(
            "info grey", in: folder, columns: columns,
            environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"])
        let axis = outcome.output.split { $0.isNewline }.first { $0.contains("└") }
        #expect(axis?.count == expected)
        #expect(!outcome.output.contains("\u{1B}"))
    }

    @Test func aTerminalHasColors() throws {
        try write()
        let outcome = PseudoTerminal.run("info grey", in: folder, columns: 80)
        #expect(outcome.output.contains("\u{1B}[38;5;178m⠒⠒⠒⠒ \u{1B}[39mtrain"))
        #expect(outcome.output.contains("\u{1B}[38;5;74m⠒⠒⠒⠒ \u{1B}[39mvalidation"))
    }

    @Test func aLineThatIsBeingWrittenWaits() throws {
        try write()
        let outcome = vae("info grey", in: folder)
        try write(end: "{\"beta\":1,\"ep")
        #expect(vae("info grey", in: folder).output == outcome.output)
    }

    @Test func aDamagedLineHidesNothingElse() throws {
        try write(end: "{\"beta\":1}\n")
        let outcome = vae("info grey", in: folder)
        #expect(outcome.lines.count == 14)
        #expect(
            outcome.errors
                == "vae: field epoch is missing: \(metrics):5: remove the line\n")
        #expect(outcome.status == 65)
    }

    @Test func aModelWithoutFiguresHasNoCurves() throws {
        FileSystem.remove(folder.path(of: metrics))
        let outcome = vae("info grey", in: folder)
        #expect(outcome.lines.count == 14)
        #expect(outcome.status == 0 && outcome.errors == "")
    }
}
