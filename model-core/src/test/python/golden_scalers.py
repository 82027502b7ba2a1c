"""Writes what scikit-learn's scalers make of columns that are easy and hard to scale.

Run with Debian's python3-sklearn (1.2 or newer), from the root of the repository:

    /usr/bin/python3 model-core/src/test/python/golden_scalers.py

Rows are float32, scaled ones float64, little-endian, in base64.
"""

import base64
import json
import pathlib

import numpy as np
from sklearn.preprocessing import MinMaxScaler, StandardScaler

TARGET = pathlib.Path("model-core/src/test/resources/golden/scalers.json")
ROWS = 400


def encoded(array, kind):
    return base64.b64encode(np.ascontiguousarray(array, dtype=kind).tobytes()).decode()


def rows():
    random = np.random.default_rng(7)
    columns = [
        random.normal(size=ROWS),
        1e6 + random.normal(size=ROWS),
        np.full(ROWS, 0.1),
        np.zeros(ROWS),
        1e-9 * random.normal(size=ROWS),
        1e30 * random.normal(size=ROWS),
        random.integers(0, 2, size=ROWS),
        random.lognormal(10, 1, size=ROWS),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def scaled(scaler, x):
    """Taken in as doubles: what is compared is the rule, not scikit-learn's float32."""
    return encoded(scaler.fit(x.astype(np.float64)).transform(x.astype(np.float64)), "<f8")


if __name__ == "__main__":
    x = rows()
    golden = {
        "columns": x.shape[1],
        "rows": encoded(x, "<f4"),
        "standard": scaled(StandardScaler(), x),
        "min_max": scaled(MinMaxScaler(), x),
    }
    TARGET.write_text(json.dumps(golden) + "\n")
