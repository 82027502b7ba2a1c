"""Writes what real PyTorch computes, for the tests of all layers and losses, as golden.py.

Run with Debian's python3-torch (1.13 or newer), from the root of the repository:

    /usr/bin/python3 model-core/src/test/python/golden_layers.py
"""

from golden import adam, case, sgd, write

MSE = {"MSELoss": {}}


def linear(width):
    return {"Linear": {"out_features": width}}


def unbiased(width):
    """Behind a bias, whose gradient is 0, a BatchNorm1d would leave rounding errors alone."""
    return {"Linear": {"out_features": width, "bias": False}}


def activations():
    yield "LeakyReLU", {}
    yield "LeakyReLU", {"negative_slope": 0.3}
    yield "ELU", {}
    yield "ELU", {"alpha": 0.4}
    yield "Softmax", {}
    yield "LogSoftmax", {}
    yield "GELU", {}
    yield "GELU", {"approximate": "tanh"}
    yield "SiLU", {}
    yield "Softplus", {}
    yield "Softplus", {"beta": 3.0}
    yield "Softplus", {"beta": 2.0, "threshold": 1.0}
    yield "Hardtanh", {}
    yield "Hardtanh", {"min_val": -0.2, "max_val": 0.7}


def layers():
    for name, options in activations():
        layer = {name: options}
        title = f"{name} {options}"
        yield case(title, [linear(5), layer, linear(2)], MSE, sgd())
        yield case(f"{title} last", [linear(3), layer], MSE, adam(), rows=4)
        yield case(f"{title} one row", [linear(3), layer, linear(1)], MSE, adam(), rows=1)
        yield case(f"{title} large", [linear(4), layer, linear(1)], MSE, adam(), features=1, scale=50.0)
        # PyTorch's ELU is exp(x) - 1, which tiny values vanish in.
        tiny = 0.1 if name == "ELU" else 1e-6
        yield case(f"{title} tiny", [layer, linear(2)], MSE, adam(), scale=tiny)
    yield case("identity", [{"Identity": {}}, linear(2), {"Flatten": {}}], MSE, sgd())
    for options in ({}, {"eps": 0.1}, {"elementwise_affine": False}):
        norm = {"LayerNorm": options}
        yield case(f"LayerNorm {options}", [linear(6), norm, linear(2)], MSE, sgd())
        yield case(f"LayerNorm {options} last", [linear(3), norm], MSE, adam())
        yield case(f"LayerNorm {options} one row", [norm, linear(2)], MSE, adam(), rows=1)
        yield case(f"LayerNorm {options} two features", [norm, linear(2)], MSE, adam(), features=2)
        yield case(f"LayerNorm {options} large", [norm, linear(2)], MSE, adam(), scale=1e4)
    for options in ({}, {"eps": 0.1, "momentum": 0.3}, {"affine": False}, {"momentum": 1.0}, {"momentum": 0.0}):
        norm = {"BatchNorm1d": options}
        yield case(f"BatchNorm1d {options}", [unbiased(6), norm, {"ReLU": {}}, linear(2)], MSE, sgd())
        yield case(f"BatchNorm1d {options} last", [unbiased(3), norm], MSE, adam(), weighted=True)
        yield case(f"BatchNorm1d {options} first", [norm, linear(2)], MSE, adam(), rows=2)
        yield case(f"BatchNorm1d {options} many rows", [norm, linear(2)], MSE, adam(), rows=100)
    inner = [linear(6), {"GELU": {}}, linear(5)]
    yield case("residual", [{"Residual": inner}, linear(2)], MSE, sgd())
    nested = [{"LayerNorm": {}}, {"Residual": [{"Linear": {"out_features": 5, "bias": False}}]}]
    yield case("residual in residual", [{"Residual": nested}, linear(2)], MSE, adam(), rows=17)


def losses():
    probability = [linear(4), {"Tanh": {}}, linear(3), {"Sigmoid": {}}]
    likelihood = [linear(4), {"Tanh": {}}, linear(3), {"LogSoftmax": {}}]
    positive = [linear(4), {"Tanh": {}}, linear(3), {"Softplus": {}}]
    plain = [linear(4), {"Tanh": {}}, linear(3)]
    classes = [0.2, 1.0, 3.0]
    for network, name, options in (
        (probability, "BCELoss", {}),
        (likelihood, "NLLLoss", {}),
        (likelihood, "NLLLoss", {"weight": classes}),
        (plain, "L1Loss", {}),
        (plain, "HuberLoss", {}),
        (plain, "HuberLoss", {"delta": 0.3}),
        (plain, "SmoothL1Loss", {}),
        (plain, "SmoothL1Loss", {"beta": 0.3}),
        (plain, "SmoothL1Loss", {"beta": 0.0}),
        (plain, "CrossEntropyLoss", {"weight": classes}),
        (plain, "CrossEntropyLoss", {"label_smoothing": 0.1}),
        (plain, "CrossEntropyLoss", {"weight": classes, "label_smoothing": 0.3}),
        (plain, "BCEWithLogitsLoss", {"pos_weight": classes}),
        (plain, "SparsemaxLoss", {}),
        (plain, "QuantileLoss", {}),
        (plain, "QuantileLoss", {"q": 0.9}),
        (plain, "LogCoshLoss", {}),
        (plain, "HingeLoss", {}),
        (plain, "FocalLoss", {}),
        (plain, "FocalLoss", {"alpha": -1, "gamma": 0.5}),
        (plain, "FocalLoss", {"alpha": 0.7, "gamma": 3.0}),
        (plain, "PoissonNLLLoss", {}),
        (plain, "PoissonNLLLoss", {"full": True}),
        (positive, "PoissonNLLLoss", {"log_input": False, "eps": 1e-4}),
    ):
        loss = {name: options}
        title = f"{name} {options}"
        yield case(title, network, loss, sgd())
        yield case(f"{title} weighted", network, loss, adam(), weighted=True, rows=5)
        yield case(f"{title} one row", network, loss, adam(), features=1, rows=1)
    yield case("BCELoss saturated", [linear(1), {"Sigmoid": {}}], {"BCELoss": {}}, adam(), scale=30.0)
    for name in ("L1Loss", "HuberLoss", "SmoothL1Loss", "HingeLoss", "FocalLoss"):
        yield case(f"{name} far", [linear(1)], {name: {}}, sgd(lr=1e-4), scale=100.0)


if __name__ == "__main__":
    write("layers.json", layers())
    write("losses.json", losses())
