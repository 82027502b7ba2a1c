"""Writes windows and lags of mixed series as numpy makes them, for the tests of sequences.

Run with Debian's python3-numpy, from the root of the repository:

    /usr/bin/python3 model-core/src/test/python/golden_sequences.py

Records are [series, a, b, y]. Each example is [record with the target, values...].
"""

import json
import pathlib

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

TARGET = pathlib.Path("model-core/src/test/resources/golden/sequences.json")

random = np.random.default_rng(4)
series = random.integers(0, 3, 60)
values = random.integers(-99, 100, (60, 3))


def by_series():
    for name in np.unique(series):
        yield np.flatnonzero(series == name)


def windows(length, stride, ahead):
    examples = []
    for rows in by_series():
        if len(rows) < length + ahead:
            continue
        columns = values[rows, :2]
        views = sliding_window_view(columns, length, axis=0).transpose(0, 2, 1)
        views = views[: len(rows) - length + 1 - ahead : stride]
        targets = rows[length - 1 + ahead :: stride]
        examples += [[int(t), *v.ravel().tolist()] for t, v in zip(targets, views)]
    return sorted(examples)


def lags(column, by, fill):
    """What pandas calls groupby(series).shift(k, fill_value=fill), beside a and b."""
    examples = []
    for rows in by_series():
        shifted = [
            np.concatenate([np.full(min(k, len(rows)), np.nan), values[rows, column][:-k]])[: len(rows)]
            for k in by
        ]
        table = np.column_stack([rows, values[rows, :2], *shifted])
        if fill is None:
            table = table[~np.isnan(table).any(axis=1)]
        examples += np.nan_to_num(table, nan=fill or 0).astype(int).tolist()
    return sorted(examples)


cases = [
    {"features": f"window: {{length: {n}, stride: {s}, target_ahead: {k}}}, columns: [a, b]",
     "examples": windows(n, s, k)}
    for n, s, k in [(1, 1, 0), (1, 1, 2), (3, 1, 0), (3, 1, 1), (4, 2, 0), (4, 3, 2), (5, 7, 1)]
]
for name, column in [("a", 0), ("b", 1), ("y", 2)]:
    for by in [[1], [1, 2], [3, 1, 5]]:
        for missing, fill in [("reject", None), ("zero", 0)]:
            cases.append(
                {"features": f"missing: {missing}, columns: [a, b, {{lag: {{column: {name}, by: {by}}}}}]",
                 "examples": lags(column, by, fill)})

records = np.column_stack([series, values]).tolist()
TARGET.write_text(json.dumps({"records": records, "cases": cases}, separators=(",", ":")) + "\n")
