#!/usr/bin/env python3
"""Makes the two built-in files: the first 5,000 training examples of Fashion-MNIST.

Reads Debian's package dataset-fashion-mnist, or the folder named on the command line, and writes
images-idx3-ubyte.gz and labels-idx1-ubyte.gz beside this script. The same input gives the same
bytes: no time and no name go into the gzip header.
"""

import gzip
import pathlib
import struct
import sys

COUNT = 5000
SOURCE = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/datasets/fashion-mnist")
TARGET = pathlib.Path(__file__).resolve().parent


def first_examples(name: str) -> bytes:
    """The IDX file `name` with only its first COUNT examples."""
    content = gzip.decompress((SOURCE / name).read_bytes())
    rank = content[3]
    dimensions = struct.unpack(f">{rank}I", content[4 : 4 + 4 * rank])
    size = 1
    for dimension in dimensions[1:]:
        size *= dimension
    start = 4 + 4 * rank
    header = content[:4] + struct.pack(f">{rank}I", COUNT, *dimensions[1:])
    return header + content[start : start + COUNT * size]


for kind in ["images-idx3-ubyte", "labels-idx1-ubyte"]:
    compressed = gzip.compress(first_examples(f"train-{kind}.gz"), compresslevel=9, mtime=0)
    (TARGET / f"{kind}.gz").write_bytes(compressed)
    print(f"{kind}.gz: {len(compressed)} bytes")
