"""Writes what NumPy and SciPy compute of picture quality: picture-quality.json.

    python3 make_picture_quality.py        (needs numpy and scipy; written with 2.4 and 1.17)

Pictures come from a formula that the Swift tests know too, so that only results are stored.
"""

import json
from pathlib import Path

import numpy as np
from scipy.signal import convolve2d


def pixels(stream, shape):
    """Intensities that are multiples of 1/256: Formula.pixels of the tests."""
    mask = 0xFFFFFFFF
    h = (np.arange(np.prod(shape), dtype=np.uint64) * 2654435761 + stream * 40503 + 12345) & mask
    h ^= h >> 16
    h = h * 2246822519 & mask
    h ^= h >> 13
    h = h * 3266489917 & mask
    h ^= h >> 16
    return ((h >> 24).astype(np.float64) / 256).reshape(shape)


def window():
    side = np.arange(11) - 5
    weights = np.exp(-(side[:, None] ** 2 + side[None, :] ** 2) / (2 * 1.5**2))
    return weights / weights.sum()


def similarity(x, y):
    """The formula of Wang et al. (2004) as it stands there, in two dimensions."""
    average = lambda plane: convolve2d(plane, window(), mode="valid")
    mean_x, mean_y = average(x), average(y)
    variance_x = average(x * x) - mean_x**2
    variance_y = average(y * y) - mean_y**2
    covariance = average(x * y) - mean_x * mean_y
    c1, c2 = 0.01**2, 0.03**2
    return np.mean(
        (2 * mean_x * mean_y + c1) * (2 * covariance + c2)
        / ((mean_x**2 + mean_y**2 + c1) * (variance_x + variance_y + c2)))


def case(shape, count, mix):
    """`count` originals, and pictures that are the originals mixed with others."""
    originals = pixels(1, (count, *shape))
    pictures = (1 - mix) * originals + mix * pixels(2, (count, *shape))
    errors = ((pictures - originals) ** 2).reshape(count, -1).mean(axis=1)
    channels = [similarity(p, o) for picture, original in zip(pictures, originals)
                for p, o in zip(picture, original)] if min(shape[1:]) >= 11 else None
    return {
        "shape": shape, "count": count, "mix": mix, "psnr": float((-10 * np.log10(errors)).mean()),
        "ssim": None if channels is None else float(np.mean(channels)),
    }


cases = [
    case((1, 28, 28), 3, 0.25), case((1, 11, 11), 2, 0.5), case((3, 13, 17), 2, 0.125),
    case((1, 64, 12), 1, 1), case((1, 10, 28), 2, 0.25), case((3, 8, 8), 1, 0.5),
]
path = Path(__file__).with_name("picture-quality.json")
path.write_text(json.dumps(cases, indent=1) + "\n")
