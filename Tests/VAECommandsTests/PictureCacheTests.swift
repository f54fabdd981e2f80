import Glibc
import Platform
import TestSupport
import Testing

/// The decoded pictures of a folder, beside the model.
@Suite struct PictureCacheTests {
    private let folder = TemporaryFolder()
    private let train = "train photos -e 1 --hidden 8 -z 2 -b 8 -q -o run"

    init() throws {
        for index in 0..<20 {
            let pixels = (0..<16).map { UInt8($0 * 10 + index) }
            try folder.write(
                Array("P5 4 4 255\n".utf8) + pixels, to: "photos/\(index % 2)/\(index).pgm")
        }
    }

    private var names: [String] {
        (try? FileSystem.names(inFolder: folder.path(of: "run/cache"))) ?? []
    }

    @Test func trainingKeepsThemAndEvaluationUsesThem() throws {
        #expect(vae(train, in: folder).status == 0)
        #expect(names.count == 1)
        let path = folder.path(of: "run/cache/\(names[0])")
        let kept = try FileSystem.read(path)
        #expect(kept.count == 128 + 20 * 16)
        #expect(vae("evaluate run", in: folder).status == 0)
        // Other bytes in the file are other data, which shows that it is read.
        try AtomicFile.write(kept.dropLast() + [255], to: path)
        #expect(vae("evaluate run", in: folder).status == 65)
        FileSystem.remove(path)
        #expect(vae("evaluate run", in: folder).status == 0)
        #expect(try FileSystem.read(path) == kept)
    }

    @Test func otherDataLeaveThemAlone() throws {
        vae(train, in: folder)
        let before = names
        try folder.write(IDXFiles.bytes([20, 4, 4]), to: "pictures.idx")
        #expect(vae("evaluate run --data pictures.idx", in: folder).status == 0)
        #expect(names == before)
        #expect(before.count == 1)
    }

    @Test func aForcedRunOnOtherDataRemovesThem() throws {
        vae(train, in: folder)
        #expect(names.count == 1)
        #expect(vae("\(train) --force", in: folder).status == 0)
        #expect(names.count == 1)
        try folder.write(IDXFiles.bytes([20, 4, 4]), to: "pictures.idx")
        #expect(
            vae("train pictures.idx -e 1 --hidden 8 -z 2 -q -o run --force", in: folder).status == 0
        )
        #expect(names == [])
    }

    @Test func aRefusedRunTouchesNothing() throws {
        vae(train, in: folder)
        let before = names
        try folder.write(
            Array("P5 4 4 255\n".utf8) + [UInt8](repeating: 0, count: 16), to: "photos/0/x.pgm")
        let outcome = vae(train, in: folder)
        #expect(
            outcome.errors == "vae: the output folder is not empty: run: --resume goes on, "
                + "--force starts anew\n")
        #expect(names == before)
    }

    @Test func keptPicturesAloneDoNotStandInTheWay() throws {
        vae(train, in: folder)
        for name in try FileSystem.names(inFolder: folder.path(of: "run")) where name != "cache" {
            for inner in (try? FileSystem.names(inFolder: folder.path(of: "run/\(name)"))) ?? [] {
                FileSystem.remove(folder.path(of: "run/\(name)/\(inner)"))
            }
            FileSystem.remove(folder.path(of: "run/\(name)"))
            rmdir(folder.path(of: "run/\(name)"))
        }
        #expect(vae(train, in: folder).status == 0)
    }
}
