"""The training loop of `gradstream train`, in real PyTorch.

Reads the shipped breast-cancer file, streams it in the order of `produce`, scales it online as Gradstream does,
learns batch by batch, and writes for each optimizer the parameters before (`init.safetensors`) and after.

    python3 jobs/src/test/python/train_golden.py        # Debian: python3-torch
"""

import csv
import json
import pathlib
import struct

import numpy as np
import torch

ROOT = pathlib.Path(__file__).resolve().parents[4]
DATA = ROOT / "jobs/src/main/resources/dev/gradstream/job/demo/breast-cancer.csv"
OUT = ROOT / "jobs/src/test/resources/golden/train"
EPOCHS, BATCH, SHUFFLE = 3, 32, 11


def write_safetensors(path, tensors):
    header, data, at = {}, b"", 0
    for name, value in tensors.items():
        raw = value.detach().numpy().astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [at, at + len(raw)]}
        data, at = data + raw, at + len(raw)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


class OnlineScaler:
    """Mean and population variance of all rows so far, merged a batch at a time (Chan et al. 1979)."""

    def __init__(self, columns):
        self.count, self.mean, self.m2 = 0, np.zeros(columns), np.zeros(columns)

    def scale(self, rows):
        rows = rows.astype(np.float64)
        n, mean, m2 = len(rows), rows.mean(0), ((rows - rows.mean(0)) ** 2).sum(0)
        delta, total = mean - self.mean, self.count + len(rows)
        self.m2 += m2 + delta**2 * self.count * n / total
        self.mean += delta * n / total
        self.count = total
        deviation = np.sqrt(self.m2 / self.count)
        deviation[deviation == 0] = 1
        return ((rows - self.mean) / deviation).astype(np.float32)


def load():
    with open(DATA) as file:
        rows = list(csv.DictReader(file))
    columns = [name for name in rows[0] if name not in ("id", "diagnosis")]
    x = np.array([[np.float32(row[name]) for name in columns] for row in rows])
    y = np.array([["benign", "malignant"].index(row["diagnosis"]) for row in rows], dtype=np.float32)
    return x, y


def splitmix64(state):
    """Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014."""
    mask = 2**64 - 1
    while True:
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        yield z ^ (z >> 31)


def epoch_order(rows, seed):
    """The order in which `--shuffle` takes an epoch: Fisher and Yates."""
    order, numbers = list(range(rows)), splitmix64(seed)
    for i in range(rows - 1, 0, -1):
        j = next(numbers) % (i + 1)
        order[i], order[j] = order[j], order[i]
    return order


def network():
    torch.manual_seed(7)
    return torch.nn.Sequential(torch.nn.Linear(30, 16), torch.nn.ReLU(), torch.nn.Linear(16, 1))


def train(optimizer):
    x, y = load()
    order = np.concatenate([epoch_order(len(x), SHUFFLE + epoch) for epoch in range(EPOCHS)])
    model, scaler, loss = network(), OnlineScaler(x.shape[1]), torch.nn.BCEWithLogitsLoss()
    update = optimizer(model.parameters())
    for start in range(0, len(order), BATCH):
        rows = order[start : start + BATCH]
        update.zero_grad()
        loss(model(torch.from_numpy(scaler.scale(x[rows]))), torch.from_numpy(y[rows]).unsqueeze(1)).backward()
        update.step()
    return model.state_dict()


def main():
    torch.set_num_threads(1)
    OUT.mkdir(parents=True, exist_ok=True)
    write_safetensors(OUT / "init.safetensors", network().state_dict())
    write_safetensors(
        OUT / "sgd.safetensors", train(lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9)))
    write_safetensors(OUT / "adam.safetensors", train(lambda p: torch.optim.Adam(p, lr=0.01)))


if __name__ == "__main__":
    main()
