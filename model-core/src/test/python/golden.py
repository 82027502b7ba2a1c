"""Writes what real PyTorch computes, for the tests of layers, losses and optimizers.

Run with Debian's python3-torch (1.13 or newer), from the root of the repository:

    /usr/bin/python3 model-core/src/test/python/golden.py

Numbers are float32, little-endian, in base64. Inputs are three batches that are learnt in turn.
"""

import base64
import copy
import json
import pathlib

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import golden_modules

TARGET = pathlib.Path("model-core/src/test/resources/golden")
STEPS = 50
BATCHES = 3


def floats(tensor):
    array = np.ascontiguousarray(tensor.detach().numpy(), dtype="<f4")
    return base64.b64encode(array.tobytes()).decode()


def network(spec, features):
    layers, width = [], features
    for layer in spec:
        if isinstance(layer, dict):
            module, width = golden_modules.layer(layer, width)
            layers.append(module)
            continue
        name, *arguments = layer.split()
        if name == "Linear":
            out, bias = int(arguments[0]), "nobias" not in arguments
            layers.append(nn.Linear(width, out, bias))
            width = out
        else:
            layers.append(getattr(nn, name)(*map(float, arguments)))
    return nn.Sequential(*layers), width


def losses(name, output, target):
    if isinstance(name, dict):
        return golden_modules.losses(name, output, target)
    if name == "CrossEntropyLoss":
        return F.cross_entropy(output, target[:, 0].long(), reduction="none")[:, None]
    return getattr(nn, name)(reduction="none")(output, target)


def mean(name, output, target, weight):
    """PyTorch's reduction: with weights of classes it divides by their sum, not by the rows."""
    loss = losses(name, output, target) * weight
    shares = golden_modules.shares(name, target) if isinstance(name, dict) else None
    value = loss.mean() if shares is None else loss.sum() / shares.sum()
    if isinstance(name, dict) and bool((weight == 1).all()):
        golden_modules.require_mean(name, output, target, value)
    return value


def targets(name, rows, width):
    if isinstance(name, dict):
        return golden_modules.targets(name, rows, width)
    if name == "CrossEntropyLoss":
        return torch.randint(0, width, (rows, 1)).float()
    if name == "BCEWithLogitsLoss":
        return torch.randint(0, 2, (rows, width)).float()
    return torch.randn(rows, width)


def case(name, spec, loss, optimizer, rows=8, features=5, weighted=False, scale=1.0, exact=False, draw=targets):
    """exact: PyTorch computes in double, so that differences are our rounding errors alone.

    draw: makes the targets of a batch.
    """
    torch.manual_seed(len(name) * 7919 + rows)
    model, width = network(spec, features)
    model.train(not any("Dropout" in layer for layer in spec))
    x = torch.randn(BATCHES, rows, features) * scale
    y = torch.stack([draw(loss, rows, width) for _ in range(BATCHES)])
    w = torch.rand(BATCHES, rows, 1) * 2 if weighted else torch.ones(BATCHES, rows, 1)
    result = {
        "name": name,
        "layers": spec,
        "loss": loss,
        "optimizer": optimizer,
        "rows": rows,
        "features": features,
        "targets": y.shape[2],
        "x": floats(x),
        "y": floats(y),
        "w": floats(w),
        "parameters": [
            {"name": n, "shape": list(p.shape), "values": floats(p)} for n, p in kept(model)
        ],
    }

    if exact:
        model, x, y, w = model.double(), x.double(), y.double(), w.double()
    # A pass in training mode moves running statistics.
    once = copy.deepcopy(model)
    output = once(x[0])
    value = mean(loss, output, y[0], w[0])
    value.backward()
    result["output"] = floats(output)
    result["lossValue"] = value.item()
    result["gradients"] = [floats(p.grad) for p in once.parameters()]

    steps = dict(optimizer)
    update = getattr(torch.optim, steps.pop("name"))(model.parameters(), **steps)
    history = []
    for step in range(STEPS):
        b = step % BATCHES
        before = evaluated(model, loss, x[b], y[b], w[b])
        update.zero_grad()
        mean(loss, model(x[b]), y[b], w[b]).backward()
        update.step()
        history.append(before)
    result["history"] = history
    result["after"] = [floats(p) for _, p in kept(model)]
    return result


def kept(model):
    """Parameters, then what else a layer keeps; a momentum of none alone needs a count of batches."""
    yield from model.named_parameters()
    for name, buffer in model.named_buffers():
        if not name.endswith("num_batches_tracked"):
            yield name, buffer


def evaluated(model, loss, x, y, w):
    """The loss before a step, in evaluation mode."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        value = mean(loss, model(x), y, w).item()
    model.train(was_training)
    return value


def sgd(**options):
    return {"name": "SGD", "lr": 0.05, **options}


def adam(**options):
    return {"name": "Adam", "lr": 0.01, **options}


def networks():
    mse, bce, ce = "MSELoss", "BCEWithLogitsLoss", "CrossEntropyLoss"
    mlp = ["Linear 7", "ReLU", "Linear 4", "Tanh", "Linear 3"]
    yield case("linear", ["Linear 3"], mse, sgd())
    yield case("linear without bias", ["Linear 3 nobias"], mse, sgd())
    yield case("linear to one", ["Linear 1"], bce, sgd(), rows=32)
    yield case("one row", ["Linear 4", "ReLU", "Linear 2"], mse, sgd(), rows=1)
    yield case("one feature", ["Linear 4", "Tanh", "Linear 1"], mse, sgd(), features=1)
    for activation in ("ReLU", "Sigmoid", "Tanh"):
        yield case(activation.lower(), ["Linear 6", activation, "Linear 2"], mse, sgd())
        yield case(f"{activation} last", ["Linear 2", activation], mse, adam())
        yield case(f"{activation} saturated", ["Linear 6", activation, "Linear 1"], bce, adam(), scale=20.0)
    yield case("dropout evaluated", ["Linear 6", "ReLU", "Dropout 0.5", "Linear 2"], mse, sgd())
    yield case("many binary outputs", ["Linear 9", "ReLU", "Linear 4"], bce, sgd())
    yield case("two classes", ["Linear 5", "Sigmoid", "Linear 2"], ce, sgd())
    yield case("ten classes", ["Linear 12", "ReLU", "Linear 10"], ce, adam(), rows=16)
    yield case("large logits", ["Linear 3"], ce, sgd(lr=1e-4), scale=50.0)
    for loss in (mse, bce, ce):
        yield case(f"weighted {loss}", ["Linear 6", "Tanh", "Linear 3"], loss, sgd(), weighted=True)
    for options in (
        {"momentum": 0.9},
        {"momentum": 0.9, "nesterov": True},
        {"momentum": 0.8, "dampening": 0.3},
        {"weight_decay": 0.01},
        {"momentum": 0.9, "nesterov": True, "weight_decay": 0.02},
        {"momentum": 0.5, "dampening": 0.5, "weight_decay": 0.1},
    ):
        yield case(f"SGD {json.dumps(options)}", mlp, mse, sgd(**options))
    for options in (
        {},
        {"lr": 0.001},
        {"betas": [0.5, 0.9]},
        {"eps": 1e-3},
        {"weight_decay": 0.05},
    ):
        yield case(f"Adam {json.dumps(options)}", mlp, ce, adam(**options))
    yield case("deep", ["Linear 16", "ReLU", "Linear 12", "Sigmoid", "Linear 8", "Tanh", "Linear 1"], bce, adam(), rows=37)


def write(name, cases):
    TARGET.mkdir(parents=True, exist_ok=True)
    text = ",\n".join(json.dumps(one) for one in cases)
    (TARGET / name).write_text(f"[\n{text}\n]\n")


if __name__ == "__main__":
    write("networks.json", networks())
