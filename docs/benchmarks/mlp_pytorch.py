#!/usr/bin/env python3
"""A training step of the `mlp` preset in PyTorch: 784-400-20-400-784, Fashion-MNIST in memory.

Prints the median and minimum milliseconds of a step over an epoch, and pictures a second.

    python3 -m venv peer && peer/bin/pip install torch numpy
    peer/bin/python docs/benchmarks/mlp_pytorch.py [--batch 128] [--epochs 3] [--threads 2]
"""
import argparse
import gzip
import statistics
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
parser.add_argument("--batch", type=int, default=128)
parser.add_argument("--epochs", type=int, default=3)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--data", default="/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz")
options = parser.parse_args()
torch.set_num_threads(options.threads)
torch.manual_seed(1)

with gzip.open(options.data) as file:
    pixels = np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 784)
data = torch.from_numpy(pixels.copy()).float() / 255


class VAE(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(784, 400), nn.ReLU(), nn.Linear(400, 40))
        self.decoder = nn.Sequential(nn.Linear(20, 400), nn.ReLU(), nn.Linear(400, 784))

    def forward(self, x):
        mean, log_variance = self.encoder(x).chunk(2, 1)
        z = mean + torch.randn_like(mean) * torch.exp(0.5 * log_variance)
        return self.decoder(z), mean, log_variance


model = VAE()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)


def step(x):
    logits, mean, log_variance = model(x)
    reconstruction = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + log_variance - mean * mean - log_variance.exp())
    optimizer.zero_grad(set_to_none=True)
    ((reconstruction + kl) / len(x)).backward()
    optimizer.step()


for epoch in range(options.epochs):
    order = torch.randperm(len(data))
    times = []
    begin = time.perf_counter()
    for start in range(0, len(data), options.batch):
        before = time.perf_counter()
        step(data.index_select(0, order[start : start + options.batch]))
        times.append(time.perf_counter() - before)
    seconds = time.perf_counter() - begin
    print(
        f"torch {torch.__version__}  epoch {epoch + 1}  {seconds:.2f} s  "
        f"{len(data) / seconds:,.0f} pictures/s  step {1e3 * statistics.median(times):.2f} ms "
        f"(min {1e3 * min(times):.2f})",
        flush=True,
    )
