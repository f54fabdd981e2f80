import TestSupport

extension TemporaryFolder {
    /// Width and height as the header of a PNG file says; nothing for what is none.
    func pngSize(of name: String) throws -> [Int] {
        let bytes = try bytes(of: name)
        guard bytes.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] else { return [] }
        return [16, 20].map { bytes[$0..<$0 + 4].reduce(0) { $0 << 8 | Int($1) } }
    }
}
