import LatentExplorer
import Platform
import TestSupport
import Testing
import VAECommands

/// Bookmarks as JSON beside the model.
@Suite struct BookmarksFileTests {
    private let folder = TemporaryFolder()

    private var file: BookmarksFile { BookmarksFile(folder: folder.path, latentDimensions: 2) }

    @Test func givesBackWhatWasWritten() throws {
        let bookmarks = [
            Bookmark(name: "tall", z: [0.1, -2], note: "taller than wide"),
            Bookmark(name: "\"ü\" / \n", z: [.leastNonzeroMagnitude, 1e6]),
            Bookmark(name: "a", z: [1 / 3, -0.0]),
        ]
        #expect(try file.read() == [])
        try file.write(bookmarks)
        #expect(try file.read() == bookmarks)
        try file.write([])
        #expect(try file.read() == [])
    }

    @Test func isWrittenForPeopleToo() throws {
        try file.write([Bookmark(name: "tall", z: [0.5, -1], note: "a/b")])
        #expect(
            try folder.text(of: "bookmarks.json") == """
                {
                  "bookmarks" : [
                    {
                      "name" : "tall",
                      "note" : "a/b",
                      "z" : [
                        0.5,
                        -1
                      ]
                    }
                  ],
                  "format" : "swift-vae bookmarks",
                  "latentDimensions" : 2,
                  "version" : 1
                }

                """)
    }

    /// A file whose parts are good unless told otherwise.
    private static func text(
        _ bookmarks: String, format: String = "swift-vae bookmarks", version: Int = 1,
        dimensions: Int = 2
    ) -> String {
        """
        {"format": "\(format)", "version": \(version), "latentDimensions": \(dimensions),
         "bookmarks": [\(bookmarks)]}
        """
    }

    @Test(arguments: [
        ("", "not valid JSON"),
        ("[1, 2", "not valid JSON"),
        ("[]", "not a JSON object"),
        ("{}", "field format is missing"),
        (text("", format: "bookmarks"), "format \"bookmarks\" is not swift-vae bookmarks"),
        (text("1"), "field bookmarks.0 has the wrong type"),
        (text("{\"z\": [1, 2]}"), "field bookmarks.0.name is missing"),
        (text("{\"name\": \"a\"}"), "field bookmarks.0.z is missing"),
        (text("{\"name\": \"a\", \"z\": [1, \"x\"]}"), "field bookmarks.0.z.1 has the wrong type"),
        (text("{\"name\": \"\", \"z\": [1, 2]}"), "a bookmark has no name"),
        (
            text("{\"name\": \"a\", \"z\": [1, 2]}, {\"name\": \"a\", \"z\": [3, 4]}"),
            "two bookmarks are called \"a\""
        ),
        (text("{\"name\": \"a\", \"z\": [1]}"), "bookmark \"a\" has 1 latents, not 2"),
        (
            text("{\"name\": \"a\", \"z\": [1, \"inf\"]}"),
            "bookmark \"a\" has a latent that is beyond all data"
        ),
    ])
    func refuses(text: String, error: String) throws {
        try folder.write(text, to: "bookmarks.json")
        let failure = #expect(throws: Failure.self) { try file.read() }
        #expect(
            failure?.description
                == "\(error): \(folder.path)/bookmarks.json: correct or remove it")
        #expect(failure?.kind == .data)
    }

    @Test func aLaterVersionIsSaidToBeOne() throws {
        try folder.write(
            #"{"format": "swift-vae bookmarks", "version": 2, "points": {}}"#,
            to: "bookmarks.json")
        let failure = #expect(throws: Failure.self) { try file.read() }
        #expect(
            failure?.description
                == "version 2 of bookmarks is not known: \(folder.path)/bookmarks.json: use a newer "
                + "vae")
    }

    @Test func bookmarksOfAnotherModelAreRefused() throws {
        try folder.write(Self.text("", dimensions: 3), to: "bookmarks.json")
        let failure = #expect(throws: Failure.self) { try file.read() }
        #expect(
            failure?.description
                == "bookmarks of 3 latents beside a model of 2: \(folder.path)/bookmarks.json: "
                + "remove it or bring the model back")
    }

    @Test func aFolderInItsPlaceIsReported() throws {
        try FileSystem.makeFolder(folder.path(of: "bookmarks.json"))
        #expect(throws: Failure.self) { try file.read() }
        let failure = #expect(throws: Failure.self) { try file.write([]) }
        #expect(failure?.kind == .cannotCreate)
    }

    @Test func whatIsNoBookmarkTraps() async {
        await #expect(processExitsWith: .failure) {
            try BookmarksFile(folder: "/tmp", latentDimensions: 2)
                .write([Bookmark(name: "a", z: [1])])
        }
        await #expect(processExitsWith: .failure) {
            try BookmarksFile(folder: "/tmp", latentDimensions: 1)
                .write([Bookmark(name: "a", z: [1]), Bookmark(name: "a", z: [2])])
        }
    }
}
