"""Writes what PyTorch computes of our networks: networks.json, interchange.json, pytorch-model.safetensors.

    python3 make_networks.py        (needs torch, numpy and safetensors; written with 2.15 on the CPU)

Inputs, weights and noise come from a formula that the Swift tests know too, so that only results are
stored; they are computed in float64. swift-model.safetensors is a file that our own program wrote
(`SWIFT_VAE_RECORD=1 swift test --filter InterchangeTests` writes it anew); PyTorch loads it here.
"""

import json
import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import nn

torch.set_default_dtype(torch.float64)
FOLDER = Path(__file__).parent


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


ACTIVATIONS = {
    "relu": nn.ReLU(), "leaky-relu": nn.LeakyReLU(0.01), "silu": nn.SiLU(), "gelu": nn.GELU(),
    "tanh": nn.Tanh(), "sigmoid": nn.Sigmoid(), "softplus": nn.Softplus(), "identity": nn.Identity(),
}


def layers():
    networks = {name: nn.Sequential(nn.Linear(6, 7), activation, nn.Linear(7, 3))
                for name, activation in ACTIVATIONS.items()}
    networks["linear"] = nn.Linear(6, 3)
    networks["linear without bias"] = nn.Linear(6, 3, bias=False)
    cases = []
    for name, network in networks.items():
        fill(network, 1.0)
        x = formula(1, 5, 6, scale=2.0).requires_grad_()
        output = network(x)
        parameters = dict(network.named_parameters())
        gradients = torch.autograd.grad(output, [x, *parameters.values()], formula(2, *output.shape))
        cases.append({
            "name": name, "output": numbers(output), "inputGradient": numbers(gradients[0]),
            "paths": list(parameters), "shapes": [list(p.shape) for p in parameters.values()],
            "gradients": [numbers(g) for g in gradients[1:]],
        })
    return cases


def optimizers():
    makers = {
        "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
        "sgd momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
        "sgd nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
        "sgd decay": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.5, weight_decay=0.1),
        "adam": lambda p: torch.optim.Adam(p, lr=0.05),
        "adam constants": lambda p: torch.optim.Adam(p, lr=0.05, betas=(0.8, 0.95), eps=1e-3),
        "adam decay": lambda p: torch.optim.Adam(p, lr=0.05, weight_decay=0.1),
        "adamw": lambda p: torch.optim.AdamW(p, lr=0.05, weight_decay=0.01),
        "adamw decay": lambda p: torch.optim.AdamW(p, lr=0.05, weight_decay=0.5),
    }
    cases = []
    for name, make in makers.items():
        network = nn.Linear(4, 3)
        fill(network, 0.5)
        optimizer = make(network.parameters())
        steps = []
        for step in range(20):
            optimizer.zero_grad()
            F.mse_loss(network(formula(1, 8, 4, scale=2.0)), formula(2, 8, 3)).backward()
            optimizer.step()
            steps.append(numbers(network.weight) + numbers(network.bias))
        cases.append({"name": name, "steps": steps})
    return cases


def clipping():
    cases = []
    for bound in [0.5, 4.0, 100.0]:
        gradients = [formula(1, 3, 4, scale=2.0), formula(2, 5, scale=4.0)]
        parameters = [nn.Parameter(torch.zeros_like(g)) for g in gradients]
        for parameter, gradient in zip(parameters, gradients):
            parameter.grad = gradient.clone()
        norm = nn.utils.clip_grad_norm_(parameters, bound)
        cases.append({"bound": bound, "norm": float(norm), "clipped": [numbers(p.grad) for p in parameters]})
    return cases


class Encoder(nn.Module):
    def __init__(self, elements, hidden, latent):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(elements, hidden), nn.ReLU())
        self.posterior = nn.Linear(hidden, 2 * latent)

    def forward(self, x):
        return self.posterior(self.layers(x)).chunk(2, dim=1)


class Decoder(nn.Module):
    def __init__(self, elements, hidden, latent):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(latent, hidden), nn.ReLU(), nn.Linear(hidden, elements))

    def forward(self, z):
        return self.layers(z)


class VAE(nn.Module):
    """The same model as `vae train` makes: means and log variances from one head, logits out."""

    def __init__(self, elements, hidden, latent):
        super().__init__()
        self.encoder = Encoder(elements, hidden, latent)
        self.decoder = Decoder(elements, hidden, latent)


def kl(mean, log_variance):
    return 0.5 * (mean**2 + log_variance.exp() - 1 - log_variance)


def training_step():
    model = VAE(784, 400, 20)
    fill(model, 0.0625)
    before = [p.detach().clone() for p in model.parameters()]
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    x, noise = pixels(1, 16, 784), formula(2, 16, 20, scale=2.0)
    mean, log_variance = model.encoder(x)
    logits = model.decoder(mean + (0.5 * log_variance).exp() * noise)
    cross_entropy = F.binary_cross_entropy_with_logits(logits, x, reduction="sum") / 16
    divergence = kl(mean, log_variance).sum() / 16
    loss = cross_entropy + divergence
    loss.backward()
    optimizer.step()
    parameters = []
    for (path, parameter), old in zip(model.named_parameters(), before):
        gradient = parameter.grad.reshape(-1)
        # Adam's first step is a sign: compare weights where rounding cannot turn it.
        clear = (gradient.abs() > gradient.abs().median()).nonzero().reshape(-1)
        chosen = clear[torch.linspace(0, len(clear) - 1, 12).long()]
        parameters.append({
            "path": path, "shape": list(parameter.shape), "gradientNorm": float(gradient.norm()),
            "indices": chosen.tolist(), "gradients": numbers(gradient[chosen]),
            "weights": numbers(parameter.reshape(-1)[chosen]),
            "change": float((parameter.detach() - old).norm()),
        })
    return {"loss": loss.item(), "reconstruction": cross_entropy.item(), "kl": divergence.item(),
            "parameters": parameters}


def objectives():
    cases = []
    for beta, free_bits in [(1.0, 0.0), (4.0, 0.0), (0.5, 0.25), (1.0, 0.5), (0.0, 0.5)]:
        mean = formula(1, 6, 4).requires_grad_()
        log_variance = formula(2, 6, 4).requires_grad_()
        log_likelihood = formula(3, 6, scale=16.0).requires_grad_()
        per_latent = kl(mean, log_variance).mean(0)
        loss = beta * per_latent.clamp(min=free_bits).sum() if free_bits else beta * per_latent.sum()
        loss = loss - log_likelihood.mean()
        gradients = torch.autograd.grad(loss, [mean, log_variance, log_likelihood], allow_unused=True)
        cases.append({
            "beta": beta, "freeBits": free_bits, "loss": loss.item(), "perLatent": numbers(per_latent),
            "gradients": [numbers(g if g is not None else torch.zeros(24)) for g in gradients],
        })
    return cases


def pareto_shape(log_weights):
    """k-hat of Vehtari et al. with the fit of Zhang and Stephens, written from the papers."""
    ordered = np.sort(np.asarray(log_weights, dtype=np.float64))
    count = len(ordered)
    tail = math.ceil(min(0.2 * count, 3 * math.sqrt(count)))
    weights = np.exp(ordered - ordered[-1])
    x = weights[-tail:] - weights[-tail - 1]
    m = 30 + math.floor(math.sqrt(tail))
    quartile = x[math.floor(tail / 4 + 0.5) - 1]
    theta = 1 / x[-1] + (1 - np.sqrt(m / (np.arange(1, m + 1) - 0.5))) / (3 * quartile)
    k = np.array([np.mean(np.log1p(-t * x)) for t in theta])
    profile = tail * (np.log(-theta / k) - k - 1)
    share = np.array([1 / np.sum(np.exp(profile - value)) for value in profile])
    k_hat = np.mean(np.log1p(-np.sum(share * theta) * x))
    return float((tail * k_hat + 5) / (tail + 10))


def tails():
    cases = []
    for count, shape in [(40, 0.3), (200, 0.1), (1000, 0.5), (1000, 0.9), (5000, 1.2), (1000, 0.0)]:
        uniform = (formula(7, count).numpy() + 1) / 2 * (1 - 1e-6) + 1e-7
        weights = -shape * np.log(uniform) if shape > 0 else uniform
        cases.append({"count": count, "shape": shape, "kHat": pareto_shape(weights)})
    return cases


def interchange():
    """Loads the file our program wrote, and writes one of the same form from PyTorch."""
    path = FOLDER / "swift-model.safetensors"
    model = VAE(36, 8, 3)
    model.load_state_dict(load_file(path), strict=True)
    x, z = pixels(1, 4, 36), formula(2, 4, 3, scale=2.0)

    def outputs():
        mean, log_variance = model.encoder(x)
        return {"mean": numbers(mean), "logVariance": numbers(log_variance),
                "pictures": numbers(torch.sigmoid(model.decoder(z)))}

    stored = {"fromSwift": outputs()}
    with safe_open(path, "pt") as file:
        config = file.metadata()["config"]
    assert json.loads(config)["model"]["exampleShape"] == [1, 6, 6]
    fill(model, 0.5)
    state = {name: value.float() for name, value in model.state_dict().items()}
    save_file(state, FOLDER / "pytorch-model.safetensors", metadata={"config": config})
    stored["fromPyTorch"] = outputs()
    return stored


def write(name, value):
    (FOLDER / name).write_text(json.dumps(value, indent=None, separators=(",", ":")) + "\n")


write("networks.json", {
    "layers": layers(), "optimizers": optimizers(), "clipping": clipping(),
    "trainingStep": training_step(), "objectives": objectives(), "tails": tails(),
})
write("interchange.json", interchange())
