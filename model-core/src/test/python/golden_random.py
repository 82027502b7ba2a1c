"""Writes what real PyTorch computes for random networks, losses and optimizers, as golden.py.

Run with Debian's python3-torch (1.13 or newer), from the root of the repository:

    /usr/bin/python3 model-core/src/test/python/golden_random.py
"""

import base64
import functools
import itertools
import random

import numpy as np

from golden import adam, case, sgd, write
from golden_layers import activations, linear

COUNT = 200
SEED = 20240501
ROUNDING = 2e-6

REGRESSION = ("MSELoss", "L1Loss", "HuberLoss", "SmoothL1Loss", "LogCoshLoss", "QuantileLoss")
YES_OR_NO = ("BCEWithLogitsLoss", "FocalLoss", "HingeLoss")
CLASSES = ("CrossEntropyLoss", "SparsemaxLoss")


def body(choose, rows, depth):
    """Layers that keep the width free for the last one."""
    for _ in range(choose.randint(0, 3)):
        width = choose.randint(1, 5)
        by_batch = rows > 2 and choose.random() < 0.25
        yield {"Linear": {"out_features": width, "bias": not by_batch and choose.random() < 0.8}}
        if width > 1 and choose.random() < 0.2:
            yield {"LayerNorm": {"elementwise_affine": choose.random() < 0.8}}
        if by_batch:
            yield {"BatchNorm1d": {"affine": choose.random() < 0.8, "momentum": 0.2}}
        if depth == 0 and choose.random() < 0.2:
            yield {"Residual": [*body(choose, rows, 1), linear(width)]}
        if choose.random() < 0.9:
            name, options = choose.choice(list(activations()))
            yield {name: options}


def loss(choose):
    """A loss and the width of its input."""
    name = choose.choice(choose.choice((REGRESSION, YES_OR_NO, CLASSES)))
    width = choose.randint(2, 4) if name in CLASSES else choose.randint(1, 3)
    options = {}
    if name == "CrossEntropyLoss" and choose.random() < 0.5:
        options["label_smoothing"] = round(choose.random(), 2)
    if name == "QuantileLoss":
        options["q"] = round(choose.uniform(0.05, 0.95), 2)
    return {name: options}, width


def optimizer(choose):
    if choose.random() < 0.5:
        return sgd(lr=0.02, momentum=choose.choice((0, 0.5)), weight_decay=choose.choice((0, 0.01)))
    return adam(lr=0.005)


def drawn(choose):
    """Networks without end, each computed in single and in double precision."""
    for number in itertools.count():
        minimised, width = loss(choose)
        rows = choose.choice((1, 2, 4, 6))
        draw = functools.partial(
            case,
            f"random {number} {'.' * number}",
            [*body(choose, rows, 0), linear(width)],
            minimised,
            optimizer(choose),
            rows=rows,
            features=choose.randint(1, 5),
            weighted=choose.random() < 0.3,
        )
        yield draw(exact=False), draw(exact=True)


def is_sound(single, double):
    """Whether PyTorch's own rounding errors stay far below what is asked of ours.

    They do not where gradients cancel: behind a LayerNorm of two numbers, say.
    """
    for a, b in zip(single["history"], double["history"]):
        if abs(a - b) > 10 * ROUNDING * max(abs(b), 1e-3):
            return False
    for a, b in zip(single["gradients"] + single["after"], double["gradients"] + double["after"]):
        a, b = (np.frombuffer(base64.b64decode(text), "<f4") for text in (a, b))
        if np.abs(a - b).max() > ROUNDING * np.abs(b).max():
            return False
    return True


def networks():
    sound = (double for single, double in drawn(random.Random(SEED)) if is_sound(single, double))
    return itertools.islice(sound, COUNT)


if __name__ == "__main__":
    write("random.json", networks())
