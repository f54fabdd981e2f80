"""Our convolutional and residual autoencoders as PyTorch modules with the same parameter names."""

import torch.nn.functional as F
from torch import nn


def levels(height, width):
    """The sizes that a picture passes through when it is halved until its shorter side is below 8."""
    sizes = [(height, width)]
    while min(sizes[-1]) >= 8:
        sizes.append((sizes[-1][0] // 2, sizes[-1][1] // 2))
    return sizes


def groups(channels):
    return max(count for count in range(1, 9) if channels % count == 0)


class ResidualBlock(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.norm1 = nn.GroupNorm(groups(inputs), inputs)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.norm2 = nn.GroupNorm(groups(outputs), outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1)
        if inputs != outputs:
            self.shortcut = nn.Conv2d(inputs, outputs, 1)

    def forward(self, x):
        y = self.conv2(F.silu(self.norm2(self.conv1(F.silu(self.norm1(x))))))
        return y + (self.shortcut(x) if hasattr(self, "shortcut") else x)


class Stack(nn.Module):
    """Layers, and behind those of an encoder the head for the posterior's parameters."""

    def __init__(self, layers, head=None, shape=None):
        super().__init__()
        self.layers = nn.Sequential(*layers)
        self.shape = shape
        if head:
            self.posterior = nn.Linear(*head)

    def forward(self, x):
        if self.shape:
            return self.posterior(self.layers(x.reshape(-1, *self.shape))).chunk(2, dim=1)
        return self.layers(x)


class VAE(nn.Module):
    """Means and log variances from one head, logits out, pictures as rows [channel, row, column]."""

    def __init__(self, shape, latent, encoder, decoder, features):
        super().__init__()
        self.encoder = Stack(encoder, (features, 2 * latent), shape)
        self.decoder = Stack(decoder)


def dense(sizes):
    return [layer for pair in zip(sizes, sizes[1:]) for layer in (nn.Linear(*pair), nn.ReLU())]


def convolutional(shape, latent, width=32, hidden=(256, 256)):
    """Burgess et al., 2018, for any size."""
    sizes = levels(*shape[1:])
    channels = [shape[0]] + [width] * (len(sizes) - 1)
    first = channels[-1] * sizes[-1][0] * sizes[-1][1]
    encoder = []
    for pair in zip(channels, channels[1:]):
        encoder += [nn.Conv2d(*pair, 4, 2, 1), nn.ReLU()]
    encoder += [nn.Flatten()] + dense([first, *hidden])
    decoder = dense([latent, *reversed(hidden), first])
    if len(sizes) == 1:
        decoder.pop()
    decoder.append(nn.Unflatten(1, (channels[-1], *sizes[-1])))
    for level in range(len(sizes) - 1, 0, -1):
        padding = tuple(large - 2 * small for large, small in zip(sizes[level - 1], sizes[level]))
        decoder.append(nn.ConvTranspose2d(channels[level], channels[level - 1], 4, 2, 1, padding))
        if level > 1:
            decoder.append(nn.ReLU())
    return VAE(shape, latent, encoder, decoder + [nn.Flatten()], hidden[-1] if hidden else first)


def residual(shape, latent, width=32):
    sizes = levels(*shape[1:])
    channels = [width << min(level, 2) for level in range(len(sizes))]
    first = channels[-1] * sizes[-1][0] * sizes[-1][1]
    encoder = [nn.Conv2d(shape[0], channels[0], 3, padding=1)]
    for here, below in zip(channels, channels[1:]):
        encoder += [ResidualBlock(here, here), nn.Conv2d(here, below, 4, 2, 1)]
    last = channels[-1]
    encoder += [ResidualBlock(last, last), nn.GroupNorm(groups(last), last), nn.SiLU(), nn.Flatten()]
    decoder = [nn.Linear(latent, first), nn.Unflatten(1, (last, *sizes[-1])), ResidualBlock(last, last)]
    for level in range(len(sizes) - 2, -1, -1):
        decoder += [nn.Upsample(sizes[level]), ResidualBlock(channels[level + 1], channels[level])]
    decoder += [
        nn.GroupNorm(groups(width), width), nn.SiLU(), nn.Conv2d(width, shape[0], 3, padding=1), nn.Flatten()]
    return VAE(shape, latent, encoder, decoder, first)


def mlp(shape, latent, hidden=400):
    elements = shape[0] * shape[1] * shape[2]
    encoder = [nn.Linear(elements, hidden), nn.ReLU()]
    decoder = [nn.Linear(latent, hidden), nn.ReLU(), nn.Linear(hidden, elements)]
    return VAE((elements,), latent, encoder, decoder, hidden)
