"""Writes latent-space.json beside this file: what NumPy says of matrices and rows of numbers.

pip install numpy==2.4.6
"""

import json
import pathlib

import numpy as np

random = np.random.default_rng(7)


def rounded(array):
    return [float(x) for x in np.asarray(array, np.float64).ravel()]


def oriented(vectors):
    """Rows whose entry of largest magnitude is positive."""
    largest = np.abs(vectors).argmax(axis=1)
    return vectors * np.sign(vectors[np.arange(len(vectors)), largest])[:, None]


def eigen(name, matrix):
    values, vectors = np.linalg.eigh(matrix)
    return {
        "name": name,
        "size": len(matrix),
        "matrix": rounded(matrix),
        "values": rounded(values[::-1]),
        "vectors": rounded(oriented(vectors.T[::-1])),
    }


def symmetric(size):
    a = random.normal(size=(size, size))
    return (a + a.T) / 2


thin = random.normal(size=(3, 6))
rows = (random.normal(size=(40, 5)) @ random.normal(size=(5, 5)) + 3).astype(np.float32)
centered = rows.astype(np.float64) - rows.mean(axis=0, dtype=np.float64)
_, singular, directions = np.linalg.svd(centered, full_matrices=False)
numbers = np.concatenate([random.normal(size=30), [0, -0.0, 1e-30, -1e20, 1e20, 2, 2, 2]])
levels = [0.05, 0.25, 0.5, 0.75, 0.95]

fixture = {
    "eigenproblems": [
        eigen("one number", np.array([[-2.5]])),
        eigen("two by two", np.array([[1.0, 2.0], [2.0, -3.0]])),
        eigen("random", symmetric(12)),
        eigen("scales far apart", np.diag([1e6, 1e-3, 1.0]) + 1e-4 * symmetric(3)),
        eigen("of rank 3", thin.T @ thin),
    ],
    "components": {
        "dimensions": 5,
        "rows": rounded(rows),
        "center": rounded(rows.mean(axis=0, dtype=np.float64)),
        "directions": rounded(oriented(directions)),
        "deviations": rounded(singular / np.sqrt(len(rows))),
        "shares": rounded(singular**2 / (singular**2).sum()),
    },
    "quantiles": {
        "numbers": rounded(numbers.astype(np.float32)),
        "levels": levels,
        "values": rounded(np.quantile(numbers.astype(np.float32).astype(np.float64), levels)),
    },
}
path = pathlib.Path(__file__).with_name("latent-space.json")
path.write_text(json.dumps(fixture, separators=(",", ":")) + "\n")
