"""Writes operations.json: what every operation computes, in float64, according to PyTorch.

    python3 make_operations.py        (needs torch; written with 2.15 on the CPU)

Inputs are exact float32 numbers, so that both sides start from the same. Each entry holds the name
of a function, its inputs, its output, a gradient that arrives at the output ("upstream") and the
gradients that leave by the inputs.
"""

import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F

torch.manual_seed(20)
cases = []
INFINITY, NAN = math.inf, math.nan


def random(*shape, low=-2.0, high=2.0):
    values = low + (high - low) * torch.rand(shape, dtype=torch.float64)
    return values.float().double()


def away_from_zero(*shape):
    values = random(*shape, low=0.3, high=2.0)
    return values * torch.where(torch.rand(shape) < 0.5, -1.0, 1.0)


def number(value):
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return int(value) if value == int(value) and abs(value) < 1e6 else float(f"{value:.10g}")


def numbers(tensor):
    return [number(value) for value in tensor.detach().reshape(-1).tolist()]


def tensor(values):
    return {"shape": list(values.shape), "values": numbers(values)}


def case(name, function, *inputs):
    leaves = [x.clone().requires_grad_() for x in inputs]
    output = function(*leaves)
    upstream = random(*output.shape)
    gradients = torch.autograd.grad(output, leaves, upstream)
    cases.append({
        "function": name, "inputs": [tensor(x) for x in inputs], "output": tensor(output),
        "upstream": numbers(upstream), "gradients": [numbers(g) for g in gradients],
    })


def arithmetic():
    pairs = [
        ((2, 3), (2, 3)), ((2, 3), (3,)), ((2, 1), (2, 3)), ((3, 1, 4), (2, 1)), ((), (2, 3)),
        ((2, 3), (1,)), ((), ()), ((2, 1, 3, 1, 2), (2, 1, 2, 1)), ((1, 4), (3, 1)),
        ((2, 3, 4), (3, 1)),
    ]
    for a, b in pairs:
        case("add", torch.add, random(*a), random(*b))
        case("subtract", torch.subtract, random(*a), random(*b))
        case("multiply", torch.multiply, random(*a), random(*b))
        case("divide", torch.divide, random(*a), away_from_zero(*b))
    case("negate", torch.neg, random(2, 3))
    case("x + 1.5", lambda x: x + 1.5, random(2, 3))
    case("x - 1.5", lambda x: x - 1.5, random(2, 3))
    case("1.5 - x", lambda x: 1.5 - x, random(2, 3))
    case("1.5 x", lambda x: x * 1.5, random(2, 3))
    case("x 1.5", lambda x: x * 1.5, random(2, 3))
    case("x / 1.5", lambda x: x / 1.5, random(2, 3))
    case("2 x + 0.25", lambda x: 2 * x + 0.25, random(2, 3))


def products():
    for m, k, n in [(3, 5, 4), (1, 1, 1), (17, 9, 2), (1, 6, 3), (4, 3, 1)]:
        case("matrixProduct", lambda a, b: a @ b, random(m, k), random(k, n))
        case("matrixProduct transposed first", lambda a, b: a.T @ b, random(k, m), random(k, n))
        case("matrixProduct transposed second", lambda a, b: a @ b.T, random(m, k), random(n, k))
        case("matrixProduct transposed both", lambda a, b: a.T @ b.T, random(k, m), random(n, k))
    activations = {
        "identity": lambda y: y, "relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid,
        "leakyReLU": lambda y: F.leaky_relu(y, 0.2),
    }
    for name, f in activations.items():
        case(f"linear {name}", lambda x, w: f(F.linear(x, w)), random(3, 5), random(4, 5))
        case(
            f"linear {name}", lambda x, w, b: f(F.linear(x, w, b)), random(6, 3), random(2, 3),
            random(2))


def functions():
    table = {
        "relu": torch.relu, "leakyReLU": lambda x: F.leaky_relu(x, 0.2), "silu": F.silu,
        "gelu": F.gelu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "softplus": F.softplus,
        "exp": torch.exp, "square": torch.square, "clamped": lambda x: torch.clamp(x, -0.5, 0.75),
    }
    special = torch.tensor([
        -300, -200, -100, -88.5, -30, -10, -4, -1, -0.5, -1e-3, -1e-8, 0, 1e-8, 1e-3, 0.5, 0.75, 1,
        4, 10, 30, 88.5, 100, 200, 300, NAN,
    ]).double()
    infinite = torch.tensor([-INFINITY, INFINITY]).double()
    for name, f in table.items():
        case(name, f, random(3, 4, 2, low=-3, high=3))
        case(name, f, special)
        if name not in ("silu", "gelu", "square", "clamped"):
            case(name, f, infinite)
    case("log", torch.log, random(3, 4, low=0.01, high=5))
    edges = torch.tensor([0, 1e-42, 1e-30, 1, 3e38, INFINITY, -1, NAN]).double()
    case("log", torch.log, edges)
    case("squareRoot", torch.sqrt, random(3, 4, low=0.01, high=5))
    case("squareRoot", torch.sqrt, edges[edges != edges[1]])


def reductions():
    for axes in [(), (0,), (1,), (2,), (0, 2), (-2, -1), (0, 1)]:
        name = " ".join(str(axis) for axis in axes) or "all"
        over = axes or (0, 1, 2)
        case(f"sum {name}", lambda x: x.sum(over), random(2, 3, 4))
        case(f"mean {name}", lambda x: x.mean(over), random(2, 3, 4))
        case(f"maximum {name}", lambda x: x.amax(over), random(2, 3, 4))
        # Most are the maximum 2, in numbers that differ from row to row.
        ties = torch.randint(0, 5, (2, 3, 4)).double().clamp(max=2)
        case(f"maximum {name}", lambda x: x.amax(over), ties)
    for axis in [0, 1, -1]:
        for scale in [2, 200]:
            x = random(2, 3, 4, low=-scale, high=scale)
            case(f"softmax {axis}", lambda x: x.softmax(axis), x)
            case(f"logSumExp {axis}", lambda x: x.logsumexp(axis), x)
        x = random(3, 5, 2)
        x[1, 2, 0] = -INFINITY
        case(f"softmax {axis}", lambda x: x.softmax(axis), x)
        case(f"logSumExp {axis}", lambda x: x.logsumexp(axis), x)
        x[0, 0, 0] = NAN
        case(f"softmax {axis}", lambda x: x.softmax(axis), x)
        case(f"logSumExp {axis}", lambda x: x.logsumexp(axis), x)


def shapes():
    case("reshaped", lambda x: x.reshape(4, 6), random(2, 3, 4))
    case("transposed", lambda x: x.T, random(3, 5))
    case("transposed 2 0 1", lambda x: x.permute(2, 0, 1), random(2, 3, 4))
    case("transposed 0 2 1", lambda x: x.permute(0, 2, 1), random(2, 3, 4))
    case("transposed 4 1 3 0 2", lambda x: x.permute(4, 1, 3, 0, 2), random(2, 3, 1, 2, 3))
    case("slice 0", lambda x: x[1:3], random(4, 2, 3))
    case("slice 1", lambda x: x[:, 1:3], random(2, 4, 3))
    case("slice -1", lambda x: x[..., 1:3], random(2, 2, 5))
    case("concatenate 0", lambda a, b: torch.cat([a, b], 0), random(2, 3), random(1, 3))
    case("concatenate 1", lambda a, b: torch.cat([a, b], 1), random(2, 3, 2), random(2, 1, 2))
    case(
        "concatenate 1", lambda *parts: torch.cat(parts, 1), random(2, 3, 2), random(2, 1, 2),
        random(2, 2, 2))
    case(
        "concatenate -1", lambda *parts: torch.cat(parts, -1), random(2, 3), random(2, 1),
        random(2, 4))
    picked = torch.tensor([0, 2, 2, 1, 2])
    case("gather 0", lambda x: x[picked], random(3, 4))
    case("gather 1", lambda x: x[:, picked], random(2, 3, 2))
    case("gather -1", lambda x: x[..., picked], random(2, 2, 4))
    case("broadcast", lambda x: x.expand(2, 3, 4), random(3, 1))
    case("broadcast", lambda x: x.expand(2, 3, 4), random(1, 1, 4))
    case("broadcast", lambda x: x.expand(2, 3, 4), random())


def bernoulli(logits, x):
    return (x * logits - F.softplus(logits)).sum(1)


def gaussian(x, mean, log_variance):
    terms = (x - mean) ** 2 / log_variance.exp() + log_variance + math.log(2 * math.pi)
    return -0.5 * terms.sum(1)


def gaussian_one_variance(x, mean, log_variance):
    return gaussian(x, mean, log_variance.expand(x.shape))


def gaussian_kl(mean, log_variance):
    return 0.5 * (mean**2 + log_variance.exp() - 1 - log_variance)


def reparameterize(mean, log_variance, noise):
    return mean + (0.5 * log_variance).exp() * noise


def vae_step(x, noise, w1, b1, wm, bm, wv, bv, w2, b2, w3, b3):
    hidden = torch.tanh(F.linear(x, w1, b1))
    mean, log_variance = F.linear(hidden, wm, bm), F.linear(hidden, wv, bv)
    z = reparameterize(mean, log_variance, noise)
    logits = F.linear(torch.relu(F.linear(z, w2, b2)), w3, b3)
    return (gaussian_kl(mean, log_variance).sum(1) - bernoulli(logits, x)).mean()


def probability():
    case("bernoulliLogLikelihood", bernoulli, random(3, 7), random(3, 7, low=0, high=1))
    logits = torch.tensor([[-200, 200, -200, 200], [-30, 30, 0, 5.0]]).double()
    targets = torch.tensor([[0, 1, 1, 0], [0, 1, 0.5, 1.0]]).double()
    case("bernoulliLogLikelihood", bernoulli, logits, targets)
    case("gaussianLogDensity", gaussian, random(3, 5), random(3, 5), random(3, 5))
    for shape in [(), (1,), (1, 1)]:
        case(
            "gaussianLogDensity", gaussian_one_variance, random(3, 5), random(3, 5), random(*shape))
    case("gaussianKL", gaussian_kl, random(3, 4), random(3, 4, low=-5, high=3))
    case(
        "reparameterize", reparameterize, random(3, 4), random(3, 4, low=-5, high=3), random(3, 4))
    case(
        "vae step", vae_step, random(5, 12, low=0, high=1), random(5, 3),
        random(8, 12, low=-0.5, high=0.5), random(8), random(3, 8), random(3),
        random(3, 8, low=-0.3, high=0.3), random(3), random(8, 3), random(8), random(12, 8),
        random(12))


for group in [arithmetic, products, functions, reductions, shapes, probability]:
    group()
lines = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in cases)
path = Path(__file__).parent / "operations.json"
path.write_text(f"[\n{lines}\n]\n")
print(f"{len(cases)} cases, {path.stat().st_size} bytes")
