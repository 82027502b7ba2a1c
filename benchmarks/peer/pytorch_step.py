"""The peer of LearnStepBenchmark: the same step in PyTorch, one thread, median of many, in microseconds.

    python3 benchmarks/peer/pytorch_step.py        # Debian: python3-torch
"""

import statistics
import time

import torch
from torch import nn

NETWORKS = {
    "30-1": lambda: nn.Sequential(nn.Linear(30, 1)),
    "30-64-32-1": lambda: nn.Sequential(
        nn.Linear(30, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 1)),
}
OPTIMIZERS = {"SGD": torch.optim.SGD, "Adam": torch.optim.Adam}


def median_step(model, optimizer, batch):
    x, y = torch.rand(batch, 30) * 2 - 1, torch.randint(0, 2, (batch, 1)).float()
    loss = nn.BCEWithLogitsLoss()

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss(model(x), y).backward()
        optimizer.step()

    for _ in range(500):
        step()
    times = []
    for _ in range(3000):
        start = time.perf_counter()
        step()
        times.append((time.perf_counter() - start) * 1e6)
    return statistics.median(times)


def main():
    torch.set_num_threads(1)
    for network, make in NETWORKS.items():
        for batch in (32, 256, 1024):
            for name, optimizer in OPTIMIZERS.items():
                best = float("inf")
                for foreach in (False, True):
                    model = make()
                    best = min(best, median_step(
                        model, optimizer(model.parameters(), lr=1e-5, foreach=foreach), batch))
                print(f"{network:12} {batch:5} {name:5} {best:8.1f} us", flush=True)


if __name__ == "__main__":
    main()
