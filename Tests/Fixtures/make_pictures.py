"""Writes pictures.json: what operations on pictures compute, in float64, according to PyTorch.

    python3 make_pictures.py        (needs torch and numpy; written with 2.15 on the CPU)

Inputs and the gradients that arrive at the outputs come from a formula that the Swift tests know too.
Pictures are stored channels last, [batch, height, width, channels], and weights as PyTorch has them.
"""

import json
from pathlib import Path

import torch
import torch.nn.functional as F

from formula import channels_first, channels_last, formula, samples

torch.set_default_dtype(torch.float64)
cases = []


def case(operation, function, *shapes, scale=2.0, x=None, **settings):
    """`function` takes the first input, channels last, and the others as they are."""
    inputs = [formula(1 + index, *shape, scale=scale if index == 0 else 1.0) for index, shape in enumerate(shapes)]
    if x is not None:
        inputs[0] = x
    leaves = [value.clone().requires_grad_() for value in inputs]
    output = function(*leaves)
    gradients = torch.autograd.grad(output, leaves, formula(9, *output.shape))
    cases.append({
        "operation": operation, **settings, "inputShapes": [list(shape) for shape in shapes],
        "output": samples(output), "gradients": [samples(gradient) for gradient in gradients],
    })


def convolution(x, channels, kernel, stride=(1, 1), padding=(0, 0), bias=True):
    def function(x, weight, bias=None):
        return channels_last(F.conv2d(channels_first(x), weight, bias, stride, padding))

    shapes = [x, [channels, x[3], *kernel]] + ([[channels]] if bias else [])
    case("convolution", function, *shapes, stride=stride, padding=padding)


def transposed(x, channels, kernel, stride=(1, 1), padding=(0, 0), output_padding=(0, 0), bias=True):
    def function(x, weight, bias=None):
        return channels_last(
            F.conv_transpose2d(channels_first(x), weight, bias, stride, padding, output_padding))

    shapes = [x, [x[3], channels, *kernel]] + ([[channels]] if bias else [])
    case(
        "transposedConvolution", function, *shapes, stride=stride, padding=padding,
        outputPadding=output_padding)


def convolutions():
    # Kernels of 1, 3 and 4 between 1, 3 and 32 channels.
    for inputs, outputs in [(1, 1), (1, 32), (3, 32), (32, 32), (32, 3), (32, 1)]:
        convolution([2, 7, 6, inputs], outputs, (1, 1))
        convolution([2, 7, 6, inputs], outputs, (3, 3), padding=(1, 1))
        convolution([2, 8, 8, inputs], outputs, (4, 4), (2, 2), (1, 1))
        transposed([2, 5, 4, inputs], outputs, (1, 1))
        transposed([2, 5, 4, inputs], outputs, (3, 3), padding=(1, 1))
        transposed([2, 4, 4, inputs], outputs, (4, 4), (2, 2), (1, 1))
    # Without bias; one picture; nothing around it.
    for bias in [True, False]:
        convolution([1, 4, 4, 2], 5, (4, 4), bias=bias)
        convolution([3, 9, 7, 3], 4, (3, 3), bias=bias)
        transposed([1, 1, 1, 7], 3, (4, 4), bias=bias)
        transposed([3, 4, 5, 3], 4, (3, 3), bias=bias)
    # Odd sizes, of which the last row or column is not reached.
    for size in [(7, 7), (8, 7), (23, 17), (5, 12)]:
        convolution([1, *size, 3], 4, (4, 4), (2, 2), (1, 1))
        convolution([2, *size, 2], 3, (2, 2), (2, 2))
        convolution([2, *size, 2], 3, (3, 3), (3, 3), bias=False)
        convolution([1, *size, 2], 3, (1, 1), (2, 2))
    # Both ways differ.
    convolution([2, 9, 11, 3], 4, (3, 5), (2, 1), (1, 2))
    convolution([2, 11, 6, 2], 5, (1, 3), (1, 3), (0, 1))
    convolution([1, 6, 9, 4], 2, (4, 1), (3, 2), (2, 0))
    convolution([1, 2, 3, 2], 3, (3, 3), padding=(2, 2))
    transposed([2, 5, 6, 3], 4, (3, 5), (2, 1), (1, 2))
    transposed([2, 6, 4, 2], 5, (1, 3), (1, 3), (0, 1))
    transposed([1, 3, 5, 4], 2, (4, 1), (3, 2), (2, 0))
    # Output padding in every combination with the padding.
    for padding in [(0, 0), (1, 1), (1, 0)]:
        for output_padding in [(1, 1), (1, 0), (0, 1)]:
            transposed([1, 3, 4, 2], 3, (4, 4), (2, 2), padding, output_padding)
    transposed([1, 3, 4, 2], 3, (3, 3), (3, 3), (1, 1), (2, 1), bias=False)
    transposed([1, 3, 4, 2], 3, (1, 1), (2, 2), (0, 0), (1, 1))
    # Sizes of real models.
    convolution([4, 64, 64, 3], 32, (4, 4), (2, 2), (1, 1))
    convolution([4, 16, 16, 32], 32, (4, 4), (2, 2), (1, 1))
    convolution([2, 28, 23, 64], 64, (3, 3), padding=(1, 1))
    transposed([4, 32, 32, 32], 3, (4, 4), (2, 2), (1, 1))
    transposed([4, 8, 8, 32], 32, (4, 4), (2, 2), (1, 1))
    transposed([2, 14, 11, 64], 32, (4, 4), (2, 2), (1, 1), (0, 1))


def standardized(x, dimensions, epsilon):
    mean = x.mean(dimensions, keepdim=True)
    variance = x.var(dimensions, unbiased=False, keepdim=True)
    return (x - mean) / (variance + epsilon).sqrt()


def normalizations():
    sizes = [[2, 3, 4, 6], [3, 5, 1, 1], [1, 2, 2, 32], [2, 9, 7, 40], [4, 20, 20, 16], [5, 8]]
    for shape in sizes:
        for epsilon in [1e-5, 0.1]:
            every = tuple(range(len(shape) - 1))
            case("normalize", lambda x: standardized(x, every, epsilon), shape, grouping="batch", epsilon=epsilon)
            if shape[-1] > 1:
                case("normalize", lambda x: F.layer_norm(x, shape[-1:], eps=epsilon), shape,
                     grouping="layer", epsilon=epsilon)
            for groups in [1, 2, 8]:
                if shape[-1] % groups or len(shape) < 4:
                    continue
                case("normalize",
                     lambda x: channels_last(F.group_norm(channels_first(x), groups, eps=epsilon)), shape,
                     grouping="groups", groups=groups, epsilon=epsilon)
    # Far from zero, where squares would cancel.
    for shift in [100.0, -1000.0]:
        x = formula(1, 2, 4, 5, 4) + shift
        x = x.float().double()
        case("normalize", lambda x: standardized(x, (0, 1, 2), 1e-5), [2, 4, 5, 4], x=x, grouping="batch",
             epsilon=1e-5, shift=shift)
        case("normalize", lambda x: channels_last(F.group_norm(channels_first(x), 2)), [2, 4, 5, 4], x=x,
             grouping="groups", groups=2, epsilon=1e-5, shift=shift)


def pools():
    windows = [
        ([2, 6, 6, 3], (2, 2), (2, 2), (0, 0)), ([2, 7, 5, 3], (2, 2), (2, 2), (0, 0)),
        ([1, 7, 6, 2], (3, 3), (1, 1), (1, 1)), ([1, 8, 9, 1], (3, 3), (2, 2), (1, 1)),
        ([2, 9, 6, 2], (4, 2), (3, 1), (2, 1)), ([1, 5, 5, 4], (5, 5), (1, 1), (0, 0)),
        ([1, 6, 5, 2], (1, 1), (2, 3), (0, 0)), ([3, 16, 12, 32], (2, 2), (2, 2), (0, 0)),
    ]
    for shape, kernel, stride, padding in windows:
        settings = {"kernel": kernel, "stride": stride, "padding": padding}
        case("maximumPool",
             lambda x: channels_last(F.max_pool2d(channels_first(x), kernel, stride, padding)), shape,
             **settings)
        case("averagePool",
             lambda x: channels_last(F.avg_pool2d(channels_first(x), kernel, stride, padding)), shape,
             **settings)


def resamplings():
    for shape, size in [
        ([2, 3, 4, 2], (6, 8)), ([1, 4, 3, 3], (12, 6)), ([2, 6, 8, 2], (3, 4)), ([1, 9, 9, 1], (3, 3)),
        ([1, 5, 7, 3], (8, 11)), ([1, 11, 8, 2], (7, 5)), ([1, 1, 1, 3], (4, 5)), ([1, 4, 5, 1], (1, 1)),
        ([2, 5, 3, 2], (5, 3)), ([1, 2, 9, 2], (7, 4)), ([2, 16, 12, 32], (32, 24)),
    ]:
        for method in ["nearest", "bilinear"]:
            case("resample",
                 lambda x: channels_last(F.interpolate(channels_first(x), size, mode=method)), shape,
                 resampling=method, size=size)


for group in [convolutions, normalizations, pools, resamplings]:
    group()
lines = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in cases)
path = Path(__file__).parent / "pictures.json"
path.write_text(f"[\n{lines}\n]\n")
print(f"{len(cases)} cases, {path.stat().st_size} bytes")
