"""Writes how real PyTorch trains: optimizers, clipping, penalties, groups and schedules.

Run with Debian's python3-torch (1.13 or newer), from the root of the repository:

    /usr/bin/python3 model-core/src/test/python/golden_training.py

FTRL, which PyTorch lacks, is computed in double by numpy from the algorithm of the paper.
"""

import importlib
import inspect
import json
import warnings

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from golden import BATCHES, STEPS, TARGET, floats

ROWS, FEATURES, HIDDEN, OUTPUTS = 8, 5, 6, 1
SCHEDULE_STEPS = 200
LR = 0.1


def as_documented():
    """Before 2.0, NAdam takes one momentum twice into a product, unlike its documentation and later versions."""
    module = importlib.import_module("torch.optim.nadam")
    source = inspect.getsource(module._single_tensor_nadam)
    exec(source.replace("mu_product * mu * mu_next", "mu_product * mu_next"), module.__dict__)


def data(seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(FEATURES, HIDDEN), nn.Tanh(), nn.Linear(HIDDEN, OUTPUTS))
    x = torch.randn(BATCHES, ROWS, FEATURES)
    y = torch.randn(BATCHES, ROWS, OUTPUTS)
    return model, x, y


def case(number, optimizer, lr_scheduler=None, groups=(), **keys):
    """One training; the arguments are keys of the pipeline file."""
    model, x, y = data(number)
    named = dict(model.named_parameters())
    (name, arguments), = optimizer.items()
    declared = {**arguments, "groups": [{"parameters": n, "lr": lr} for n, lr in groups]} if groups else arguments
    pipeline = {"optimizer": {name: declared}, **keys}
    if lr_scheduler:
        pipeline["lr_scheduler"] = lr_scheduler
    result = {
        "pipeline": pipeline,
        "x": floats(x),
        "y": floats(y),
        "parameters": [{"name": n, "shape": list(p.shape), "values": floats(p)} for n, p in named.items()],
    }
    for frozen in keys.get("freeze", []):
        named[frozen].requires_grad_(False)
    learnt = [p for p in named.values() if p.requires_grad]
    own = [{"params": [named[n]], "lr": lr} for n, lr in groups]
    others = [p for n, p in named.items() if p.requires_grad and n not in dict(groups)]
    update = getattr(torch.optim, name)([{"params": others}, *own], **arguments)
    schedule = schedulers(update, lr_scheduler) if lr_scheduler else None
    history = []
    for step in range(STEPS):
        b = step % BATCHES
        update.zero_grad()
        value = F.mse_loss(model(x[b]), y[b])
        history.append(value.item())
        if "l1_penalty" in keys:
            value = value + keys["l1_penalty"] * sum(p.abs().sum() for p in learnt)
        value.backward()
        if "clip_grad_value" in keys:
            nn.utils.clip_grad_value_(learnt, keys["clip_grad_value"])
        if "clip_grad_norm" in keys:
            nn.utils.clip_grad_norm_(learnt, keys["clip_grad_norm"])
        update.step()
        if schedule:
            schedule.step()
    result["history"] = history
    result["after"] = [floats(p) for p in model.parameters()]
    return result


def schedulers(optimizer, spec):
    """Schedules as the pipeline file writes them: a name with its arguments."""
    (name, arguments), = spec.items()
    arguments = dict(arguments)
    if "schedulers" in arguments:
        parts = [schedulers(optimizer, part) for part in arguments.pop("schedulers")]
        if name == "SequentialLR":
            return torch.optim.lr_scheduler.SequentialLR(optimizer, parts, **arguments)
        return torch.optim.lr_scheduler.ChainedScheduler(parts, **arguments)
    return getattr(torch.optim.lr_scheduler, name)(optimizer, **arguments)


def optimizers():
    def of(name, **options):
        return {name: options}

    yield of("AdamW", lr=0.01)
    yield of("AdamW", lr=0.03, betas=[0.8, 0.95], eps=1e-6, weight_decay=0.2)
    yield of("AdamW", lr=0.01, weight_decay=0.0)
    yield of("RMSprop", lr=0.01)
    yield of("RMSprop", lr=0.005, alpha=0.9, eps=1e-4, weight_decay=0.05)
    yield of("RMSprop", lr=0.003, momentum=0.9)
    yield of("RMSprop", lr=0.003, centered=True)
    yield of("RMSprop", lr=0.002, alpha=0.95, momentum=0.5, centered=True, weight_decay=0.01)
    yield of("Adagrad", lr=0.05)
    yield of("Adagrad", lr=0.1, lr_decay=0.02, weight_decay=0.03)
    yield of("Adagrad", lr=0.1, initial_accumulator_value=0.5, eps=1e-3)
    yield of("Adadelta", lr=1.0)
    yield of("Adadelta", lr=0.5, rho=0.8, eps=1e-3, weight_decay=0.02)
    yield of("Adamax", lr=0.01)
    yield of("Adamax", lr=0.02, betas=[0.7, 0.9], eps=1e-3, weight_decay=0.05)
    yield of("NAdam", lr=0.01)
    yield of("NAdam", lr=0.02, betas=[0.8, 0.95], eps=1e-5, weight_decay=0.03, momentum_decay=0.02)


def trainings():
    sgd = {"SGD": {"lr": LR, "momentum": 0.9}}
    adam = {"Adam": {"lr": 0.02, "weight_decay": 0.01}}
    plans = [{"optimizer": o} for o in optimizers()]
    plans += [
        {"optimizer": sgd, "clip_grad_norm": 0.3},
        {"optimizer": sgd, "clip_grad_norm": 1000.0},
        {"optimizer": adam, "clip_grad_value": 0.05},
        {"optimizer": sgd, "clip_grad_value": 0.1, "clip_grad_norm": 0.2},
        {"optimizer": sgd, "l1_penalty": 0.01},
        {"optimizer": adam, "l1_penalty": 0.05, "clip_grad_norm": 0.5},
        {"optimizer": sgd, "freeze": ["0.weight", "0.bias"]},
        {"optimizer": adam, "freeze": ["0.bias", "2.weight"], "clip_grad_norm": 0.5},
        {"optimizer": sgd, "groups": [["0.weight", 0.01], ["2.bias", 0.3]]},
        {"optimizer": adam, "groups": [["0.bias", 0.001]], "freeze": ["2.bias"], "l1_penalty": 0.01},
        {"optimizer": sgd, "groups": [["2.weight", 0.02]], "lr_scheduler": {"StepLR": {"step_size": 7, "gamma": 0.5}}},
        {"optimizer": adam, "lr_scheduler": {"CosineAnnealingLR": {"T_max": 20, "eta_min": 0.001}}},
        {"optimizer": {"Adagrad": {"lr": LR, "lr_decay": 0.1}}, "lr_scheduler": {"ExponentialLR": {"gamma": 0.95}}},
        {"optimizer": sgd, "lr_scheduler": {"CyclicLR": {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 6}}},
        {"optimizer": sgd, "lr_scheduler": {"OneCycleLR": {"max_lr": 0.1, "total_steps": 60}}},
        {"optimizer": adam, "lr_scheduler": {"OneCycleLR": {"max_lr": 0.05, "total_steps": 60, "three_phase": True}}},
        {"optimizer": {"NAdam": {"lr": 0.01}}, "lr_scheduler": {"OneCycleLR": {"max_lr": 0.05, "total_steps": 60}}},
        {"optimizer": {"RMSprop": {"lr": 0.01, "momentum": 0.9}}, "lr_scheduler": {"CyclicLR": {"base_lr": 0.001, "max_lr": 0.01, "step_size_up": 9, "step_size_down": 4}}},
    ]
    return [case(i, **plan) for i, plan in enumerate(plans)]


def schedules():
    cycle = {"base_lr": 0.01, "max_lr": 0.3, "step_size_up": 17}
    half_linear = {"LinearLR": {"start_factor": 0.1, "total_iters": 20}}
    for spec in (
        {"StepLR": {"step_size": 30}},
        {"StepLR": {"step_size": 7, "gamma": 0.9}},
        {"MultiStepLR": {"milestones": [10, 50, 50, 150]}},
        {"MultiStepLR": {"milestones": [1, 2, 199], "gamma": 0.5}},
        {"ExponentialLR": {"gamma": 0.97}},
        {"ConstantLR": {}},
        {"ConstantLR": {"factor": 0.25, "total_iters": 40}},
        {"LinearLR": {}},
        half_linear,
        {"LinearLR": {"start_factor": 1.0, "end_factor": 0.0, "total_iters": 100}},
        {"PolynomialLR": {"total_iters": 90, "power": 2.0}},
        {"PolynomialLR": {}},
        {"CosineAnnealingLR": {"T_max": 50}},
        {"CosineAnnealingLR": {"T_max": 33, "eta_min": 0.01}},
        {"CosineAnnealingWarmRestarts": {"T_0": 20}},
        {"CosineAnnealingWarmRestarts": {"T_0": 10, "T_mult": 2, "eta_min": 0.005}},
        {"CosineAnnealingWarmRestarts": {"T_0": 3, "T_mult": 3}},
        {"CyclicLR": cycle},
        {"CyclicLR": {**cycle, "step_size_down": 5, "mode": "triangular2"}},
        {"CyclicLR": {**cycle, "mode": "exp_range", "gamma": 0.99}},
        {"CyclicLR": {**cycle, "base_momentum": 0.5, "max_momentum": 0.95, "mode": "triangular2"}},
        {"OneCycleLR": {"max_lr": 0.5, "total_steps": 200}},
        {"OneCycleLR": {"max_lr": 0.5, "total_steps": 200, "three_phase": True}},
        {"OneCycleLR": {"max_lr": 0.2, "total_steps": 203, "pct_start": 0.41, "anneal_strategy": "linear", "div_factor": 10, "final_div_factor": 50, "base_momentum": 0.7, "max_momentum": 0.99}},
        {"OneCycleLR": {"max_lr": 0.2, "total_steps": 201, "pct_start": 0.37, "anneal_strategy": "linear", "three_phase": True}},
        {"ChainedScheduler": {"schedulers": [half_linear, {"ExponentialLR": {"gamma": 0.99}}]}},
        {"ChainedScheduler": {"schedulers": [{"ConstantLR": {"factor": 0.1, "total_iters": 30}}, {"StepLR": {"step_size": 40}}, {"MultiStepLR": {"milestones": [100]}}]}},
        {"SequentialLR": {"schedulers": [half_linear, {"CosineAnnealingLR": {"T_max": 100}}], "milestones": [20]}},
        {"SequentialLR": {"schedulers": [{"ConstantLR": {"total_iters": 5}}, {"StepLR": {"step_size": 25}}, {"ExponentialLR": {"gamma": 0.9}}], "milestones": [10, 110]}},
        {"SequentialLR": {"schedulers": [half_linear, {"CosineAnnealingWarmRestarts": {"T_0": 15, "T_mult": 2}}], "milestones": [20]}},
    ):
        optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=LR, momentum=0.9)
        schedule = schedulers(optimizer, spec)
        rates, momenta = [], []
        for _ in range(SCHEDULE_STEPS):
            group = optimizer.param_groups[0]
            rates.append(float(group["lr"]))
            momenta.append(group["momentum"])
            optimizer.step()
            schedule.step()
        cycles = len(set(momenta)) > 1
        yield {"scheduler": spec, "lr": LR, "rates": rates, "momenta": momenta if cycles else []}


def plateaus():
    """A metric that falls or rises in noisy stairs, and what becomes of the rates of two groups."""
    random = np.random.default_rng(5)
    stairs = 2.0 ** -(np.arange(SCHEDULE_STEPS) // 40)
    falling = [round(float(v), 6) for v in stairs * (1 + 0.3 * random.random(SCHEDULE_STEPS))]
    rising = [round(float(v), 6) for v in 1 - stairs * (1 + 0.3 * random.random(SCHEDULE_STEPS)) / 3]
    for spec in (
        {},
        {"patience": 0},
        {"factor": 0.5, "patience": 3},
        {"factor": 0.5, "patience": 3, "cooldown": 7},
        {"factor": 0.3, "patience": 5, "threshold": 0.2},
        {"factor": 0.3, "patience": 5, "threshold": 0.05, "threshold_mode": "abs"},
        {"factor": 0.2, "patience": 4, "min_lr": 0.003},
        {"factor": 0.9, "patience": 1, "eps": 1e-3, "cooldown": 1},
        {"factor": 0.1, "patience": 1, "threshold": 0.0},
    ):
        for mode, metric, values in (("min", "validation.loss", falling), ("max", "validation.accuracy", rising)):
            yield plateau({**spec, "mode": mode} if mode == "max" else spec, metric, values)
    yield plateau({"patience": 2, "factor": 0.7}, "training.loss", [None if i % 7 == 3 else v for i, v in enumerate(falling)])


def plateau(spec, metric, values):
    groups = [{"params": [nn.Parameter(torch.zeros(1))], "lr": lr} for lr in (LR, 0.01)]
    optimizer = torch.optim.SGD(groups)
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, **spec)
    rates = []
    for value in values:
        scheduler.step(float("nan") if value is None else value)
        rates.append([float(group["lr"]) for group in optimizer.param_groups])
    return {"scheduler": {"ReduceLROnPlateau": {"metric": metric, **spec}}, "values": values, "rates": rates}


def ftrl(alpha, beta, l1, l2, seed):
    """Algorithm 1 of McMahan et al. (2013) for linear regression, from w = 0, in double."""
    random = np.random.default_rng(seed)
    truth = np.where(np.arange(FEATURES + 3) % 2 == 0, 1.5, 0.0)
    x = random.normal(size=(BATCHES, ROWS, len(truth))).astype("<f4")
    y = (x @ truth + 0.1 * random.normal(size=(BATCHES, ROWS))).astype("<f4")
    w, z, n = np.zeros(len(truth)), np.zeros(len(truth)), np.zeros(len(truth))
    zeros = []
    for step in range(STEPS):
        a, b = x[step % BATCHES].astype(float), y[step % BATCHES].astype(float)
        g = 2 * a.T @ (a @ w - b) / ROWS
        sigma = (np.sqrt(n + g * g) - np.sqrt(n)) / alpha
        z += g - sigma * w
        n += g * g
        w = np.where(np.abs(z) <= l1, 0, -(z - np.sign(z) * l1) / ((beta + np.sqrt(n)) / alpha + l2))
        zeros.append(int((w == 0).sum()))
    return {
        "pipeline": {"optimizer": {"FTRL": {"alpha": alpha, "beta": beta, "l1": l1, "l2": l2}}},
        "features": len(truth),
        "x": floats(torch.tensor(x)),
        "y": floats(torch.tensor(y)),
        "after": floats(torch.tensor(w)),
        "zeros": zeros,
    }


def write(name, cases):
    text = ",\n".join(json.dumps(one) for one in cases)
    (TARGET / name).write_text(f"[\n{text}\n]\n")


if __name__ == "__main__":
    warnings.filterwarnings("ignore", category=UserWarning)
    as_documented()
    write("trainings.json", trainings())
    write("schedules.json", schedules())
    write("plateaus.json", plateaus())
    write("ftrl.json", [ftrl(0.5, 1.0, l1, l2, 11 + i) for i, (l1, l2) in enumerate([(0, 0), (0, 1.0), (1.0, 0), (4.0, 0.5), (15.0, 0)])])
