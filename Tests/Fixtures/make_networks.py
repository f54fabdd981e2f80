"""Writes what PyTorch computes of our networks: networks.json, interchange.json, pytorch-*.safetensors.

    python3 make_networks.py        (needs torch, numpy and safetensors; written with 2.15 on the CPU)

Inputs, weights and noise come from a formula that the Swift tests know too, so that only results are
stored; they are computed in float64. swift-*.safetensors are files that our own program wrote
(`SWIFT_VAE_RECORD=1 swift test --filter InterchangeTests` writes them anew); PyTorch loads them here.
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

from architectures import ResidualBlock, convolutional, mlp, residual
from formula import channels_first, channels_last, fill, formula, numbers, pixels, samples

torch.set_default_dtype(torch.float64)
FOLDER = Path(__file__).parent


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


class Gated(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.value = nn.Linear(inputs, outputs)
        self.gate = nn.Linear(inputs, outputs)

    def forward(self, x):
        return self.value(x) * torch.sigmoid(self.gate(x))


PICTURE_LAYERS = {
    "Conv2D": (nn.Conv2d(3, 4, (4, 3), stride=(2, 1), padding=1), [2, 7, 6, 3]),
    "Conv2D without bias": (nn.Conv2d(1, 5, 3, bias=False), [3, 5, 4, 1]),
    "ConvTranspose2D": (nn.ConvTranspose2d(3, 4, 4, stride=2, padding=1, output_padding=(1, 0)), [2, 3, 4, 3]),
    "ConvTranspose2D without bias": (nn.ConvTranspose2d(4, 1, 3, bias=False), [2, 3, 2, 4]),
    "BatchNorm2D": (nn.BatchNorm2d(5), [3, 4, 2, 5]),
    "BatchNorm2D momentum": (nn.BatchNorm2d(18, eps=1e-2, momentum=0.25), [4, 3, 5, 18]),
    "LayerNorm": (nn.LayerNorm(6), [3, 6]),
    "LayerNorm epsilon": (nn.LayerNorm(4, eps=0.1), [2, 3, 2, 4]),
    "GroupNorm": (nn.GroupNorm(2, 6), [2, 3, 4, 6]),
    "GroupNorm epsilon": (nn.GroupNorm(4, 4, eps=0.1), [3, 2, 2, 4]),
    "Upsample": (nn.Upsample(scale_factor=3), [2, 2, 3, 2]),
    "Upsample bilinear": (nn.Upsample(scale_factor=2, mode="bilinear"), [2, 3, 4, 2]),
    "Upsample to size": (nn.Upsample((7, 5)), [2, 3, 2, 3]),
    "Upsample to size bilinear": (nn.Upsample((3, 9), mode="bilinear"), [2, 5, 4, 3]),
    "ResidualBlock": (ResidualBlock(4, 4), [2, 5, 3, 4]),
    "ResidualBlock shortcut": (ResidualBlock(3, 10), [2, 4, 4, 3]),
    "GatedLinear": (Gated(5, 4), [3, 5]),
    "Flatten": (nn.Flatten(), [2, 3, 4, 5]),
    "Unflatten": (nn.Unflatten(1, (3, 2, 4)), [5, 24]),
    "Sequential": (
        nn.Sequential(nn.Conv2d(2, 4, 4, 2, 1), nn.BatchNorm2d(4), nn.SiLU(), nn.Flatten(), nn.Linear(24, 12),
                      nn.Unflatten(1, (4, 3, 1)), nn.ConvTranspose2d(4, 2, 3), nn.Sigmoid()), [3, 6, 4, 2]),
}


def as_pictures(tensor):
    return channels_last(tensor) if tensor.dim() == 4 else tensor


def run(network, x):
    """PyTorch has channels first, we have them last; a normalised last dimension is the same in both."""
    if x.dim() == 4 and not isinstance(network, nn.LayerNorm):
        return as_pictures(network(channels_first(x)))
    return network(x) if isinstance(network, nn.LayerNorm) else as_pictures(network(x))


def picture_layers():
    cases = []
    for name, (network, shape) in PICTURE_LAYERS.items():
        state = {path: value for path, value in network.state_dict().items() if value.dtype.is_floating_point}
        for index, (path, value) in enumerate(state.items()):
            value.copy_(formula(100 + index, *value.shape))
            if path.endswith("running_var"):
                value.abs_().add_(0.5)
        x = formula(1, *shape, scale=2.0).requires_grad_()
        parameters = dict(network.named_parameters())
        inputs = [x, *parameters.values()]
        # Before the running averages move.
        inference = run(network.eval(), x)
        by_inference = torch.autograd.grad(inference, inputs, formula(2, *inference.shape))
        output = run(network.train(), x)
        gradients = torch.autograd.grad(output, inputs, formula(2, *output.shape))
        cases.append({
            "name": name, "input": shape, "paths": list(state), "output": samples(output),
            "inputGradient": samples(gradients[0]),
            "gradients": {path: samples(g) for path, g in zip(parameters, gradients[1:])},
            "inference": samples(inference), "inferenceInputGradient": samples(by_inference[0]),
            "running": {path: numbers(value) for path, value in state.items() if "running" in path},
        })
    return cases


def plateau():
    """The factor that scales the learning rate after each epoch."""
    values = [5, 4, 4, 4.5, 4, 4, 3.9, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3, 2, 2, 1]
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=1.0)
    # Ours halves at the third epoch without a better value, PyTorch's at the one after its patience.
    schedule = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.5, patience=2, threshold=0)
    factors = []
    for value in values:
        schedule.step(value)
        factors.append(optimizer.param_groups[0]["lr"])
    return {"values": values, "factors": factors}


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
        "adamax": lambda p: torch.optim.Adamax(p, lr=0.05),
        "adamax constants": lambda p: torch.optim.Adamax(p, lr=0.05, betas=(0.8, 0.9), eps=1e-2),
        "adamax decay": lambda p: torch.optim.Adamax(p, lr=0.05, weight_decay=0.1),
        "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.05),
        "rmsprop constants": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.8, eps=1e-2),
        "rmsprop decay": lambda p: torch.optim.RMSprop(p, lr=0.05, weight_decay=0.1),
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


def kl(mean, log_variance):
    return 0.5 * (mean**2 + log_variance.exp() - 1 - log_variance)


# Name, shape, latents, examples, length of weights, module.
STEPS = [
    ("mlp", [1, 28, 28], 20, 16, 0.0625, mlp([1, 28, 28], 20)),
    ("conv", [1, 32, 32], 10, 4, 0.0625, convolutional([1, 32, 32], 10)),
    ("conv", [3, 23, 17], 4, 5, 0.125, convolutional([3, 23, 17], 4)),
    ("resnet", [3, 13, 10], 4, 3, 0.125, residual([3, 13, 10], 4, width=12)),
]


def training_step(name, shape, latent, batch, scale, model):
    fill(model, scale)
    before = [p.detach().clone() for p in model.parameters()]
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    x, noise = pixels(1, batch, math.prod(shape)), formula(2, batch, latent, scale=2.0)
    mean, log_variance = model.encoder(x)
    logits = model.decoder(mean + (0.5 * log_variance).exp() * noise)
    cross_entropy = F.binary_cross_entropy_with_logits(logits, x, reduction="sum") / batch
    divergence = kl(mean, log_variance).sum() / batch
    loss = cross_entropy + divergence
    loss.backward()
    optimizer.step()
    parameters = []
    for (path, parameter), old in zip(model.named_parameters(), before):
        gradient = parameter.grad.reshape(-1)
        # Adam's first step is a sign: compare weights where rounding cannot turn it.
        clear = (gradient.abs() > gradient.abs().median()).nonzero().reshape(-1)
        if len(clear) == 0:
            clear = torch.arange(len(gradient))
        chosen = clear[torch.linspace(0, len(clear) - 1, min(12, len(clear))).long()]
        parameters.append({
            "path": path, "shape": list(parameter.shape), "gradientNorm": float(gradient.norm()),
            "indices": chosen.tolist(), "gradients": numbers(gradient[chosen]),
            "weights": numbers(parameter.reshape(-1)[chosen]),
            "change": float((parameter.detach() - old).norm()),
        })
    return {"architecture": name, "exampleShape": shape, "latentDimensions": latent, "batch": batch,
            "scale": scale, "loss": loss.item(), "reconstruction": cross_entropy.item(),
            "kl": divergence.item(), "parameters": parameters}


def architectures():
    """Paths and shapes of the parameters for pictures of many sizes."""
    cases = []
    for shape in [[1, 8, 8], [1, 28, 28], [3, 32, 32], [3, 64, 64], [1, 23, 17], [3, 92, 112], [1, 5, 9]]:
        for name, make in [("conv", convolutional), ("resnet", residual)]:
            parameters = dict(make(shape, 6).named_parameters())
            cases.append({"architecture": name, "exampleShape": shape, "paths": list(parameters),
                          "shapes": [list(p.shape) for p in parameters.values()]})
    return cases


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


INTERCHANGE = {
    "mlp": ([1, 6, 6], mlp([1, 6, 6], 3, hidden=8)),
    "conv": ([3, 9, 8], convolutional([3, 9, 8], 3, width=4, hidden=(8,))),
    "resnet": ([1, 8, 11], residual([1, 8, 11], 3, width=2)),
}


def interchange(name):
    """Loads the file our program wrote, and writes one of the same form from PyTorch."""
    shape, model = INTERCHANGE[name]
    path = FOLDER / f"swift-{name}.safetensors"
    model.load_state_dict(load_file(path), strict=True)
    x, z = pixels(1, 4, math.prod(shape)), formula(2, 4, 3, scale=2.0)

    def outputs():
        mean, log_variance = model.encoder(x)
        return {"mean": numbers(mean), "logVariance": numbers(log_variance),
                "pictures": samples(torch.sigmoid(model.decoder(z)))}

    stored = {"fromSwift": outputs()}
    with safe_open(path, "pt") as file:
        config = file.metadata()["config"]
    assert json.loads(config)["model"]["exampleShape"] == shape
    fill(model, 0.5)
    state = {name: value.float() for name, value in model.state_dict().items()}
    theirs = FOLDER / f"pytorch-{name}.safetensors"
    save_file(state, theirs, metadata={"config": config})
    theirs.chmod(0o644)
    stored["fromPyTorch"] = outputs()
    return stored


def write(name, value):
    (FOLDER / name).write_text(json.dumps(value, indent=None, separators=(",", ":")) + "\n")


write("networks.json", {
    "layers": layers(), "pictureLayers": picture_layers(), "optimizers": optimizers(),
    "plateau": plateau(), "clipping": clipping(),
    "trainingSteps": [training_step(*step) for step in STEPS], "architectures": architectures(),
    "objectives": objectives(), "tails": tails(),
})
# Swift files that are not there yet are written by the Swift tests first.
write("interchange.json", {
    name: interchange(name) for name in INTERCHANGE if (FOLDER / f"swift-{name}.safetensors").exists()
})
