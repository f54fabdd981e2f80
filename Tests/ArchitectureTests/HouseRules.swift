/// What the architecture asks of the manifest and of each file; a broken rule is a line of text.
///
/// All functions work on text, so that made-up files can show that a rule catches what it should.
struct HouseRules {
    let manifest: Manifest

    /// Modules that come with the system and know nothing of ours.
    private static let systemModules: Set = ["Swift", "Glibc", "Synchronization"]
    /// Who may read JSON with FoundationEssentials, which adds megabytes to a program.
    private static let essentialsUsers: Set = [
        "NeuralNetworks", "Autoencoders", "Training", "VAECommands",
    ]
    /// The longest Swift file in Sources, in lines.
    static let lineLimit = 500

    /// The manifest's floors must be those of `table`, and its dependencies must lead downwards.
    func checkManifest(floors table: [String: Int]) -> [String] {
        var broken = [String]()
        let house = manifest.targets.filter { !$0.path.hasPrefix("Tests/") }
        for target in house {
            let place = "Package.swift:\(target.line): \(target.name)"
            switch (target.floor, table[target.name]) {
            case (nil, _): broken.append("\(place) stands under no floor comment")
            case (_, nil): broken.append("\(place) is not in the test's table of floors")
            case (let floor?, let wanted?) where floor != wanted:
                broken.append("\(place) is on floor \(floor), the test's table says \(wanted)")
            default: break
            }
            for name in target.dependencies {
                guard let other = manifest.target(name), let upward = upward(target, other) else {
                    continue
                }
                broken.append("Package.swift:\(target.line): \(upward)")
            }
        }
        for name in table.keys.sorted() where !house.contains(where: { $0.name == name }) {
            broken.append("Package.swift: \(name) of the test's table is not there")
        }
        return broken
    }

    /// A Swift file of a target in Sources may import what is declared and stands below.
    func checkImports(of file: String, in targetName: String, text: String) -> [String] {
        guard let target = manifest.target(targetName) else {
            return ["\(file):1: Package.swift has no target \(targetName)"]
        }
        return Self.imports(text).compactMap { line, module in
            let place = "\(file):\(line)"
            if let other = manifest.target(module), let upward = upward(target, other) {
                return "\(place): \(upward)"
            }
            if target.dependencies.contains(module) || Self.systemModules.contains(module) {
                return nil
            }
            switch module {
            case "Foundation": return "\(place): Foundation is not used in Sources"
            case "FoundationEssentials":
                if Self.essentialsUsers.contains(targetName) { return nil }
                let users = Self.essentialsUsers.sorted().joined(separator: ", ")
                return "\(place): only \(users) may import FoundationEssentials"
            default:
                return "\(place): \(targetName) imports \(module), which is not a dependency of it"
            }
        }
    }

    /// A header of a library that one shim wraps is included by that shim alone.
    static func checkIncludes(of file: String, in targetName: String, text: String) -> [String] {
        includes(text).compactMap { line, header in
            let name = header.split(separator: "/").last.map { String($0) } ?? header
            let owner: String
            if name.hasPrefix("dnnl") {
                owner = "COneDNN"
            } else if ["ncurses", "curses", "panel.h", "term.h"].contains(where: name.hasPrefix) {
                owner = "CNcursesw"
            } else {
                return nil
            }
            return targetName == owner
                ? nil : "\(file):\(line): \(targetName) includes \(header), only \(owner) may"
        }
    }

    /// A Swift file over the limit of lines needs a reason among `exceptions`, and has it only then.
    static func checkLength(of file: String, text: String, exceptions: [String: String])
        -> [String]
    {
        let count = text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
        let isException = exceptions[file] != nil
        if count > lineLimit && !isException {
            return [
                "\(file):\(count): \(count) lines, over \(lineLimit): split it or give a reason"
            ]
        }
        if count <= lineLimit && isException {
            return ["\(file):1: \(count) lines need no exception any more"]
        }
        return []
    }

    /// Tests see what other modules see.
    static func checkTestable(of file: String, text: String) -> [String] {
        CodeText.lines(of: text, keepingStrings: false).enumerated().compactMap { index, line in
            line.split(separator: " ").contains("@testable")
                ? "\(file):\(index + 1): @testable, use package access instead" : nil
        }
    }

    private func upward(_ target: Manifest.Target, _ other: Manifest.Target) -> String? {
        guard let floor = target.floor, target.name != other.name else { return nil }
        guard let above = other.floor else {
            return "\(target.name) (floor \(floor)) uses \(other.name), which is only for tests"
        }
        return above < floor
            ? nil
            : "\(target.name) (floor \(floor)) uses \(other.name) (floor \(above)), not below it"
    }

    /// The imported modules of a Swift file, each with its line.
    static func imports(_ text: String) -> [(line: Int, module: String)] {
        let access: Set = ["public", "package", "internal", "fileprivate", "private"]
        let kinds: Set = [
            "struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor",
        ]
        var imports = [(line: Int, module: String)]()
        for (index, line) in CodeText.lines(of: text, keepingStrings: false).enumerated() {
            for statement in line.split(separator: ";") {
                let words = statement.split(whereSeparator: \.isWhitespace).map { String($0) }
                    .drop { $0.hasPrefix("@") || access.contains($0) }
                guard words.first == "import" else { continue }
                let path = words.dropFirst().drop { kinds.contains($0) }
                guard let module = path.first?.split(separator: ".").first else { continue }
                imports.append((index + 1, String(module)))
            }
        }
        return imports
    }

    /// The headers that a C file includes or a module map names, each with its line.
    static func includes(_ text: String) -> [(line: Int, header: String)] {
        CodeText.lines(of: text, keepingStrings: true).enumerated().compactMap { index, line in
            let words = line.filter { $0 != "#" }.split { " \t<>\"".contains($0) }
                .drop { ["umbrella", "textual", "private"].contains($0) }
            guard let keyword = words.first, let name = words.dropFirst().first else { return nil }
            let isInclude = line.contains("#") && (keyword == "include" || keyword == "import")
            return isInclude || keyword == "header" ? (index + 1, String(name)) : nil
        }
    }
}
