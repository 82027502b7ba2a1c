"""Writes what scikit-learn's class weights, learnt online, make of a step in PyTorch.

Run with Debian's python3-torch and python3-sklearn, from the root of the repository:

    /usr/bin/python3 model-core/src/test/python/golden_class_balance.py

Each batch is learnt with the weights that compute_class_weight("balanced") gives for all targets so
far, the batch's own among them, times the weights of its examples; with a fading factor the formula
is written out, because scikit-learn's knows none. float32, little-endian, in base64.
"""

import base64
import json
import pathlib

import numpy as np
import torch
from sklearn.utils.class_weight import compute_class_weight

TARGET = pathlib.Path("model-core/src/test/resources/golden/class_balance.json")
BATCHES = [16, 16, 7, 1, 32, 16]
FEATURES = 2


def encoded(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype="<f4").tobytes()).decode()


def weights(seen, fading):
    """The weight of each class that has come."""
    classes = np.unique(seen)
    if fading == 1:
        return dict(zip(classes, compute_class_weight("balanced", classes=classes, y=seen)))
    counts = fading ** np.arange(len(seen) - 1, -1, -1.0)
    return {c: counts.sum() / (len(classes) * counts[seen == c].sum()) for c in classes}


def case(name, classes, fading, seed):
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    binary = classes == 2
    net = torch.nn.Linear(FEATURES, 1 if binary else classes)
    loss = (torch.nn.BCEWithLogitsLoss if binary else torch.nn.CrossEntropyLoss)(reduction="none")
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    golden = {
        "name": name,
        "classes": classes,
        "fading_factor": fading,
        "weight": encoded(net.weight.detach()),
        "bias": encoded(net.bias.detach()),
        "batches": [],
    }
    seen = np.zeros(0, dtype=int)
    for size in BATCHES:
        x = random.normal(size=(size, FEATURES)).astype(np.float32)
        # The last class is rare, and comes late.
        shares = np.array([8.0] + [2.0] * (classes - 2) + [1.0 if len(seen) >= 16 else 0.0])
        y = random.choice(classes, size=size, p=shares / shares.sum())
        own = random.choice([0.5, 1.0, 3.0], size=size).astype(np.float32)
        seen = np.concatenate([seen, y])
        by_class = weights(seen, fading)
        weight = torch.tensor(own * np.array([by_class[c] for c in y]), dtype=torch.float32)
        target = torch.tensor(y[:, None], dtype=torch.float32) if binary else torch.tensor(y)
        optimizer.zero_grad()
        mean = (loss(net(torch.tensor(x)), target).reshape(-1) * weight).mean()
        mean.backward()
        optimizer.step()
        golden["batches"].append(
            {
                "features": encoded(x),
                "targets": encoded(y),
                "weights": encoded(own),
                "weighted": encoded(weight),
                "loss": float(mean.detach()),
                "weight": encoded(net.weight.detach()),
                "bias": encoded(net.bias.detach()),
            }
        )
    return golden


if __name__ == "__main__":
    cases = [
        case("two classes", 2, 1, 1),
        case("four classes", 4, 1, 2),
        case("two classes, fading", 2, 0.9, 3),
        case("four classes, fading", 4, 0.95, 4),
    ]
    TARGET.write_text(json.dumps(cases, indent=1) + "\n")
