"""Writes the NumPy files that the tests read, next to this script: python3 make_numpy.py"""
import os
import numpy

folder = os.path.dirname(os.path.abspath(__file__))
levels = (numpy.arange(2 * 4 * 3) * 11 % 256).reshape(2, 4, 3)


def save(name, array, **options):
    numpy.save(os.path.join(folder, name + ".npy"), array, **options)


save("u1", levels.astype("u1"))
save("bool", levels % 2 == 1)
for name in ["i1", "i2", "u4", "i8", "f2", "f4", "f8"]:
    save(name, (levels // 2).astype("<" + name))
save("big-i2", levels.astype(">i2"))
save("big-f4", levels.astype(">f4"))
save("unit-f4", (levels / 255).astype("f4"))
save("fortran", numpy.asfortranarray(levels.astype("u1")))
save("object", numpy.array([{}, None]), allow_pickle=True)
save("complex", levels.astype("c8"))
save("text", numpy.array(["a", "b"]))
save("structured", numpy.zeros(2, dtype=[("a", "u1"), ("b", "f4")]))
save("flat", levels.astype("u1").reshape(6, 4))
save("flat-12", levels.astype("u1").reshape(2, 12))
colors = (numpy.arange(2 * 4 * 5 * 3) % 251).astype("u1").reshape(2, 4, 5, 3)
save("last", colors)
save("first", numpy.ascontiguousarray(colors.transpose(0, 3, 1, 2)))
save("last-f4", (colors / 255).astype("f4"))
save("ambiguous", colors[:, :3].copy())
save("grey-last", levels.astype("u1").reshape(2, 4, 3, 1))
with open(os.path.join(folder, "version3.npy"), "wb") as file:
    numpy.lib.format.write_array(file, levels.astype("u1"), version=(3, 0))

x, y = levels.astype("u1"), numpy.array([1, 0], "i8")
for name, write in [("stored", numpy.savez), ("deflated", numpy.savez_compressed)]:
    path = os.path.join(folder, name + ".npz")
    write(path, x_train=x, y_train=y, x_test=x[:1], y_test=y[:1, None])
numpy.savez_compressed(os.path.join(folder, "one.npz"), x / 255)
numpy.savez(os.path.join(folder, "unnamed.npz"), x, y)
numpy.savez(os.path.join(folder, "labels.npz"), images=x, labels=y[:1])

# As dSprites is: white is 1, and a table of factors beside it.
sprites = (numpy.arange(6 * 8 * 8) % 3 == 0).astype("u1").reshape(6, 8, 8)
classes = numpy.array([[0, n // 2, n % 2, n, 0, 5 - n] for n in range(6)], "i8")
numpy.savez_compressed(
    os.path.join(folder, "sprites.npz"), metadata=numpy.array({"author": "test"}), imgs=sprites,
    latents_classes=classes, latents_values=classes.astype("f8"))
