/// A colour as a terminal knows it.
enum TerminalColor: Equatable {
    case ansi(UInt8)
    case palette(UInt8)
    case rgb(UInt8, UInt8, UInt8)

    /// The colour of `depth` nearest to red, green and blue; none where there are no colours.
    init?(_ red: UInt8, _ green: UInt8, _ blue: UInt8, depth: ColorDepth) {
        switch depth {
        case .mono: return nil
        case .ansi16: self = .ansi(nearestANSI(Int(red), Int(green), Int(blue)))
        case .palette256: self = .palette(nearestPalette(Int(red), Int(green), Int(blue)))
        case .trueColor: self = .rgb(red, green, blue)
        }
    }

    /// Appends what stands in an escape sequence to write in, or on, this colour.
    func append(to line: inout [UInt8], isBackground: Bool) {
        switch self {
        case .ansi(let index):
            appendDecimal((index < 8 ? 30 : 82) + (isBackground ? 10 : 0) + index, to: &line)
        case .palette(let index):
            line += (isBackground ? "48;5;" : "38;5;").utf8
            appendDecimal(index, to: &line)
        case .rgb(let red, let green, let blue):
            line += (isBackground ? "48;2;" : "38;2;").utf8
            appendDecimal(red, to: &line)
            line.append(UInt8(ascii: ";"))
            appendDecimal(green, to: &line)
            line.append(UInt8(ascii: ";"))
            appendDecimal(blue, to: &line)
        }
    }
}

private func appendDecimal(_ value: UInt8, to line: inout [UInt8]) {
    let zero = UInt8(ascii: "0")
    if value >= 100 { line.append(zero + value / 100) }
    if value >= 10 { line.append(zero + value / 10 % 10) }
    line.append(zero + value % 10)
}

private func square(_ value: Int) -> Int { value * value }

/// The 6×6×6 cube from 16 on or the 24 greys from 232 on, whichever is nearer.
///
/// The first sixteen are left out: every user has others.
private func nearestPalette(_ red: Int, _ green: Int, _ blue: Int) -> UInt8 {
    // The steps of the cube are 0, 95, 135, 175, 215, 255; the greys are 8, 18, … 238.
    func step(_ level: Int) -> Int { level < 48 ? 0 : level < 115 ? 1 : (level - 35) / 40 }
    func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }
    func distance(_ r: Int, _ g: Int, _ b: Int) -> Int {
        square(r - red) + square(g - green) + square(b - blue)
    }
    let (r, g, b) = (step(red), step(green), step(blue))
    let grey = min(max((red + green + blue) / 3 - 3, 0) / 10, 23)
    let greyLevel = 8 + 10 * grey
    let isGreyNearer =
        distance(greyLevel, greyLevel, greyLevel) < distance(level(r), level(g), level(b))
    return UInt8(isGreyNearer ? 232 + grey : 16 + 36 * r + 6 * g + b)
}

/// The nearest of the sixteen as the text mode of a PC has them: 0 or 170, bright 85 or 255.
private func nearestANSI(_ red: Int, _ green: Int, _ blue: Int) -> UInt8 {
    var best = (index: 0, distance: Int.max)
    for index in 0..<16 {
        let base = index < 8 ? 0 : 85
        let distance =
            square(base + (index & 1) * 170 - red) + square(base + (index >> 1 & 1) * 170 - green)
            + square(base + (index >> 2 & 1) * 170 - blue)
        if distance < best.distance { best = (index, distance) }
    }
    return UInt8(best.index)
}
