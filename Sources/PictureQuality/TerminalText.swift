package import Platform

/// Reads text with colours as a terminal does.
///
/// Known are the escape sequences that pictures are drawn with: `CSI … m` with 0, 1, 7, 22, 27,
/// 30–37, 38, 39, 40–47, 48, 49, 90–97 and 100–107, and `CSI ?25 h` and `l`, which show and hide
/// the cursor. Attributes last over the ends of lines until they are changed. Bold (1) makes the
/// first eight colours bright, as terminals of sixteen colours do. Every character takes one cell.
package enum TerminalText {
    /// The cells that `lines` show.
    ///
    /// - Parameters:
    ///   - name: what errors call the text.
    ///   - foreground: the terminal's own colour of text.
    ///   - background: the terminal's own colour behind it.
    /// - Throws: `Failure` (`data`) for no lines, lines of several lengths, and unknown sequences.
    package static func grid(
        of lines: [String], name: String, foreground: RGBColor = .white,
        background: RGBColor = .black
    ) throws(Failure) -> TextGrid {
        var pen = Pen(foreground: foreground, background: background)
        var cells = [TextCell]()
        var columns = 0
        for (index, line) in lines.enumerated() {
            let place = "\(name), line \(index + 1)"
            let start = cells.count
            var scalars = Substring(line).unicodeScalars
            while let scalar = scalars.popFirst() {
                if scalar == "\u{1B}" {
                    try pen.obey(sequence(from: &scalars, place))
                } else {
                    cells.append(pen.cell(of: scalar))
                }
            }
            let length = cells.count - start
            if index == 0 { columns = length }
            guard length == columns, length > 0 else {
                throw Failure(
                    .data, "\(length) cells where the first line has \(columns)", at: place,
                    remedy: "give lines of one length")
            }
        }
        guard columns > 0 else {
            throw Failure(.data, "no lines", at: name, remedy: "give one at least")
        }
        return TextGrid(columns: columns, rows: lines.count, cells: cells)
    }

    /// What stands after an escape character, up to and with the letter that ends it.
    private static func sequence(
        from scalars: inout Substring.UnicodeScalarView, _ place: String
    ) throws(Failure) -> EscapeSequence {
        var text = String.UnicodeScalarView()
        while let scalar = scalars.popFirst() {
            text.append(scalar)
            let isEnd = scalar.properties.isAlphabetic && text.count > 1
            if isEnd || text.first != "[" { break }
        }
        return EscapeSequence(text: String(text), place: place)
    }
}

/// The text of an escape sequence without its first character, and where it stands.
private struct EscapeSequence {
    let text: String
    let place: String

    var isCursor: Bool { text == "[?25h" || text == "[?25l" }

    /// The numbers of `CSI … m`; one that is left out is 0.
    func attributes() throws(Failure) -> ArraySlice<Int> {
        guard text.hasPrefix("["), text.hasSuffix("m") else { throw unknown() }
        var numbers = [Int]()
        let words = text.dropFirst().dropLast().split(
            separator: ";", omittingEmptySubsequences: false)
        for word in words {
            guard let number = word.isEmpty ? 0 : Int(word) else { throw unknown() }
            numbers.append(number)
        }
        return numbers[...]
    }

    func unknown() -> Failure {
        Failure(
            .data, "unknown escape sequence ESC\(text)", at: place,
            remedy: "only colours and the cursor's visibility are read")
    }
}

/// The attributes that the next character gets.
private struct Pen {
    private enum Ink {
        case own
        case palette(UInt8)
        case rgb(RGBColor)
    }

    private let ownForeground: RGBColor
    private let ownBackground: RGBColor
    private var foreground = Ink.own
    private var background = Ink.own
    private var isBold = false
    private var isReversed = false

    init(foreground: RGBColor, background: RGBColor) {
        ownForeground = foreground
        ownBackground = background
    }

    func cell(of glyph: Unicode.Scalar) -> TextCell {
        let front: RGBColor =
            switch foreground {
            case .own: ownForeground
            case .palette(let index): .palette(isBold && index < 8 ? index + 8 : index)
            case .rgb(let color): color
            }
        let back: RGBColor =
            switch background {
            case .own: ownBackground
            case .palette(let index): .palette(index)
            case .rgb(let color): color
            }
        return isReversed
            ? TextCell(glyph, foreground: back, background: front)
            : TextCell(glyph, foreground: front, background: back)
    }

    mutating func obey(_ sequence: EscapeSequence) throws(Failure) {
        if sequence.isCursor { return }
        var numbers = try sequence.attributes()
        while let number = numbers.popFirst() {
            switch number {
            case 0: self = Pen(foreground: ownForeground, background: ownBackground)
            case 1: isBold = true
            case 22: isBold = false
            case 7: isReversed = true
            case 27: isReversed = false
            case 30...37: foreground = .palette(UInt8(number - 30))
            case 90...97: foreground = .palette(UInt8(number - 82))
            case 39: foreground = .own
            case 40...47: background = .palette(UInt8(number - 40))
            case 100...107: background = .palette(UInt8(number - 92))
            case 49: background = .own
            case 38, 48:
                guard let ink = Pen.ink(from: &numbers) else { throw sequence.unknown() }
                if number == 38 { foreground = ink } else { background = ink }
            default: throw sequence.unknown()
            }
        }
    }

    /// `5;index` or `2;red;green;blue`, taken from the front of `numbers`.
    private static func ink(from numbers: inout ArraySlice<Int>) -> Ink? {
        let count =
            switch numbers.popFirst() {
            case 5: 1
            case 2: 3
            default: 0
            }
        let values = numbers.prefix(count).compactMap { UInt8(exactly: $0) }
        guard count > 0, values.count == count else { return nil }
        numbers.removeFirst(count)
        return count == 1 ? .palette(values[0]) : .rgb(RGBColor(values[0], values[1], values[2]))
    }
}
