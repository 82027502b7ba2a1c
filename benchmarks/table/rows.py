"""What is timed, and what was promised."""

from dataclasses import dataclass
from typing import Optional

TITLES = {
    "LOGISTIC": "30-1",
    "RELU": "30-64-32-1 ReLU",
    "WIDE_RELU": "784-256-128-10 ReLU",
    "TANH": "30-64-32-1 Tanh",
    "DROPOUT_BATCH_NORM": "30-64-32-1 BatchNorm1d, ReLU, Dropout",
}
# Most that Gradstream's time may be of PyTorch's, at each batch size.
TARGETS = {
    ("LOGISTIC", "SGD"): {32: 0.25, 256: 0.30, 1024: 0.45},
    ("LOGISTIC", "ADAM"): {32: 0.25, 256: 0.25, 1024: 0.40},
    ("RELU", "SGD"): {32: 0.45, 256: 0.80, 1024: 0.80},
    ("RELU", "ADAM"): {32: 0.40, 256: 0.65, 1024: 0.70},
    ("WIDE_RELU", "SGD"): {32: 0.65, 256: 1.0, 1024: 1.0},
    ("WIDE_RELU", "ADAM"): {32: 0.85, 256: 0.95, 1024: 1.0},
    ("TANH", "SGD"): {32: 1.0, 256: 1.0},
    ("TANH", "ADAM"): {32: 1.0, 256: 1.0},
    ("DROPOUT_BATCH_NORM", "SGD"): {32: 1.0, 256: 1.0},
    ("DROPOUT_BATCH_NORM", "ADAM"): {32: 1.0, 256: 1.0},
}


@dataclass(frozen=True)
class Row:
    network: str
    batch: int
    optimizer: str
    target: Optional[float]

    def __str__(self):
        return f"{TITLES[self.network]}, {self.batch}, {self.optimizer}"

    @property
    def title(self):
        return TITLES[self.network]

    @property
    def random(self):
        return self.network.startswith("DROPOUT")


def rows(networks):
    """All rows of the networks that Gradstream has, the networks in the order of the titles."""
    return [
        Row(network, batch, optimizer, TARGETS[network, optimizer][batch])
        for network in TITLES if network in networks
        for batch in TARGETS[network, "SGD"]
        for optimizer in ("SGD", "ADAM")
    ]
