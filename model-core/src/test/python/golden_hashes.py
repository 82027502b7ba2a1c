"""Writes hashes.json: what scikit-learn makes of texts by MurmurHash3.

Run with Debian's python3-sklearn: /usr/bin/python3 golden_hashes.py > ../resources/golden/hashes.json
"""

import json
import random

from sklearn.feature_extraction import FeatureHasher
from sklearn.utils import murmurhash3_32

BUCKETS = [1, 2, 7, 1000, 1 << 20]


def texts():
    alphabet = "abcXYZ019 _-=.|\u001f\u00e9\u00df\u043a\u4e2d\U0001f600"
    generator = random.Random(42)
    yield from ["a", "nurse", "Berlin", "job=nurse", "a\u001fb", "\u00e9", "\u0000"]
    for i in range(300):
        yield "".join(generator.choice(alphabet) for _ in range(1 + i % 23))


def place(text, buckets):
    """The column and value that FeatureHasher gives a single text."""
    row = FeatureHasher(n_features=buckets, input_type="string").transform([[text]])
    return [int(row.indices[0]), int(row.data[0])]


def case(text):
    return {
        "text": text,
        "hash": int(murmurhash3_32(text, seed=0)),
        "places": [place(text, buckets) for buckets in BUCKETS],
    }


cases = ",\n".join(json.dumps(case(t)) for t in texts())
print(f'{{"buckets": {json.dumps(BUCKETS)}, "cases": [\n{cases}]}}')
