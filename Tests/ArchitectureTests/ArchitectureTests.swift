import Testing

/// The rules, held against the checkout itself.
@Suite struct ArchitectureTests {
    /// The floor of every target: the same as in the manifest's comments.
    private static let floors = [
        "COneDNN": 0, "CKernels": 0, "CZlib": 0, "CDeflate": 0, "CPNG": 0, "CGIF": 0,
        "CFashionMNIST": 0,
        "CJPEG": 0, "CLocale": 0, "CNcursesw": 0, "CWaitPolicy": 0, "CPeak": 0, "CAllocations": 0,
        "Platform": 0,
        "TensorCore": 1, "Pictures": 1,
        "NeuralNetworks": 2, "Datasets": 2, "TerminalUI": 2,
        "Autoencoders": 3, "PictureQuality": 3, "TerminalNcurses": 3,
        "Training": 4, "LatentExplorer": 4,
        "VAECommands": 5,
        "vae": 6, "vae-bench": 6,
    ]

    /// Swift files in Sources that may be over the limit of lines, each with its reason.
    private static let longFiles: [String: String] = [:]

    private let tree: SourceTree
    private let rules: HouseRules

    init() throws {
        tree = try SourceTree()
        rules = HouseRules(manifest: Manifest(try tree.text("Package.swift")))
    }

    @Test func theManifestKeepsTheFloors() {
        #expect(rules.checkManifest(floors: Self.floors) == [])
    }

    @Test func everyImportLeadsDownwards() throws {
        var broken = [String]()
        for target in tree.folders(in: "Sources") {
            for file in tree.files(below: "Sources/\(target)", endings: [".swift"]) {
                broken += rules.checkImports(of: file, in: target, text: try tree.text(file))
            }
        }
        #expect(broken == [])
    }

    @Test func systemHeadersStayInTheirShims() throws {
        var broken = [String]()
        let endings = [".c", ".h", ".cpp", ".hpp", ".S", ".modulemap"]
        for target in tree.folders(in: "Sources") {
            for file in tree.files(below: "Sources/\(target)", endings: endings) {
                broken += HouseRules.checkIncludes(
                    of: file, in: target, text: try tree.text(file))
            }
        }
        #expect(broken == [])
    }

    @Test func filesAreShortEnoughToRead() throws {
        let files = tree.files(below: "Sources", endings: [".swift"])
        #expect(!files.isEmpty)
        var broken = Self.longFiles.keys.sorted().filter { !files.contains($0) }
            .map { "\($0):1: has an exception and is not there" }
        for file in files {
            broken += HouseRules.checkLength(
                of: file, text: try tree.text(file), exceptions: Self.longFiles)
        }
        #expect(broken == [])
    }

    @Test func testsUseNoTestableImport() throws {
        let files = tree.files(below: "Tests", endings: [".swift"])
        #expect(files.contains("Tests/ArchitectureTests/ArchitectureTests.swift"))
        var broken = [String]()
        for file in files {
            broken += HouseRules.checkTestable(of: file, text: try tree.text(file))
        }
        #expect(broken == [])
    }
}
