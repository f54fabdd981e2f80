import TestSupport
import Testing

/// The line that is redrawn while a run goes on, on a real terminal.
@Suite struct LiveLineTests {
    private let folder = TemporaryFolder()
    private let long = "train --limit 4000 -e 3 -b 20 --hidden 400 -z 3 --beta 4 -o run"

    /// What is written between two moves of the cursor to another line or to the line's start.
    private func pieces(_ output: String) -> [String] {
        output.split { ["\r", "\n", "\r\n"].contains($0) }
            .map { String($0).replacing("\u{1b}[K", with: "") }
    }

    @Test(arguments: [UInt16(20), 40, 80, 200])
    func neverWraps(columns: UInt16) {
        let outcome = PseudoTerminal.run(long, in: folder, columns: columns)
        #expect(outcome.status == 0)
        let lines = pieces(outcome.output)
        let live = lines.filter { $0.contains("▕") }
        // The line that fills the last column would move the cursor on.
        #expect(live.allSatisfy { $0.count < columns })
        if columns >= 40 { #expect(live.count >= 3) }
        #expect(lines.filter { $0.hasPrefix("epoch ") }.allSatisfy { $0.count <= columns })
    }

    @Test func wideTerminalsShowAll() {
        let outcome = PseudoTerminal.run(long, in: folder, columns: 200)
        let live = pieces(outcome.output).last { $0.contains("▕") } ?? ""
        for word in [
            "epoch 3/3", "ELBO -", "ETA 0:0", "rec ", "KL ", "pictures/s", "step ", "beta",
        ] {
            #expect(live.contains(word), "\(word)")
        }
    }

    @Test func endsClean() {
        let outcome = PseudoTerminal.run(long, in: folder, columns: 120)
        let screen = Screen(outcome.output)
        #expect(screen.lines.count == 5)
        #expect(screen.lines.first?.hasPrefix("4,000 pictures, ") == true)
        for epoch in 1...3 {
            #expect(screen.lines[epoch].hasPrefix("epoch \(epoch)/3  reconstruction "))
            #expect(screen.lines[epoch].hasSuffix(" pictures/s"))
        }
        #expect(screen.lines.last == "the model is in run")
        #expect(screen.openLine == "")
    }

    @Test func anErrorGetsALineOfItsOwn() {
        let outcome = PseudoTerminal.run("\(long) --lr 1e30", in: folder, columns: 200)
        #expect(outcome.status == 70)
        let screen = Screen(outcome.output)
        #expect(screen.lines.last?.hasPrefix("vae: the loss is no longer finite") == true)
    }

    @Test func asciiLocalesGetASCII() {
        let outcome = PseudoTerminal.run(
            long, in: folder, columns: 80, environment: ["TERM": "xterm", "LC_ALL": "C"])
        #expect(outcome.status == 0)
        #expect(outcome.output.utf8.allSatisfy { $0 < 0x80 })
        #expect(outcome.output.contains("[#"))
    }

    @Test func dumbTerminalsGetPlainLines() {
        let outcome = PseudoTerminal.run(
            long, in: folder, columns: 80, environment: ["TERM": "dumb"])
        #expect(!outcome.output.contains("\u{1b}"))
        #expect(pieces(outcome.output).count == 5)
    }

    @Test func picturesUseTheColoursThereAre() {
        vae("train \(SmallModel.flags) -o run", in: folder)
        let outcome = PseudoTerminal.run("sample run -n 3", in: folder, columns: 80)
        #expect(outcome.output.contains("\u{1b}[38;5;"))
        #expect(outcome.output.hasSuffix("\n"))
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
            case "\u{7f}": if isAtStart { openLine = "" }
            default:
                // Writing over a line that was not erased would leave its rest behind.
                openLine.append(isAtStart && openLine != "" ? "�" : character)
            }
        }
    }
}
