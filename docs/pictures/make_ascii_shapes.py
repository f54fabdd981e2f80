"""Writes Sources/TerminalUI/Pictures/Glyphs/ASCIIShapes.swift: how much ink lies where in a character.

    python3 make_ascii_shapes.py [DejaVuSansMono.ttf]
        (needs Pillow and the font, which Debian has in fonts-dejavu-core; written with Pillow 13.0)

A cell is as wide as the font's advance and twice as high. The font asks for a little less, 2384 of 2466
units: the 82 that are missing go above and below it in equal shares, as a terminal with such cells does.
Characters are drawn at 2048 pixels an em, one to a unit, and averaged exactly over 4x8 parts of the cell.
"""

import math
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

DEFAULT_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
TARGET = Path(__file__).parents[2] / "Sources/TerminalUI/Pictures/Glyphs/ASCIIShapes.swift"
COLUMNS, ROWS = 4, 8

HEAD = """\
// Written by docs/pictures/make_ascii_shapes.py: change that, not this.
import Platform

/// How much of which part of a cell the printable characters of ASCII cover.
///
/// The font is DejaVu Sans Mono, and a cell is twice as high as wide. Other monospaced fonts differ
/// in details, but in all of them `_` lies low, `'` high, and `@` is dense.
package enum ASCIIShapes {
    /// Parts of a cell across.
    package static let columns = 4
    /// Parts of a cell down.
    package static let rows = 8
    /// The characters whose shapes are known: space to tilde.
    package static let characters: ClosedRange<UInt8> = 0x20...0x7E

    /// The coverage of each part, 0 for none to 15 for all, `[characters, rows, columns]`.
    package static let coverage: [UInt8] = shapes.flatMap { shape in
        (0..<columns * rows).map { UInt8(truncatingIfNeeded: shape >> (124 - 4 * $0) & 15) }
    }

    /// The coverage of each part of `character`, 0 to 15, `[rows, columns]`.
    package static func coverage(of character: UInt8) -> ArraySlice<UInt8> {
        require(
            characters.contains(character),
            "the shapes are those of characters 32 to 126, not of \\(character)")
        let start = Int(character - characters.lowerBound) * columns * rows
        return coverage[start..<start + columns * rows]
    }

    /// A character each: four digits are a row of the cell, the upper one first.
    private static let shapes: [UInt128] = [
"""


def shape(font, character, cell, baseline):
    """The coverage of the parts of the cell, 0 to 15, from the upper left."""
    canvas = Image.new("L", cell, 0)
    ImageDraw.Draw(canvas).text((0, baseline), character, fill=255, font=font, anchor="ls")
    parts = canvas.resize((COLUMNS, ROWS), Image.Resampling.BOX)
    return [math.floor(level / 255 * 15 + 0.5) for level in parts.tobytes()]


def main():
    font = ImageFont.truetype(
        sys.argv[1] if len(sys.argv) > 1 else DEFAULT_FONT, 2048, layout_engine=ImageFont.Layout.BASIC)
    ascent, descent = font.getmetrics()
    width = round(font.getlength("M"))
    cell = (width, 2 * width)
    baseline = (cell[1] - ascent - descent) // 2 + ascent
    print(f"advance {width}, ascent {ascent}, descent {descent}, baseline at {baseline} of {cell[1]}")

    lines = []
    for code in range(0x20, 0x7F):
        digits = "".join(f"{level:X}" for level in shape(font, chr(code), cell, baseline))
        groups = "_".join(digits[start:start + COLUMNS] for start in range(0, len(digits), COLUMNS))
        lines.append(f"        0x{groups},  // {chr(code) if code > 0x20 else 'space'}\n")
    TARGET.write_text(HEAD + "".join(lines) + "    ]\n}\n")


if __name__ == "__main__":
    main()
