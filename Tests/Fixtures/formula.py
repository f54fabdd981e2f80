"""Numbers that the Swift tests know too (Tests/TestSupport/Formula.swift), so that fixtures hold results alone."""

import math

import numpy as np
import torch


def mixed(stream, count):
    """32 well mixed bits for each index."""
    mask = np.uint64(0xFFFFFFFF)
    h = (np.arange(count, dtype=np.uint64) * np.uint64(2654435761) + np.uint64(stream * 40503 + 12345)) & mask
    h ^= h >> np.uint64(16)
    h = (h * np.uint64(2246822519)) & mask
    h ^= h >> np.uint64(13)
    h = (h * np.uint64(3266489917)) & mask
    return h ^ (h >> np.uint64(16))


def formula(stream, *shape, scale=1.0):
    """Numbers in [-scale, scale), exact in float32 where scale is a power of two."""
    values = (mixed(stream, math.prod(shape)) >> np.uint64(8)).astype(np.float64) / 2**23 - 1
    return torch.from_numpy(values * scale).reshape(shape)


def pixels(stream, *shape):
    """Intensities that are multiples of 1/256."""
    values = (mixed(stream, math.prod(shape)) >> np.uint64(24)).astype(np.float64) / 256
    return torch.from_numpy(values).reshape(shape)


def fill(module, scale):
    """Gives the parameters, in their order, the numbers of streams 100, 101, ..."""
    with torch.no_grad():
        for index, parameter in enumerate(module.parameters()):
            parameter.copy_(formula(100 + index, *parameter.shape, scale=scale))


def numbers(tensor):
    return [float(f"{value:.10g}") for value in tensor.detach().reshape(-1).tolist()]


def samples(tensor, most=16):
    """Shape and length of a tensor, its product with random numbers, and evenly spread elements."""
    flat = tensor.detach().reshape(-1)
    stride = 1 if len(flat) <= 2 * most else len(flat) // most | 1
    rounded = [float(f"{value:.8g}") for value in flat[::stride].tolist()]
    product = flat @ formula(8, len(flat))
    return {"shape": list(tensor.shape), "norm": float(f"{flat.norm().item():.8g}"),
            "product": float(f"{product.item():.8g}"), "stride": stride, "values": rounded}


def channels_first(pictures):
    return pictures.permute(0, 3, 1, 2)


def channels_last(pictures):
    return pictures.permute(0, 2, 3, 1)
