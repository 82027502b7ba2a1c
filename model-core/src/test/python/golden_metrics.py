"""Writes what scikit-learn computes, for the tests of metrics.

Run with Debian's python3-sklearn (1.2), from the root of the repository:

    /usr/bin/python3 model-core/src/test/python/golden_metrics.py

With a factor below 1 a row counts that many times less for each row after it. A figure that
scikit-learn refuses to compute, or that is NaN, is null.
"""

import json
import math
import pathlib
import warnings

import numpy as np
from sklearn import metrics

TARGET = pathlib.Path("model-core/src/test/resources/golden/metrics.json")


def weights(rows, factor):
    """The last row counts 1, each earlier one is faded once more."""
    return factor ** np.arange(rows - 1, -1, -1.0)


def figure(compute, *arguments, **options):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value = float(compute(*arguments, **options))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def area(actual, scores, weight):
    """One against the rest, the mean over the classes that have an area."""
    classes = scores.shape[1]
    ranked = [1] if classes == 2 else range(classes)
    areas = [
        figure(metrics.roc_auc_score, actual == c, scores[:, c], sample_weight=weight)
        for c in ranked
    ]
    present = [one for one in areas if one is not None]
    if len(present) == classes > 2:
        whole = metrics.roc_auc_score(
            actual, scores, multi_class="ovr", labels=range(classes), sample_weight=weight
        )
        assert abs(whole - np.mean(present)) < 1e-12
    return float(np.mean(present)) if present else None


def classes_case(name, actual, scores, factor=1.0):
    actual = np.asarray(actual, dtype=int)
    scores = np.asarray(scores, dtype=float)
    classes = scores.shape[1]
    predicted = scores.argmax(axis=1)
    labels = list(range(classes))
    weight = {"sample_weight": weights(len(actual), factor)}
    figures = {"accuracy": figure(metrics.accuracy_score, actual, predicted, **weight)}
    for word, function in (
        ("precision", metrics.precision_score),
        ("recall", metrics.recall_score),
        ("f1", metrics.f1_score),
    ):
        for average in ("macro", "micro"):
            figures[f"{word}_{average}"] = figure(
                function, actual, predicted, average=average, zero_division=0, **weight
            )
        if classes == 2:
            figures[word] = figure(
                function, actual, predicted, labels=[1], average="macro", zero_division=0, **weight
            )
    figures["cohen_kappa"] = figure(metrics.cohen_kappa_score, actual, predicted, **weight)
    figures["roc_auc"] = area(actual, scores, weight["sample_weight"])
    figures["log_loss"] = figure(metrics.log_loss, actual, scores, labels=labels, **weight)
    if classes > 2:
        for k in range(1, classes):
            figures[f"top_{k}"] = figure(
                metrics.top_k_accuracy_score, actual, scores, k=k, labels=labels, **weight
            )
    p, r, f, n = metrics.precision_recall_fscore_support(
        actual, predicted, labels=labels, zero_division=0, **weight
    )
    return {
        "name": name,
        "factor": factor,
        "classes": classes,
        "actual": actual.tolist(),
        "scores": scores.tolist(),
        "predicted": predicted.tolist(),
        "figures": figures,
        "by_class": [[float(a), float(b), float(c), float(d)] for a, b, c, d in zip(p, r, f, n)],
        "confusion": metrics.confusion_matrix(
            actual, predicted, labels=labels, **weight
        ).tolist(),
    }


def numbers_case(name, actual, predicted, factor=1.0):
    actual = np.asarray(actual, dtype=float)
    predicted = np.asarray(predicted, dtype=float)
    weight = {"sample_weight": weights(len(actual), factor)}
    return {
        "name": name,
        "factor": factor,
        "classes": 0,
        "actual": actual.tolist(),
        "predicted": predicted.tolist(),
        "figures": {
            "mae": figure(metrics.mean_absolute_error, actual, predicted, **weight),
            "rmse": figure(metrics.mean_squared_error, actual, predicted, squared=False, **weight),
            # Without force_finite a constant target has no share of variance to explain.
            "r2": figure(metrics.r2_score, actual, predicted, force_finite=False, **weight),
            "coverage": float(np.average(actual <= predicted, weights=weight["sample_weight"])),
        },
    }


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def random_classes(random, number):
    classes = int(random.choice([2, 2, 3, 4, 7]))
    rows = int(random.choice([1, 2, 3, 10, 50, 120]))
    factor = float(random.choice([1, 1, 0.99, 0.6]))
    present = random.integers(1, classes + 1)
    actual = random.integers(0, present, rows)
    logits = random.normal(size=(rows, classes)) * float(random.choice([0.1, 1, 5]))
    logits[np.arange(rows), actual] += float(random.choice([-1, 0, 1, 2]))
    scores = softmax(logits)
    if random.random() < 0.4:
        # Ties: only a few different probabilities.
        scores = np.round(scores * 4) + 1e-3
        scores /= scores.sum(axis=1, keepdims=True)
    return classes_case(f"random classes {number}", actual, scores, factor)


def random_numbers(random, number):
    rows = int(random.choice([1, 2, 3, 10, 100, 300]))
    factor = float(random.choice([1, 1, 0.99, 0.6]))
    offset = float(random.choice([0, 0, 1e3, -1e6]))
    scale = float(random.choice([1e-12, 1e-3, 1, 1e3, 1e12]))
    actual = (random.normal(size=rows) + offset) * scale
    predicted = actual + random.normal(size=rows) * scale * float(random.choice([0, 0.1, 1, 10]))
    return numbers_case(f"random numbers {number}", actual, predicted, factor)


def cases():
    random = np.random.default_rng(20)
    certain = [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]]
    yield classes_case("one row", [1], [[0.25, 0.75]])
    yield classes_case("one row, wrong", [0], [[0.25, 0.75]])
    yield classes_case("one class", [1, 1, 1], [[0.25, 0.75], [0.75, 0.25], [0.4, 0.6]])
    yield classes_case("one class, always right", [1, 1], [[0.25, 0.75], [0.4, 0.6]])
    yield classes_case("certain and right", [0, 1, 0, 1], certain)
    yield classes_case("certain and wrong", [1, 0, 1, 0], certain)
    yield classes_case("all tied", [0, 1, 1, 0], [[0.5, 0.5]] * 4)
    yield classes_case("three classes, all tied", [0, 1, 2, 1], [[1 / 3, 1 / 3, 1 / 3]] * 4)
    yield classes_case("a class never occurs", [0, 1, 1], softmax(random.normal(size=(3, 3))))
    yield classes_case(
        "a class is never predicted", [0, 1, 2, 2], [[0.6, 0.3, 0.1], [0.3, 0.6, 0.1]] * 2
    )
    tiny = np.array([[1e-300, 1.0], [1e-17, 1.0], [1.0, 1e-9], [1 - 1e-12, 1e-12]])
    yield classes_case("tiny probabilities", [1, 0, 1, 0], tiny)
    yield numbers_case("one number", [3.0], [2.5])
    yield numbers_case("constant target", [0.1] * 5, [0.1, 0.2, 0.3, 0.4, 0.5])
    yield numbers_case("constant target, right", [0.1] * 5, [0.1] * 5)
    yield numbers_case("perfect", [1.0, 2.0, 3.0], [1.0, 2.0, 3.0])
    yield numbers_case("huge", [1e38, -1e38, 3e38], [1.1e38, -0.5e38, 2e38])
    yield numbers_case("tiny", [1e-38, -1e-38, 3e-38], [1.1e-38, -0.5e-38, 2e-38])
    yield numbers_case("far from zero", 1e9 + random.random(200), 1e9 + random.random(200))
    for number in range(60):
        yield random_classes(random, number)
    for number in range(40):
        yield random_numbers(random, number)


if __name__ == "__main__":
    text = ",\n".join(json.dumps(one) for one in cases())
    TARGET.write_text(f"[\n{text}\n]\n")
