/// Blocks that fill a part of a cell, in eighths.
enum EighthBlock {
    /// Filled from the left, 0 (blank) to 8 (full): U+258F to U+2588.
    static func fromLeft(_ eighths: Int) -> Unicode.Scalar {
        eighths <= 0 ? " " : Unicode.Scalar(UInt32(0x2590 - min(eighths, 8))) ?? " "
    }

    /// Filled from below, 0 (blank) to 8 (full): U+2581 to U+2588.
    static func fromBelow(_ eighths: Int) -> Unicode.Scalar {
        eighths <= 0 ? " " : Unicode.Scalar(UInt32(0x2580 + min(eighths, 8))) ?? " "
    }
}
