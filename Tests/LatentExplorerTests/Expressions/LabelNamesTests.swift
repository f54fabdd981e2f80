import LatentExplorer
import Testing

/// Labels found by what is typed for them.
@Suite struct LabelNamesTests {
    private let labels = LabelNames([
        "t-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
        "ankle boot",
    ])

    @Test(arguments: [
        ("dress", 3), ("DRESS", 3), ("t-shirt/top", 0), ("T-Shirt/Top", 0), ("ankle boot", 9),
        ("ankleboot", 9), ("ankle_boot", 9), ("tshirttop", 0), ("t shirt top", 0),
        ("boot", 9), ("Boot", 9), ("top", 0), ("t", 0), ("ankle", 9),
        ("shirt", 6), ("shir", 6), ("sn", 7), ("sa", 5), ("tr", 1), ("ank", 9), ("boo", 9),
        ("tshirt", 0), ("to", 0), ("b", 8),
    ])
    func findsTheLabel(text: String, expected: Int) throws {
        #expect(try labels.label(named: text) == expected)
    }

    @Test(arguments: [
        ("s", "\"s\" can be sandal, shirt or sneaker: write more of it"),
        ("boots", "\"boots\" is not known: did you mean boot?"),
        ("sandel", "\"sandel\" is not known: did you mean sandal?"),
        ("t-shirt/tap", "\"t-shirt/tap\" is not known: did you mean 't-shirt/top'?"),
        ("tall1", "\"tall1\" is not known: did you mean tall?"),
        (
            "hat",
            "\"hat\" is not known: known are t-shirt/top, trouser, pullover, dress, coat, sandal, "
                + "shirt, sneaker, bag and ankle boot"
        ),
        (
            "/",
            "\"/\" is not known: known are t-shirt/top, trouser, pullover, dress, coat, sandal, "
                + "shirt, sneaker, bag and ankle boot"
        ),
    ])
    func refuses(text: String, error: String) {
        let thrown = #expect(throws: UnknownName.self) {
            try labels.label(named: text, besides: ["tall"])
        }
        #expect(thrown?.description == error)
    }

    @Test func aWholeNameComesBeforeAPart() throws {
        let labels = LabelNames(["red shirt", "shirt red", "shirt", "a-b", "ab", "+", "1", "12"])
        #expect(try labels.label(named: "shirt") == 2)
        #expect(try LabelNames(["xyz", "x-y"]).label(named: "xy") == 1)
        #expect(try labels.label(named: "a-b") == 3)
        #expect(try labels.label(named: "ab") == 4)
        #expect(try labels.label(named: "+") == 5)
        #expect(try labels.label(named: "1") == 6)
        let thrown = #expect(throws: UnknownName.self) { try labels.label(named: "red") }
        #expect(thrown?.description == "\"red\" can be red shirt or shirt red: write more of it")
    }

    @Test func ofManyNamesAFewAreListed() {
        let many = LabelNames((0..<40).map { "class\($0)" })
        let ambiguous = #expect(throws: UnknownName.self) { try many.label(named: "class") }
        #expect(
            ambiguous?.what
                == "\"class\" can be \((0..<12).map { "class\($0)" }.joined(separator: ", ")), …")
        let none = #expect(throws: UnknownName.self) { try LabelNames([]).label(named: "boot") }
        #expect(none?.description == "\"boot\" is not known: no point has a name here")
    }
}
