import Glibc
import Pictures
import Platform

/// The file that keeps the decoded pictures of one part of a data set for later runs.
///
/// It is a NumPy array of bytes, `[count, channels, height, width]`, called `PART-KEY.npy`. The key
/// is a checksum of all that decides the bytes. The cache is a convenience: nothing fails because
/// a file cannot be kept, and files may be deleted at any time.
struct PictureCache: Sendable {
    /// What decoding makes of the same files; one more whenever that changes.
    private static let version = 1
    private static let parts = ["train", "test"]

    /// The name of the file.
    let name: String
    private let folder: String
    private let part: String
    private let count: Int
    private let shape: ExampleShape

    /// The file in the cache folder `folder` for the pictures of `part`, `train` or `test`.
    init(
        in folder: String, part: String, of headers: PictureHeaders, at place: String,
        shape: ExampleShape, fit: PictureFit
    ) {
        require(Self.parts.contains(part), "PictureCache: part \(part) of \(Self.parts)")
        var key = checksum(of: "\(Self.version) \(shape) \(fit.rawValue) \(place)\n")
        headers.forEachStamp { path, stamp in
            key = checksum(
                of: "\(path)\n\(stamp.size) \(stamp.seconds) \(stamp.nanoseconds)\n", after: key)
        }
        let digits = String(key, radix: 16)
        name = "\(part)-\(String(repeating: "0", count: 8 - digits.count))\(digits).npy"
        self.folder = folder
        self.part = part
        self.count = headers.count
        self.shape = shape
    }

    private var extents: [Int] { [count, shape.channels, shape.height, shape.width] }

    /// The decoded pictures and where in the file they begin; nil if no whole file is there.
    func open() -> (memory: StableBytes, offset: Int)? {
        let path = "\(folder)/\(name)"
        guard let memory = try? MappedFile.open(path),
            let array = try? NPYArray(memory, range: 0..<memory.count, path: path),
            array.header.elementType == NPYElementType("|u1"), array.header.extents == extents
        else { return nil }
        return (memory, array.header.size)
    }

    /// A new file to be filled; nil if none can be made.
    func make() -> NewPictureCache? {
        let (size, overflows) = count.multipliedReportingOverflow(by: shape.elementCount)
        guard !overflows, (try? FileSystem.makeFolder(folder)) != nil else { return nil }
        for name in Self.names(in: folder)
        where name.hasPrefix(".\(part)-") && name.hasSuffix(".partial") {
            NewPictureCache.removeIfAbandoned("\(folder)/\(name)")
        }
        let random = String(UInt64.random(in: 0...(.max)), radix: 16)
        return NewPictureCache(
            path: "\(folder)/\(name)", temporary: "\(folder)/.\(name).\(random).partial",
            header: NPY.header(.uint8, shape: extents), size: size, shape: shape)
    }

    /// Removes the files of other data from a cache folder, and the folder if no file is to be kept
    /// and none remains.
    static func removeOthers(in folder: String, keeping kept: [String]) {
        for name in names(in: folder)
        where !kept.contains(name) && name.hasSuffix(".npy")
            && parts.contains(where: { name.hasPrefix("\($0)-") })
        {
            FileSystem.remove("\(folder)/\(name)")
        }
        // Not where files may be made at this moment.
        if kept.isEmpty { rmdir(folder) }
    }

    private static func names(in folder: String) -> [String] {
        (try? FileSystem.names(inFolder: folder)) ?? []
    }
}

private func checksum(of text: String, after start: UInt32 = 0) -> UInt32 {
    Array(text.utf8).withUnsafeBytes { checksum(of: $0, after: start) }
}
