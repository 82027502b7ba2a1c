"""Layers and losses by the names and arguments of the pipeline file, as PyTorch computes them.

What PyTorch lacks is written here as its publication has it, and differentiated by autograd.
"""

import torch
from torch import nn
from torch.nn import functional as F


class Residual(nn.Sequential):
    def forward(self, x):
        return x + super().forward(x)


def parts(spec):
    """{"ELU": {"alpha": 2}} as a name and its arguments."""
    ((name, arguments),) = spec.items()
    return name, arguments


def layer(spec, width):
    """A layer for an input of that width, and the width of its output."""
    name, arguments = parts(spec)
    if name == "Linear":
        return nn.Linear(width, **arguments), arguments["out_features"]
    if name == "LayerNorm":
        return perturbed(nn.LayerNorm(width, **arguments)), width
    if name == "BatchNorm1d":
        return perturbed(nn.BatchNorm1d(width, **arguments)), width
    if name == "Residual":
        inner, between = [], width
        for one in arguments:
            module, between = layer(one, between)
            inner.append(module)
        return Residual(*inner), between
    if name in ("Softmax", "LogSoftmax"):
        return getattr(nn, name)(dim=-1), width
    return getattr(nn, name)(**arguments), width


def perturbed(module):
    """Ones and zeros would hide which parameter does what."""
    with torch.no_grad():
        for parameter in module.parameters():
            parameter += torch.randn_like(parameter) * 0.3
    return module


def quantile(output, target, q=0.5):
    error = target - output
    return torch.maximum(q * error, (q - 1) * error)


def log_cosh(output, target):
    return torch.log(torch.cosh(output - target))


def hinge(output, target):
    return torch.clamp(1 - (2 * target - 1) * output, min=0)


def focal(output, target, alpha=0.25, gamma=2.0):
    p = torch.sigmoid(output)
    right = p * target + (1 - p) * (1 - target)
    loss = F.binary_cross_entropy_with_logits(output, target, reduction="none")
    loss = loss * (1 - right) ** gamma
    return loss if alpha < 0 else loss * (alpha * target + (1 - alpha) * (1 - target))


def sparsemax(output, target):
    """Equations 4 and 21 of Martins and Astudillo, "From Softmax to Sparsemax"."""
    descending, _ = torch.sort(output, dim=1, descending=True)
    sums = torch.cumsum(descending, dim=1)
    size = torch.arange(1, output.shape[1] + 1)
    support = (1 + size * descending > sums).sum(dim=1, keepdim=True)
    threshold = (torch.gather(sums, 1, support - 1) - 1) / support
    inside = (output > threshold).to(output.dtype)
    right = torch.gather(output, 1, target.long())
    return -right + 0.5 * (inside * (output**2 - threshold**2)).sum(dim=1, keepdim=True) + 0.5


OWN = {
    "QuantileLoss": quantile,
    "LogCoshLoss": log_cosh,
    "HingeLoss": hinge,
    "FocalLoss": focal,
    "SparsemaxLoss": sparsemax,
}
CLASSES = ("CrossEntropyLoss", "NLLLoss", "SparsemaxLoss")
YES_OR_NO = ("BCELoss", "BCEWithLogitsLoss", "HingeLoss", "FocalLoss")


def losses(spec, output, target):
    """One loss a row, or one for each output."""
    name, arguments = parts(spec)
    if name in OWN:
        return OWN[name](output, target, **arguments)
    return reduced(spec, output, target, "none")


def reduced(spec, output, target, reduction):
    """A loss of PyTorch's own."""
    name, arguments = parts(spec)
    arguments = {
        key: torch.tensor(value, dtype=output.dtype) if isinstance(value, list) else value
        for key, value in arguments.items()
    }
    loss = getattr(nn, name)(reduction=reduction, **arguments)
    if name in CLASSES and target.shape[1] > 1:
        value = loss(output, target)
        return value[:, None] if reduction == "none" else value
    if name in CLASSES:
        value = loss(output, target[:, 0].long())
        return value[:, None] if reduction == "none" else value
    return loss(output, target)


def require_mean(spec, output, target, value):
    """Without weights of examples, a mean is what PyTorch itself takes for one."""
    if parts(spec)[0] not in OWN:
        torch.testing.assert_close(value, reduced(spec, output, target, "mean"))


def shares(spec, target):
    """The weights of the rows' classes, where a loss has any and the target is a class."""
    name, arguments = parts(spec)
    if name not in CLASSES or "weight" not in arguments or target.shape[1] > 1:
        return None
    return torch.tensor(arguments["weight"])[target[:, 0].long()]


def targets(spec, rows, width):
    name, _ = parts(spec)
    if name in CLASSES:
        return torch.randint(0, width, (rows, 1)).float()
    if name in YES_OR_NO:
        return torch.randint(0, 2, (rows, width)).float()
    if name == "PoissonNLLLoss":
        return torch.poisson(torch.full((rows, width), 2.0))
    return torch.randn(rows, width)
