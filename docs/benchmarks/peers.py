#!/usr/bin/env python3
"""What PyTorch, JAX and ONNX Runtime take for the cases of vae-bench: one line of JSON a case.

    python3 -m venv peer && peer/bin/pip install torch numpy     # and, for the other engines,
    peer/bin/pip install jax onnxruntime onnx onnxscript
    peer/bin/python docs/benchmarks/peers.py train-mlp [--engine torch] [--batch 128] [--threads 2]

Cases: train-mlp, train-conv, train-conv64, and decode- and encode- of the same three.
Engines: torch, torch-channels-last, torch-compiled (all cases), jax (train-mlp), onnx (decode-, encode-).
"""
import argparse
import json
import math
import os
import statistics
import tempfile
import time

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
parser.add_argument("case")
parser.add_argument("--engine", default="torch")
parser.add_argument("--batch", type=int)
parser.add_argument("--precision", default="fp32", choices=["fp32", "bf16"])
parser.add_argument("--threads", type=int, default=os.cpu_count())
parser.add_argument("--runs", type=int, default=100)
options = parser.parse_args()
if options.engine == "jax":
    os.environ["XLA_FLAGS"] = (
        f"--xla_cpu_multi_thread_eigen=true intra_op_parallelism_threads={options.threads}")

import numpy as np

kind, name = options.case.split("-", 1)
SHAPES = {"mlp": (1, 28, 28), "conv": (1, 32, 32), "conv64": (3, 64, 64)}
LATENT = {"mlp": 20, "conv": 10, "conv64": 10}
shape, latent = SHAPES[name], LATENT[name]
batch = options.batch or {"train": 128 if name == "mlp" else 64, "decode": 1, "encode": 1024}[kind]
random = np.random.default_rng(1)


def measure(work):
    """Times `work` as vae-bench does: warm-up, then samples long enough for the clock."""
    def seconds(repeats):
        begin = time.perf_counter()
        for _ in range(repeats):
            work()
        return time.perf_counter() - begin

    first = seconds(1)
    if first < 0.5:
        seconds(int(0.2 / max(first, 1e-5)) + 1)
    repeats = max(1, math.ceil(0.002 / max(seconds(3) / 3, 1e-9)))
    samples = [seconds(repeats) / repeats for _ in range(options.runs)]
    print(json.dumps({
        "case": options.case, "engine": options.engine, "unit": "s", "batch": batch,
        "threads": options.threads, "runs": options.runs, "min": min(samples),
        "median": statistics.median(samples), "max": max(samples)}))


def torch_model():
    import torch
    import torch.nn.functional as F
    from torch import nn

    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    channels, side, _ = shape
    levels = side.bit_length() - 3

    class VAE(nn.Module):
        def __init__(self):
            super().__init__()
            if name == "mlp":
                self.encoder = nn.Sequential(nn.Linear(784, 400), nn.ReLU(), nn.Linear(400, 40))
                self.decoder = nn.Sequential(nn.Linear(20, 400), nn.ReLU(), nn.Linear(400, 784))
                return
            down, up = [], []
            for level in range(levels):
                down += [nn.Conv2d(32 if level else channels, 32, 4, 2, 1), nn.ReLU()]
                last = level == levels - 1
                up += [nn.ConvTranspose2d(32, channels if last else 32, 4, 2, 1)]
                up += [] if last else [nn.ReLU()]
            self.encoder = nn.Sequential(
                *down, nn.Flatten(), nn.Linear(512, 256), nn.ReLU(), nn.Linear(256, 256),
                nn.ReLU(), nn.Linear(256, 2 * latent))
            self.decoder = nn.Sequential(
                nn.Linear(latent, 256), nn.ReLU(), nn.Linear(256, 256), nn.ReLU(),
                nn.Linear(256, 512), nn.ReLU(), nn.Unflatten(1, (32, 4, 4)), *up)

        def encode(self, x):
            return self.encoder(x).chunk(2, 1)

        def forward(self, x):
            mean, log_variance = self.encode(x)
            z = mean + torch.randn_like(mean) * torch.exp(0.5 * log_variance)
            return self.decoder(z), mean, log_variance

    model = VAE()
    if options.engine == "torch-channels-last":
        model = model.to(memory_format=torch.channels_last)
    return torch, F, model


def pictures(count):
    flat = (math.prod(shape),) if name == "mlp" else shape
    return random.random((count, *flat), dtype=np.float32)


def train_torch():
    torch, F, model = torch_model()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    data = torch.from_numpy(pictures(8 * batch))
    half = options.precision == "bf16"

    def loss(x):
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            logits, mean, log_variance = model(x)
        logits, mean, log_variance = logits.float(), mean.float(), log_variance.float()
        reconstruction = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
        kl = -0.5 * torch.sum(1 + log_variance - mean * mean - log_variance.exp())
        return (reconstruction + kl) / batch

    update = optimizer.step
    if options.engine == "torch-compiled":
        loss = torch.compile(loss)
        update = torch.compile(lambda: optimizer.step())
    order = torch.randperm(len(data))
    number = 0

    def step():
        nonlocal number
        first = number % 8 * batch
        number += 1
        x = data.index_select(0, order[first:first + batch])
        if options.engine == "torch-channels-last":
            x = x.contiguous(memory_format=torch.channels_last)
        optimizer.zero_grad(set_to_none=True)
        loss(x).backward()
        update()

    measure(step)


def train_jax():
    import jax
    import jax.numpy as jnp

    sizes = {"a": (784, 400), "b": (400, 40), "c": (20, 400), "d": (400, 784)}
    parameters = {}
    for key, (inputs, outputs) in sizes.items():
        bound = inputs ** -0.5
        parameters[key] = jnp.asarray(random.uniform(-bound, bound, (inputs, outputs)), jnp.float32)
        parameters[key + "0"] = jnp.zeros(outputs)
    data = jnp.asarray(pictures(8 * batch))

    def loss(p, x, key):
        hidden = jax.nn.relu(x @ p["a"] + p["a0"])
        mean, log_variance = jnp.split(hidden @ p["b"] + p["b0"], 2, axis=1)
        z = mean + jnp.exp(0.5 * log_variance) * jax.random.normal(key, mean.shape)
        logits = jax.nn.relu(z @ p["c"] + p["c0"]) @ p["d"] + p["d0"]
        reconstruction = jnp.sum(jax.nn.softplus(logits) - x * logits)
        kl = -0.5 * jnp.sum(1 + log_variance - mean * mean - jnp.exp(log_variance))
        return (reconstruction + kl) / batch

    @jax.jit
    def step(state, index):
        p, m, v, count, key = state
        key, noise = jax.random.split(key)
        x = jax.lax.dynamic_slice_in_dim(data, index * batch, batch)
        gradients = jax.grad(loss)(p, x, noise)
        count = count + 1
        m = jax.tree.map(lambda a, g: 0.9 * a + 0.1 * g, m, gradients)
        v = jax.tree.map(lambda a, g: 0.999 * a + 0.001 * g * g, v, gradients)
        rate = 1e-3 * jnp.sqrt(1 - 0.999 ** count) / (1 - 0.9 ** count)
        p = jax.tree.map(lambda a, b, c: a - rate * b / (jnp.sqrt(c) + 1e-8), p, m, v)
        return p, m, v, count, key

    zeros = jax.tree.map(jnp.zeros_like, parameters)
    state = (parameters, zeros, zeros, jnp.zeros(()), jax.random.key(1))
    number = 0

    def run():
        nonlocal state, number
        state = step(state, number % 8)
        number += 1
        jax.block_until_ready(state)

    measure(run)


def infer():
    torch, _, model = torch_model()
    model.eval()

    class Half(torch.nn.Module):
        def forward(self, x):
            return torch.sigmoid(model.decoder(x)) if kind == "decode" else model.encoder(x)

    half = Half()
    half.model = model
    x = (random.standard_normal((batch, latent), dtype=np.float32)
         if kind == "decode" else pictures(batch))
    if options.engine == "onnx":
        import onnxruntime

        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = options.threads
        with tempfile.TemporaryDirectory() as folder:
            path = f"{folder}/model.onnx"
            torch.onnx.export(
                half, (torch.from_numpy(x),), path, input_names=["x"], output_names=["y"],
                dynamo=True, verbose=False, external_data=False)
            session = onnxruntime.InferenceSession(
                path, settings, providers=["CPUExecutionProvider"])
        measure(lambda: session.run(None, {"x": x}))
        return
    x = torch.from_numpy(x)
    if options.engine == "torch-channels-last" and x.dim() == 4:
        x = x.contiguous(memory_format=torch.channels_last)
    run = torch.compile(half) if options.engine == "torch-compiled" else half
    with torch.inference_mode():
        measure(lambda: run(x))


if kind != "train":
    infer()
elif options.engine == "jax":
    train_jax()
else:
    train_torch()
