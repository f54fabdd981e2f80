import Pictures
package import Platform

/// The picture files below a folder, by part and class.
package struct PictureTree {
    /// One picture file.
    package struct File: Sendable, Equatable {
        /// Its path from the folder on.
        package let path: String
        /// The index of its class, if it lies in a sub-folder.
        package var label: Int32?
    }

    /// The files to train on, sorted by path.
    package private(set) var train = [File]()
    /// The files to test on, sorted by path; none if the folder has no such part.
    private(set) var test = [File]()
    /// The names of the classes, sorted; nil without sub-folders.
    package private(set) var classNames: [String]?
    /// What was left out.
    private(set) var notices = [String]()

    private var otherFiles = [String]()
    private var emptyFolders = [String]()

    /// Whether any picture lies below the folder at `path`.
    package static func hasPictures(_ path: String, depth: Int = 0) -> Bool {
        let names = (try? FileSystem.names(inFolder: path)) ?? []
        if names.contains(where: { isPicture($0, in: path) }) { return true }
        // Deeper than a part, a class and a folder in it only a walk over everything would see.
        return depth < 3
            && names.contains {
                !$0.hasPrefix(".") && FileSystem.kind(of: "\(path)/\($0)") == .folder
                    && hasPictures("\(path)/\($0)", depth: depth + 1)
            }
    }

    /// Walks through the folder at `path`.
    ///
    /// - Throws: `Failure` (`noInput`) if a folder cannot be read, (`data`) if only some pictures
    ///   lie in sub-folders.
    package init(_ path: String) throws(Failure) {
        let folders = try FileSystem.names(inFolder: path).filter {
            !$0.hasPrefix(".") && FileSystem.kind(of: "\(path)/\($0)") == .folder
        }
        let hasParts = folders == ["train"] || folders.contains("train") && folders.contains("test")
        var trainClasses = [[File]]()
        var testClasses = [[File]]()
        if hasParts {
            trainClasses = try classes("train/", in: path)
            testClasses = folders.contains("test") ? try classes("test/", in: path) : []
            let others = folders.filter { $0 != "train" && $0 != "test" }
            if !others.isEmpty {
                notices.append(
                    "beside train and test these sub-folders were left out: "
                        + others.joined(separator: ", "))
            }
        } else {
            trainClasses = try classes("", in: path)
        }
        try number(trainClasses, testClasses, depth: hasParts ? 1 : 0, in: path)
        noteWhatWasLeftOut()
    }

    /// The pictures right in a folder, then those of each of its sub-folders.
    private mutating func classes(_ prefix: String, in root: String) throws(Failure) -> [[File]] {
        var groups: [[File]] = [[]]
        for name in try FileSystem.names(inFolder: "\(root)/\(prefix)") where !name.hasPrefix(".") {
            let path = "\(prefix)\(name)"
            if Self.isPicture(name, in: "\(root)/\(prefix)") {
                groups[0].append(File(path: path))
            } else if FileSystem.kind(of: "\(root)/\(path)") == .folder {
                var files = [File]()
                try collect(path, in: root, inside: [], into: &files)
                if files.isEmpty { emptyFolders.append(path) } else { groups.append(files) }
            } else {
                otherFiles.append(path)
            }
        }
        return groups
    }

    /// Adds all pictures below a folder; `inside` are the folders it lies in, links resolved.
    private mutating func collect(
        _ folder: String, in root: String, inside: [String], into files: inout [File]
    ) throws(Failure) {
        let resolved = FileSystem.absolute("\(root)/\(folder)") ?? folder
        // A link may lead back up.
        guard !inside.contains(resolved) else { return }
        for name in try FileSystem.names(inFolder: "\(root)/\(folder)")
        where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            if FileSystem.kind(of: "\(root)/\(path)") == .folder {
                try collect(path, in: root, inside: inside + [resolved], into: &files)
            } else if PictureFile.hasKnownEnding(name) {
                files.append(File(path: path))
            } else {
                otherFiles.append(path)
            }
        }
    }

    /// Numbers the classes of both parts together.
    private mutating func number(
        _ trainClasses: [[File]], _ testClasses: [[File]], depth: Int, in root: String
    ) throws(Failure) {
        func name(_ files: [File]) -> String {
            files.first.map { String($0.path.split(separator: "/")[depth]) } ?? ""
        }
        let loose = [trainClasses, testClasses].compactMap { $0.first?.first }.first
        let names = Set((trainClasses.dropFirst() + testClasses.dropFirst()).map(name))
            .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        if let loose, !names.isEmpty {
            throw Failure(
                .data, "some pictures lie in sub-folders and some beside them",
                at: "\(root)/\(loose.path)",
                remedy: "put every picture into the sub-folder of its class, or none")
        }
        var numbers = [String: Int32]()
        for (number, name) in names.enumerated() { numbers[name] = Int32(number) }
        func labelled(_ classes: [[File]]) -> [File] {
            classes.flatMap { files in
                let label = numbers[name(files)]
                return files.map { File(path: $0.path, label: names.isEmpty ? nil : label) }
            }
        }
        train = labelled(trainClasses)
        test = labelled(testClasses)
        guard !train.isEmpty else {
            throw Failure(
                .noInput, "the training pictures are missing", at: "\(root)/train",
                remedy: "put pictures there")
        }
        classNames = names.isEmpty ? nil : names
    }

    private mutating func noteWhatWasLeftOut() {
        if !emptyFolders.isEmpty {
            notices.append(
                "sub-folders without pictures were left out: "
                    + emptyFolders.joined(separator: ", "))
        }
        if let first = otherFiles.first {
            let count = otherFiles.count
            notices.append(
                count == 1
                    ? "a file that is no picture was left out: \(first)"
                    : "\(count) files that are no pictures were left out, such as \(first)")
        }
    }

    private static func isPicture(_ name: String, in folder: String) -> Bool {
        !name.hasPrefix(".") && PictureFile.hasKnownEnding(name)
            && FileSystem.kind(of: "\(folder)/\(name)") != .folder
    }
}
