import ArgumentParser
import Datasets
import Pictures
import Platform

/// `vae render`: any pictures in the terminal.
struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", abstract: "Show picture files or data in the terminal.",
        usage: "vae render <pictures> ... [<options>]",
        discussion: """
            A picture fills the terminal; several follow each other, each under its name. Of a \
            file or folder of many (NPY, NPZ, IDX, CIFAR, CSV, pictures) the first ones that fit \
            stand in a grid, with their classes or numbers. An array whose values are all at most \
            1 goes from 0 to 1, any other from 0 to 255.

            EXAMPLES
              vae render cat.jpg
              vae render *.png --grid --columns 4
              vae render train-images-idx3-ubyte.gz --index 3,14
              vae render photos/ -n 20 --glyphs sextant
              curl -s https://example.org/cat.png | vae render -
            """)

    @Argument(
        help: """
            Pictures (PNG, JPEG, PGM, PPM), files or folders of many, or names of data; - reads a \
            picture from standard input.
            """)
    var pictures: [String]

    @Flag(help: "Show all pictures side by side, with captions.")
    var grid = false

    @Option(parsing: .unconditional, help: "Pictures in a row; implies --grid.")
    var columns: Int?

    @Option(name: .short, parsing: .unconditional, help: "How many of the first pictures of many.")
    var n: Int?

    @Option(help: "Which pictures of many, such as 3,14,15, counted from 0.")
    var index: String?

    @Option(help: "What shows through where a picture is transparent: black or white.")
    var background = "black"

    @OptionGroup var drawing: PictureOptions

    func validate() throws {
        if n != nil && index != nil {
            throw ValidationError("-n and --index exclude each other.")
        }
    }

    func run() throws {
        try requirePositive(n, flag: "-n")
        try requirePositive(columns, flag: "--columns")
        try KnownName.check(background, among: ["black", "white"], for: "--background")
        let screen = try drawing.screen()
        var sources = [PictureSource]()
        for name in pictures {
            sources.append(try PictureSource(name, background: background == "white" ? 255 : 0))
        }
        try checkThatThereAreMany(sources)
        if grid || columns != nil && sources.count > 1 {
            try showTogether(sources, on: screen)
        } else {
            for (position, source) in sources.enumerated() {
                if position > 0 { try screen.show(line: "") }
                try show(source, isOnly: sources.count == 1, on: screen)
            }
        }
    }

    private func checkThatThereAreMany(_ sources: [PictureSource]) throws(Failure) {
        guard n != nil || index != nil else { return }
        for source in sources {
            if case .collection = source { return }
        }
        throw Failure(
            .usage, "there is only one picture in each file", at: n != nil ? "-n" : "--index",
            remedy: "leave it out")
    }

    /// One picture fills the screen, of many the chosen ones make a grid.
    private func show(
        _ source: PictureSource, isOnly: Bool, on screen: PictureScreen
    ) throws(Failure) {
        switch source {
        case .picture(let name, let picture):
            if !isOnly { try screen.show(line: name) }
            try screen.show(picture)
        case .collection(let collection):
            let chosen = try indices(of: collection, on: screen)
            let name = FileSystem.name(of: collection.name)
            if chosen.count == 1 {
                let caption = collection.caption(chosen[0])
                let number = "\(chosen[0])" == caption ? "" : " \(chosen[0])"
                try screen.show(line: "\(name)\(number): \(caption)")
                try screen.show(try collection.picture(chosen[0]))
                return
            }
            try screen.show(
                line: "\(name): \(Numbers.grouped(chosen.count)) of "
                    + Numbers.counted(collection.count, "picture"))
            var stacks = [[Picture]]()
            for index in chosen { stacks.append([try collection.picture(index)]) }
            try screen.show(stacks, captions: chosen.map(collection.caption), perRow: columns)
        }
    }

    /// All pictures in one grid.
    private func showTogether(
        _ sources: [PictureSource], on screen: PictureScreen
    ) throws(Failure) {
        var stacks = [[Picture]]()
        var captions = [String]()
        for source in sources {
            switch source {
            case .picture(let name, let picture):
                stacks.append([picture])
                captions.append(FileSystem.name(of: name))
            case .collection(let collection):
                for index in try indices(of: collection, on: screen) {
                    stacks.append([try collection.picture(index)])
                    captions.append(collection.caption(index))
                }
            }
        }
        try screen.show(stacks, captions: captions, perRow: columns)
    }

    /// Those that the user chose, else the first that fill the screen.
    private func indices(
        of collection: PictureCollection, on screen: PictureScreen
    ) throws(Failure) -> [Int] {
        if let index {
            return try PictureIndices.parse(index, count: collection.count, in: collection.name)
        }
        guard collection.count > 0 else {
            throw Failure(
                .data, "there are no pictures", at: collection.name, remedy: "name another file")
        }
        if let n { return Array(0..<min(n, collection.count)) }
        let count = screen.capacity(for: try collection.picture(0), perRow: columns)
        return Array(0..<min(count, collection.count))
    }
}
