"""The learn step in PyTorch, one thread. Answers requests on standard input, one a line:

    losses NETWORK OPTIMIZER ROWS STEPS      prints the losses of the first steps, without dropout
    exact  NETWORK OPTIMIZER ROWS STEPS      the same, computed in double precision
    time   NETWORK OPTIMIZER ROWS SECONDS    prints the median of a step in microseconds, a variant a line, then "done"

Networks, optimizers and numbers are those of Network.java, Workload.java and Numbers.java.
"""

import statistics
import sys
import time

import numpy
import torch
from torch import nn

BATCHES = 8
WARM_UP = 20
HIDDEN = {
    "LOGISTIC": ([30, 1], lambda width, p: []),
    "RELU": ([30, 64, 32, 1], lambda width, p: [nn.ReLU()]),
    "WIDE_RELU": ([784, 256, 128, 10], lambda width, p: [nn.ReLU()]),
    "TANH": ([30, 64, 32, 1], lambda width, p: [nn.Tanh()]),
    "DROPOUT_BATCH_NORM": ([30, 64, 32, 1], lambda width, p: [nn.BatchNorm1d(width), nn.ReLU(), nn.Dropout(p)]),
}
OPTIMIZERS = {"SGD": (torch.optim.SGD, 0.01), "ADAM": (torch.optim.Adam, 0.001)}


def values(stream, count):
    """The numbers in [-1, 1) of a stream: murmur3's fmix32 of stream and place."""
    h = numpy.arange(count, dtype=numpy.uint32) + numpy.uint32(stream * 0x9E3779B9 & 0xFFFFFFFF)
    h ^= h >> 16
    h *= numpy.uint32(0x85EBCA6B)
    h ^= h >> 13
    h *= numpy.uint32(0xC2B2AE35)
    h ^= h >> 16
    return (h >> 8).astype(numpy.float32) * numpy.float32(2**-23) - numpy.float32(1)


def build(network, dropout):
    widths, hidden = HIDDEN[network]
    layers = []
    for linear, (inputs, outputs) in enumerate(zip(widths, widths[1:])):
        layer = nn.Linear(inputs, outputs)
        bound = numpy.float32(inputs**-0.5)
        with torch.no_grad():
            weight = values(2 * linear, inputs * outputs) * bound
            layer.weight.copy_(torch.from_numpy(weight.reshape(outputs, inputs)))
            layer.bias.copy_(torch.from_numpy(values(2 * linear + 1, outputs) * bound))
        layers.append(layer)
        if linear < len(widths) - 2:
            layers += hidden(outputs, dropout)
    return nn.Sequential(*layers)


def host_batches(network, rows):
    widths = HIDDEN[network][0]
    classes = max(2, widths[-1])
    for batch in range(BATCHES):
        x = values(1000 + batch, rows * widths[0]).reshape(rows, widths[0])
        y = numpy.floor((values(2000 + batch, rows) + 1) / 2 * classes)
        yield torch.from_numpy(x), torch.from_numpy(y.astype(numpy.int64) if classes > 2 else y.reshape(rows, 1))


class Step:
    """One step at a time: copy-in, forward, loss, backward, update, loss read out."""

    def __init__(self, network, optimizer, rows, dropout, foreach=False, traced=False):
        self.batches = list(host_batches(network, rows))
        self.x, self.y = (tensor.clone() for tensor in self.batches[0])
        self.model = build(network, dropout)
        make, lr = OPTIMIZERS[optimizer]
        self.optimizer = make(self.model.parameters(), lr=lr, foreach=foreach)
        self.loss = nn.CrossEntropyLoss() if self.y.dtype == torch.int64 else nn.BCEWithLogitsLoss()
        self.forward = torch.jit.trace(self.model, self.x, check_trace=False) if traced else self.model
        self.next = 0

    def in_double(self):
        self.model.double()
        self.batches = [(x.double(), y if y.dtype == torch.int64 else y.double()) for x, y in self.batches]
        self.x, self.y = (tensor.clone() for tensor in self.batches[0])
        return self

    def copy_in(self):
        x, y = self.batches[self.next]
        self.next = (self.next + 1) % BATCHES
        self.x.copy_(x)
        self.y.copy_(y)

    def run(self):
        self.copy_in()
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.loss(self.forward(self.x), self.y)
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def prequential(self):
        """The loss in evaluation mode, then a step."""
        x, y = self.batches[self.next]
        self.model.eval()
        with torch.no_grad():
            loss = self.loss(self.model(x), y).item()
        self.model.train()
        self.run()
        return loss


def median(step, seconds):
    for _ in range(WARM_UP):
        step()
    times, end = [], time.perf_counter() + seconds
    while True:
        start = time.perf_counter()
        if start > end and len(times) >= 10:
            return statistics.median(times) * 1e6
        step()
        times.append(time.perf_counter() - start)


def timings(network, optimizer, rows, seconds):
    """(variant, median) of what users choose from: eager or traced, one update a tensor or over a list of them."""
    for traced in (False, True):
        for foreach in (False, True):
            variant = ("traced" if traced else "eager") + (", foreach" if foreach else "")
            step = Step(network, optimizer, rows, 0.2, foreach, traced)
            yield variant, median(step.run, seconds)
    if "DROPOUT" in network:
        step = Step(network, optimizer, rows, 0.2)
        yield "scored first", median(step.prequential, seconds)


def main():
    torch.set_num_threads(1)
    for line in sys.stdin:
        request, network, optimizer, rows, amount = line.split()
        if request in ("losses", "exact"):
            step = Step(network, optimizer, int(rows), 0)
            step = step.in_double() if request == "exact" else step
            print(*(step.prequential() for _ in range(int(amount))), flush=True)
        else:
            for variant, time_of_step in timings(network, optimizer, int(rows), float(amount)):
                print(f"{time_of_step:.3f} {variant}")
            print("done", flush=True)


if __name__ == "__main__":
    main()
