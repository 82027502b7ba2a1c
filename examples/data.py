"""Writes the data of the examples from the copies in scikit-learn.

Run with Debian's python3-sklearn, from the root of the repository:

    /usr/bin/python3 examples/data.py

Of each data set a fifth is kept for the test, drawn by scikit-learn's `train_test_split` with random_state 42 and
stratified: by the class, or by the fifth of its range of ranks in which a number lies. Where the data come from and
under which licence stands in examples/DATA.md.
"""

import csv
import pathlib

import numpy as np
from sklearn import datasets
from sklearn.model_selection import train_test_split

HERE = pathlib.Path(__file__).resolve().parent
DIABETES = ["age", "sex", "bmi", "blood_pressure", "cholesterol", "ldl", "hdl", "cholesterol_hdl", "triglycerides", "glucose"]
PIXELS = [f"p{row}{column}" for row in range(8) for column in range(8)]


def write(file, columns, rows):
    path = HERE / file
    path.parent.mkdir(exist_ok=True)
    with open(path, "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def table(features, target):
    """One row for each example: its number, its features, its answer."""
    return [[number, *(f"{value:.7g}" for value in row), answer] for number, (row, answer) in enumerate(zip(features, target))]


def split(rows, strata):
    train, test = train_test_split(range(len(rows)), test_size=0.2, random_state=42, stratify=strata)
    return [rows[i] for i in sorted(train)], [rows[i] for i in sorted(test)]


def example(name, columns, rows, strata):
    train, test = split(rows, strata)
    write(f"{name}/train.csv", columns, train)
    write(f"{name}/test.csv", columns, test)
    return train, test


def classes(name, data, columns, target, labels):
    rows = table(data.data, [labels[i] for i in data.target])
    return example(name, ["id", *columns, target], rows, data.target)


def snake(name):
    return name.replace(" (cm)", "").replace("/", "_").replace(" ", "_")


if __name__ == "__main__":
    iris = datasets.load_iris()
    classes("iris", iris, map(snake, iris.feature_names), "species", iris.target_names)

    wine = datasets.load_wine()
    classes("wine", wine, map(snake, wine.feature_names), "cultivar", ["first", "second", "third"])

    diabetes = datasets.load_diabetes(scaled=False)
    fifths = np.argsort(np.argsort(diabetes.target, kind="stable"), kind="stable") * 5 // len(diabetes.target)
    example("diabetes", ["id", *DIABETES, "progression"], table(diabetes.data, map(int, diabetes.target)), fifths)

    digits = datasets.load_digits()
    train, test = classes("digits", digits, PIXELS, "digit", range(10))
    header = ["id", *PIXELS, "digit"]
    write("fine-tuning/0-4.csv", header, [row for row in train if row[-1] < 5])
    write("fine-tuning/5-9.csv", header, [row for row in train if row[-1] >= 5])
    write("fine-tuning/5-9-test.csv", header, [row for row in test if row[-1] >= 5])
    write("one-batch/batch.csv", header, train[:32])
