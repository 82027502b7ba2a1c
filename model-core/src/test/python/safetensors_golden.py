#!/usr/bin/env python3
"""Writes the golden safetensors files of the tests, and reads and checks such a file.

    safetensors_golden.py write DIRECTORY
    safetensors_golden.py read FILE

An implementation of its own, from the published format alone
(https://github.com/huggingface/safetensors#format): it needs nothing but numpy.
"""
import json
import struct
import sys
from pathlib import Path

import numpy as np


def encode(tensors, metadata=None):
    header = {} if metadata is None else {"__metadata__": metadata}
    begin = 0
    for name, array in tensors.items():
        end = begin + array.nbytes
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [begin, end]}
        begin = end
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    text += b" " * (-(8 + len(text)) % 8)
    data = b"".join(array.astype("<f4").tobytes() for array in tensors.values())
    return struct.pack("<Q", len(text)) + text + data


def decode(content):
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length].decode("utf-8"))
    data = content[8 + length :]
    metadata = header.pop("__metadata__", {})
    expected = 0
    tensors = {}
    for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        begin, end = entry["data_offsets"]
        assert entry["dtype"] == "F32", name
        assert begin == expected, name
        tensors[name] = np.frombuffer(data[begin:end], "<f4").reshape(entry["shape"])
        expected = end
    assert expected == len(data)
    assert (8 + length) % 8 == 0
    return tensors, metadata


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def parameters():
    return {
        "0.weight": np.array([[0.5, -1.25, 3.0], [1e-3, 0.1, -7.0]], dtype=np.float32),
        "0.bias": np.array([0.0, -0.0], dtype=np.float32),
        "2.weight": np.array([[1.5, np.float32(1) / 3]], dtype=np.float32),
    }


def common_metadata(version):
    return {
        "format": "pt",
        "gradstream.format_version": version,
        "model": "größe",
        "version": "7",
        "step": "1200",
        "examples": "38400",
        "metrics": compact({"training.loss": 0.125, "validation.accuracy": 0.96875}),
        "lineage": compact([[0, 3, 40000], [2, 0, 5000000000]]),
        "columns": compact(["width", "the \"height\"", "depth"]),
    }


SCALER = {
    "scaler.mean": compact([0.1, -2.5, 1234.5678]),
    "scaler.m2": compact([0.0, 0.3333333333333333, 17.25]),
}
LAYERS = compact(["Linear[outFeatures=2, bias=true]", "ReLU[]"])


def snapshot_metadata():
    return {
        **common_metadata("2"),
        "targets": compact(["diagnosis"]),
        "classes": compact(["benign", "malignant"]),
        "scaling": "standard",
        "target_scaling": "none",
        "layers": LAYERS,
        "loss": "BCEWithLogitsLoss[]",
        "scaler.kind": "standard",
        "scaler.count": "38400.0",
        **SCALER,
        "target_scaler.kind": "none",
    }


def regression_metadata():
    return {
        **common_metadata("2"),
        "targets": compact(["price", "rent"]),
        "classes": compact([]),
        "scaling": "standard",
        "target_scaling": "min_max",
        "layers": LAYERS,
        "loss": "MSELoss[]",
        "scaler.kind": "standard",
        "scaler.count": "999.5",
        **SCALER,
        "target_scaler.kind": "min_max",
        "target_scaler.count": "38400",
        "target_scaler.min": compact([-0.5, 100.0]),
        "target_scaler.max": compact([0.25, 250000.0]),
    }


def version_1_metadata():
    return {
        **common_metadata("1"),
        "target": "diagnosis",
        "classes": compact(["benign", "malignant"]),
        "scaling": "STANDARD",
        "layers": LAYERS,
        "loss": "BCEWithLogitsLoss[]",
        "scaler.count": "38400",
        **SCALER,
    }


def write(directory):
    # PyTorch users save by name, so the order of the tensors is another than the network's.
    by_name = dict(sorted(parameters().items()))
    (directory / "parameters.safetensors").write_bytes(encode(by_name))
    for name, metadata in (
        ("snapshot", snapshot_metadata()),
        ("snapshot-regression", regression_metadata()),
        ("snapshot-version-1", version_1_metadata()),
    ):
        (directory / f"{name}.safetensors").write_bytes(encode(parameters(), metadata))


def read(file):
    tensors, metadata = decode(file.read_bytes())
    for key, value in metadata.items():
        print(f"{key}: {value}")
    for name, array in tensors.items():
        print(f"{name} {list(array.shape)} {array.ravel()[:8].tolist()}")


if __name__ == "__main__":
    {"write": write, "read": read}[sys.argv[1]](Path(sys.argv[2]))
