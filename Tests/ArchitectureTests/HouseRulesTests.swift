import Testing

/// Made-up files: each rule catches what it should, and nothing else.
@Suite struct HouseRulesTests {
    private let rules = HouseRules(
        manifest: Manifest(
            """
            // Floor 0
            .target(name: "COneDNN"),
            // Floor 1
            .target(name: "TensorCore", dependencies: ["COneDNN"]),
            .target(name: "Pictures"),
            // Floor 3
            .target(name: "Training", dependencies: ["TensorCore"]),
            .target(name: "TestSupport", path: "Tests/TestSupport"),
            """))
    private let floors = ["COneDNN": 0, "TensorCore": 1, "Pictures": 1, "Training": 3]

    @Test func aManifestThatAgreesIsFine() {
        #expect(rules.checkManifest(floors: floors) == [])
    }

    @Test func aManifestThatDisagreesIsCaught() {
        var other = floors
        other["Pictures"] = 2
        other["Training"] = nil
        other["Explorer"] = 4
        #expect(
            rules.checkManifest(floors: other) == [
                "Package.swift:5: Pictures is on floor 1, the test's table says 2",
                "Package.swift:7: Training is not in the test's table of floors",
                "Package.swift: Explorer of the test's table is not there",
            ])
    }

    @Test func anUpwardDependencyIsCaught() {
        let manifest = Manifest(
            """
            .target(name: "Loose"),
            // Floor 1
            .target(name: "Low", dependencies: ["High", "Same", "Support"]),
            .target(name: "Same"),
            // Floor 2
            .target(name: "High", dependencies: ["Low"]),
            .target(name: "Support", path: "Tests/Support"),
            """)
        let floors = ["Loose": 0, "Low": 1, "Same": 1, "High": 2]
        #expect(
            HouseRules(manifest: manifest).checkManifest(floors: floors) == [
                "Package.swift:1: Loose stands under no floor comment",
                "Package.swift:3: Low (floor 1) uses High (floor 2), not below it",
                "Package.swift:3: Low (floor 1) uses Same (floor 1), not below it",
                "Package.swift:3: Low (floor 1) uses Support, which is only for tests",
            ])
    }

    @Test(arguments: [
        ("import Training", "TensorCore (floor 1) uses Training (floor 3), not below it"),
        ("import Pictures", "TensorCore (floor 1) uses Pictures (floor 1), not below it"),
        (
            "@preconcurrency public import struct Training.Trainer",
            "TensorCore (floor 1) uses Training (floor 3), not below it"
        ),
        (
            "import Glibc; import Training",
            "TensorCore (floor 1) uses Training (floor 3), not below it"
        ),
        ("import Logging", "TensorCore imports Logging, which is not a dependency of it"),
        ("import Foundation", "Foundation is not used in Sources"),
        (
            "import FoundationEssentials",
            "only Autoencoders, NeuralNetworks, Training, VAECommands may import "
                + "FoundationEssentials"
        ),
        (
            "import TestSupport", "TensorCore (floor 1) uses TestSupport, which is only for tests"
        ),
    ])
    func aForbiddenImportIsCaught(line: String, message: String) {
        let text = "// import COneDNN\nimport Glibc\n\(line)\n"
        #expect(
            rules.checkImports(of: "Sources/TensorCore/A.swift", in: "TensorCore", text: text)
                == ["Sources/TensorCore/A.swift:3: \(message)"])
    }

    @Test func allowedImportsAreFine() {
        let text = """
            public import TensorCore
            import FoundationEssentials
            import Synchronization
            // import Pictures
            let text = "import Pictures"
            """
        #expect(rules.checkImports(of: "a", in: "Training", text: text) == [])
    }

    @Test func anUndeclaredDependencyBelowIsCaught() {
        #expect(
            rules.checkImports(of: "a", in: "Training", text: "import Pictures")
                == ["a:1: Training imports Pictures, which is not a dependency of it"])
    }

    @Test func aFolderWithoutTargetIsCaught() {
        #expect(
            rules.checkImports(of: "Sources/New/A.swift", in: "New", text: "")
                == ["Sources/New/A.swift:1: Package.swift has no target New"])
    }

    @Test(arguments: [
        ("#include <dnnl.h>", "dnnl.h", "COneDNN"),
        ("#  include \"oneapi/dnnl/dnnl_types.h\"", "oneapi/dnnl/dnnl_types.h", "COneDNN"),
        ("  header \"/usr/include/dnnl.h\"", "/usr/include/dnnl.h", "COneDNN"),
        ("#include <ncursesw/curses.h>", "ncursesw/curses.h", "CNcursesw"),
        ("#include <ncurses.h>", "ncurses.h", "CNcursesw"),
        ("  umbrella header \"panel.h\"", "panel.h", "CNcursesw"),
    ])
    func aHeaderOutsideItsShimIsCaught(line: String, header: String, owner: String) {
        let text = "#include <stdint.h>\n// #include <dnnl.h>\n\(line)\n"
        #expect(
            HouseRules.checkIncludes(of: "a.h", in: "CKernels", text: text)
                == ["a.h:3: CKernels includes \(header), only \(owner) may"])
        #expect(HouseRules.checkIncludes(of: "a.h", in: owner, text: text) == [])
    }

    @Test func lengthIsLimited() {
        let limit = String(repeating: "x\n", count: HouseRules.lineLimit)
        let reasons = ["a.swift": "a table"]
        #expect(HouseRules.checkLength(of: "a.swift", text: limit, exceptions: [:]) == [])
        #expect(
            HouseRules.checkLength(of: "a.swift", text: limit + "x\n", exceptions: [:])
                == ["a.swift:501: 501 lines, over 500: split it or give a reason"])
        #expect(
            HouseRules.checkLength(of: "a.swift", text: limit + "x\n", exceptions: reasons) == [])
        #expect(
            HouseRules.checkLength(of: "a.swift", text: limit, exceptions: reasons)
                == ["a.swift:1: 500 lines need no exception any more"])
    }

    @Test func testableIsCaught() {
        let text = "import Testing\n@testable import A\nlet a = \"@testable import A\" // @testable"
        #expect(
            HouseRules.checkTestable(of: "a.swift", text: text)
                == ["a.swift:2: @testable, use package access instead"])
    }
}
