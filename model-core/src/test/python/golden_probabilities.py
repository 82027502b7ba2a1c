"""Writes what real PyTorch computes of CrossEntropyLoss against probabilities, as golden.py.

Run with Debian's python3-torch (1.13 or newer), from the root of the repository:

    /usr/bin/python3 model-core/src/test/python/golden_probabilities.py
"""

import torch
from torch import nn
from torch.nn import functional as F

from golden import adam, case, sgd, write

NETWORK = [{"Linear": {"out_features": 4}}, {"Tanh": {}}, {"Linear": {"out_features": 3}}]
WEIGHT = [0.2, 1.0, 3.0]


def drawn(_, rows, width):
    return torch.softmax(2 * torch.randn(rows, width), dim=1)


def one_hot(_, rows, width):
    return F.one_hot(torch.randint(0, width, (rows,)), width).float()


def cases():
    for options in (
        {},
        {"weight": WEIGHT},
        {"label_smoothing": 0.1},
        {"weight": WEIGHT, "label_smoothing": 0.3},
    ):
        require_mean_over_rows(options)
        loss = {"CrossEntropyLoss": options}
        title = f"probabilities {options}"
        yield case(title, NETWORK, loss, sgd(), draw=drawn)
        yield case(f"{title} weighted", NETWORK, loss, adam(), weighted=True, rows=5, draw=drawn)
        yield case(f"{title} one row", NETWORK, loss, adam(), features=1, rows=1, draw=drawn)
        yield case(f"{title} one-hot", NETWORK, loss, adam(), draw=one_hot)


def require_mean_over_rows(options):
    """PyTorch's own reduction is the mean that the cases are made with, class weights or not."""
    arguments = {k: torch.tensor(v) if isinstance(v, list) else v for k, v in options.items()}
    output, target = torch.randn(6, 3), drawn(None, 6, 3)
    mean = nn.CrossEntropyLoss(**arguments)(output, target)
    rows = nn.CrossEntropyLoss(reduction="none", **arguments)(output, target)
    assert torch.allclose(mean, rows.mean()), options


if __name__ == "__main__":
    write("probabilities.json", cases())
