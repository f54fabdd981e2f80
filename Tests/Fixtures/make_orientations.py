"""Writes orientations.json: JPEG files with EXIF data, and the pictures that Pillow makes of them.

    python3 make_orientations.py        (needs Pillow; written with 13.0)

The picture is 16x8 grey blocks of 4x4, each with a level of its own, so that every turn shows.
"""

import io
import json
from pathlib import Path

from PIL import Image, ImageOps

ORIENTATION = 0x0112
picture = Image.new("L", (16, 8))
picture.putdata([30 * (x // 4) + 120 * (y // 4) for y in range(8) for x in range(16)])

cases = []
for endian in "<>":
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif.endian = endian
        exif[0x010F] = "a maker"  # before the orientation, in the order of tags
        exif[ORIENTATION] = orientation
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=100, exif=exif)
        turned = ImageOps.exif_transpose(Image.open(file))
        cases.append({
            "orientation": orientation, "byteOrder": "low first" if endian == "<" else "high first",
            "exif": exif.tobytes().hex(), "file": file.getvalue().hex(), "width": turned.width,
            "height": turned.height, "pixels": list(turned.tobytes()),
        })

lines = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in cases)
path = Path(__file__).parent / "orientations.json"
path.write_text(f"[\n{lines}\n]\n")
print(f"{len(cases)} cases, {path.stat().st_size} bytes")
