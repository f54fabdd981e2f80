package import Platform

/// A zip archive of entries that are stored as they are, written front to back.
///
/// It is the same to the byte each time: entries carry the first date that the form knows.
/// (PKWARE, "APPNOTE.TXT", sections 4.3.7, 4.3.12 and 4.3.16.)
package struct ZipArchive {
    private let sink: any ByteSink
    private var offset = 0
    private var directory = [UInt8]()
    private var count = 0

    /// An archive without entries that goes to `sink`.
    package init(_ sink: any ByteSink) { self.sink = sink }

    /// Writes an entry.
    ///
    /// - Throws: `Failure` (`data`) if the archive would outgrow four gigabytes, or as the sink
    ///   does.
    package mutating func add(_ name: String, _ content: [UInt8]) throws(Failure) {
        guard offset + content.count < Int(UInt32.max) - 1 << 16 else {
            throw Failure(
                .data, "the archive would be over 4 GiB", at: name,
                remedy: "choose fewer columns or write CSV")
        }
        // Version 1.0, no flags, stored, 1 January 1980.
        var shared = little(10, 2) + little(0, 2) + little(0, 2) + little(0, 2) + little(0x21, 2)
        shared += little(Int(CRC32.checksum(of: content)), 4)
        shared += little(content.count, 4) + little(content.count, 4)
        shared += little(name.utf8.count, 2) + little(0, 2)
        let header = little(0x0403_4B50, 4) + shared + name.utf8
        try sink.write(header)
        try sink.write(content)
        // The directory adds: comment, disk, attributes, where the entry lies.
        directory += little(0x0201_4B50, 4) + little(10, 2) + shared
        directory += little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(offset, 4)
        directory += name.utf8
        offset += header.count + content.count
        count += 1
    }

    /// Writes the directory, which ends the archive.
    ///
    /// - Throws: `Failure` as the sink does.
    package func end() throws(Failure) {
        var end = little(0x0605_4B50, 4) + little(0, 2) + little(0, 2)
        end += little(count, 2) + little(count, 2)
        end += little(directory.count, 4) + little(offset, 4) + little(0, 2)
        try sink.write(directory)
        try sink.write(end)
    }

    /// The low `count` bytes of `value`, the lowest first.
    private func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
