import TestSupport
import Testing

/// The line that is redrawn while a run goes on, on a real terminal.
@Suite struct LiveLineTests {
    private let folder = TemporaryFolder()
    // The first step is always drawn; the rest may come too fast to be.
    private let short = "train --limit 100 -e 3 -b 20 --hidden 16 -z 3 --beta 4 -o run"

    /// What is written between two moves of the cursor to another line or to the line's start.
    private func pieces(_ output: String) -> [String] {
        output.split { ["\r", "\n", "\r\n"].contains($0) }
            .map { String($0).replacing("\u{1b}[K", with: "") }
    }

    @Test(arguments: [UInt16(10), 20, 40, 80, 200])
    func neverWraps(columns: UInt16) {
        let outcome = PseudoTerminal.run(short, in: folder, columns: columns)
        #expect(outcome.status == 0)
        let lines = pieces(outcome.output).filter { $0.hasPrefix("epoch ") }
        #expect(lines.allSatisfy { $0.count <= columns })
        // The live line stays a column short: one that fills the last column moves the cursor on.
        let live = lines.filter { $0.contains("▕") }
        #expect(live.allSatisfy { $0.count < columns })
        #expect(live.isEmpty == (columns < 40))
    }

    @Test func isDrawnAgainInPlace() {
        let outcome = PseudoTerminal.run(
            "train -e 2 -b 20 --hidden 400 -z 3 -o run", in: folder, columns: 80)
        let lines = pieces(outcome.output)
        let live = lines.indices.filter { lines[$0].contains("▕") }
        #expect(live.count > 2)
        #expect(outcome.output.split(separator: "\r\u{1b}[K").count == live.count + 1)
        #expect(Screen(outcome.output).lines.count == 4)
    }

    @Test func wideTerminalsShowAll() {
        let outcome = PseudoTerminal.run(short, in: folder, columns: 200)
        let live = pieces(outcome.output).first { $0.contains("▕") } ?? ""
        let words = [
            "epoch 1/3", "ELBO -", "ETA ", "rec ", "KL ", "pictures/s", "active ", "step 1/5",
            "beta 4.000",
        ]
        for word in words { #expect(live.contains(word), "\(word)") }
    }

    @Test func whatDoesNotFitIsLeftOutWhole() {
        let outcome = PseudoTerminal.run(short, in: folder, columns: 60)
        let kept = pieces(outcome.output).filter { $0.contains("reconstruction") }
        #expect(kept.count == 3)
        #expect(kept.allSatisfy { $0.contains("  ELBO -") && !$0.contains("pictures") })
        #expect(kept.allSatisfy { $0.last?.isNumber == true || $0.hasSuffix(" s") })
    }

    @Test func endsClean() {
        let outcome = PseudoTerminal.run(short, in: folder, columns: 120)
        let screen = Screen(outcome.output)
        #expect(screen.lines.count == 5)
        #expect(screen.lines.first?.hasPrefix("100 pictures, ") == true)
        for epoch in 1...3 {
            #expect(screen.lines[epoch].hasPrefix("epoch \(epoch)/3  reconstruction "))
            #expect(screen.lines[epoch].hasSuffix(" pictures/s"))
        }
        #expect(screen.lines.last == "the model is in run")
        #expect(screen.openLine == "")
    }

    @Test func anErrorGetsALineOfItsOwn() {
        let outcome = PseudoTerminal.run("\(short) --lr 1e30", in: folder, columns: 200)
        #expect(outcome.status == 70)
        let screen = Screen(outcome.output)
        #expect(screen.lines.last?.hasPrefix("vae: the loss is no longer finite") == true)
    }

    @Test func asciiLocalesGetASCII() {
        let outcome = PseudoTerminal.run(
            short, in: folder, columns: 80, environment: ["TERM": "xterm", "LC_ALL": "C"])
        #expect(outcome.status == 0)
        #expect(outcome.output.utf8.allSatisfy { $0 < 0x80 })
        #expect(outcome.output.contains("[#"))
    }

    @Test func dumbTerminalsGetPlainLines() {
        let outcome = PseudoTerminal.run(
            short, in: folder, columns: 80, environment: ["TERM": "dumb"])
        #expect(!outcome.output.contains("\u{1b}"))
        #expect(pieces(outcome.output).count == 5)
    }

    @Test func picturesUseTheColoursThereAre() {
        vae("train \(SmallModel.flags) -o run", in: folder)
        let outcome = PseudoTerminal.run("sample run -n 3", in: folder, columns: 80)
        #expect(outcome.output.contains("\u{1b}[38;5;"))
        #expect(outcome.output.hasSuffix("\r\n"))
        let plain = PseudoTerminal.run(
            "sample run -n 3", in: folder, columns: 80,
            environment: ["TERM": "xterm-256color", "NO_COLOR": "1"])
        #expect(!plain.output.contains("\u{1b}"))
    }
}

/// What stays on a terminal's screen: carriage return, line feed and erasing are understood.
private struct Screen {
    var lines = [String]()
    var openLine = ""

    init(_ output: String) {
        var isAtStart = false
        for character in output.replacing("\u{1b}[K", with: "\u{7f}") {
            switch character {
            case "\r\n", "\n":
                lines.append(openLine)
                openLine = ""
                isAtStart = false
            case "\r": isAtStart = true
            case "\u{7f}":
                if isAtStart { openLine = "" }
                isAtStart = false
            default:
                // Writing over a line that was not erased would leave its rest behind.
                openLine.append(isAtStart && openLine != "" ? "�" : character)
            }
        }
    }
}
