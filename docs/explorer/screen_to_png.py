"""Draws a screen of `vae explore` as a PNG picture, for the documentation.

    vae explore models/fashion-conv --snapshot 120x40 --colors full --keys n > screen.txt
    python3 screen_to_png.py screen.txt screen.png

Needs Pillow and a monospaced font, by default DejaVu Sans Mono. Blocks and braille are drawn by
their geometry, all else by the font.
"""

import re
import sys

from PIL import Image, ImageDraw, ImageFont

CELL = (8, 16)
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
TEXT, GROUND = (220, 220, 220), (16, 16, 20)
ANSI = [
    (0, 0, 0), (205, 49, 49), (13, 188, 121), (229, 229, 16), (36, 114, 200), (188, 63, 188),
    (17, 168, 205), (229, 229, 229), (102, 102, 102), (241, 76, 76), (35, 209, 139),
    (245, 245, 67), (59, 142, 234), (214, 112, 214), (41, 184, 219), (255, 255, 255),
]
# The quarters of U+2596 to U+259F: 1 upper left, 2 upper right, 4 lower left, 8 lower right.
QUARTERS = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14]
# The bits of a braille pattern, row by row.
DOTS = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
TOKEN = re.compile(r"\x1b\[([0-9;]*)m|([^\x1b])")


def palette(index):
    """The colour at a place of xterm's palette."""
    if index < 16:
        return ANSI[index]
    if index >= 232:
        return (8 + 10 * (index - 232),) * 3
    steps = [0 if v == 0 else 55 + 40 * v for v in ((index - 16) // 36, (index - 16) // 6 % 6, (index - 16) % 6)]
    return tuple(steps)


class Pen:
    """Colours and styles that escape sequences have set."""

    def __init__(self):
        self.front, self.back, self.styles = None, None, set()

    def obey(self, text):
        codes = [int(code or 0) for code in text.split(";")]
        while codes:
            code = codes.pop(0)
            if code == 0:
                self.__init__()
            elif code in (1, 2, 4, 7):
                self.styles.add(code)
            elif code in (38, 48):
                if codes.pop(0) == 5:
                    color = palette(codes.pop(0))
                else:
                    color, codes = tuple(codes[:3]), codes[3:]
                if code == 38:
                    self.front = color
                else:
                    self.back = color
            elif 30 <= code <= 37 or 90 <= code <= 97:
                self.front = ANSI[code - 30 if code < 40 else code - 82]
            elif 40 <= code <= 47 or 100 <= code <= 107:
                self.back = ANSI[code - 40 if code < 50 else code - 92]
            elif code == 39:
                self.front = None
            elif code == 49:
                self.back = None

    def colors(self):
        front, back = self.front or TEXT, self.back or GROUND
        if 2 in self.styles:
            front = tuple(int(0.55 * a + 0.45 * b) for a, b in zip(front, back))
        return (back, front) if 7 in self.styles else (front, back)


def draw_cell(canvas, font, x, y, glyph, pen):
    """Draws one character with its upper left corner at pixel (x, y)."""
    front, back = pen.colors()
    width, height = CELL
    canvas.rectangle([x, y, x + width - 1, y + height - 1], fill=back)

    def fill(left, top, right, bottom):
        if right > left and bottom > top:
            canvas.rectangle([x + left, y + top, x + right - 1, y + bottom - 1], fill=front)

    code = ord(glyph)
    if 0x2800 <= code <= 0x28FF:
        for index, bit in enumerate(DOTS):
            if (code - 0x2800) & bit:
                cx, cy = x + 2 + 4 * (index % 2), y + 2 + 4 * (index // 2)
                canvas.ellipse([cx - 1, cy - 1, cx + 1, cy + 1], fill=front)
    elif code == 0x2580:
        fill(0, 0, 8, 8)
    elif 0x2581 <= code <= 0x2588:
        fill(0, 16 - 2 * (code - 0x2580), 8, 16)
    elif 0x2589 <= code <= 0x258F:
        fill(0, 0, 8 - (code - 0x2588), 16)
    elif 0x2596 <= code <= 0x259F:
        for index in range(4):
            if QUARTERS[code - 0x2596] >> index & 1:
                left, top = 4 * (index % 2), 8 * (index // 2)
                fill(left, top, left + 4, top + 8)
    elif glyph != " ":
        canvas.text((x, y), glyph, font=font, fill=front)
        if 1 in pen.styles:
            canvas.text((x + 1, y), glyph, font=font, fill=front)


def main(source, target):
    lines = open(source, encoding="utf8").read().rstrip("\n").split("\n")
    columns = max(sum(1 for token in TOKEN.finditer(line) if token.group(2)) for line in lines)
    picture = Image.new("RGB", (columns * CELL[0], len(lines) * CELL[1]), GROUND)
    canvas, font = ImageDraw.Draw(picture), ImageFont.truetype(FONT, 13)
    for row, line in enumerate(lines):
        pen, column = Pen(), 0
        for token in TOKEN.finditer(line):
            if token.group(2) is None:
                pen.obey(token.group(1))
            else:
                draw_cell(canvas, font, column * CELL[0], row * CELL[1], token.group(2), pen)
                column += 1
    picture.save(target, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])
