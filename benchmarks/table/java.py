"""Runs what is timed in the JVM: by JMH, each row of Gradstream's in a JVM of its own."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent.parent
PACKAGE = "dev.gradstream.benchmark"
LOCKED = "Unable to acquire the JMH lock"


def blas_core():
    """The core type that Gradstream chooses for OpenBLAS; "" where OpenBLAS is left alone."""
    try:
        flags = next(line for line in open("/proc/cpuinfo") if line.startswith("flags")).split()
    except (OSError, StopIteration):
        return ""
    return "SKYLAKEX" if "avx512f" in flags else "HASWELL" if "avx2" in flags else ""


def environment():
    core = {"OPENBLAS_CORETYPE": blas_core()} if blas_core() else {}
    return {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", **core}


def command(*arguments):
    classpath = f"{HERE}/target/classes:{(HERE / 'target/classpath').read_text().strip()}"
    return ["java", "-Xmx1g", "-cp", classpath, *arguments]


def losses(steps):
    """{(library, network, optimizer): losses of the first steps}"""
    run = subprocess.run(command(f"{PACKAGE}.Losses", str(steps)), env=environment(),
                         capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(f"learn-step: the losses could not be computed:\n{run.stderr}")
    found = {}
    for words in (line.split() for line in run.stdout.splitlines()):
        if words and words[0] in ("GRADSTREAM", "DL4J", "SAMEDIFF"):
            found[tuple(words[:3])] = [float(word) for word in words[3:]]
    return found


def jmh(benchmark, parameters, warm_up, seconds, *more):
    """A benchmark in a fresh JVM, which stands for JMH's fork: its results as JMH writes them."""
    with tempfile.NamedTemporaryFile(suffix=".json") as result:
        arguments = [f"{PACKAGE}.{benchmark}", "-f", "0", "-wi", "1", "-w", f"{round(warm_up * 1000)}ms",
                     "-i", "1", "-r", f"{round(seconds * 1000)}ms", "-prof", "gc",
                     "-rf", "json", "-rff", result.name, "-foe", "true", *more]
        for name, value in parameters.items():
            arguments += ["-p", f"{name}={value}"]
        while True:
            run = subprocess.run(command("org.openjdk.jmh.Main", *arguments), env=environment(),
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            if LOCKED not in run.stdout:
                break
            print("another JMH is running; waiting ...", file=sys.stderr, flush=True)
            time.sleep(5)
        if run.returncode:
            raise SystemExit(f"learn-step: {benchmark} {parameters} failed:\n{run.stdout[-4000:]}")
        return json.load(open(result.name))


def median(result):
    return result["primaryMetric"]["scorePercentiles"]["50.0"]


def learn_step(library, row, warm_up, seconds):
    """
    Median of a step in microseconds, and what it allocates on the heap in bytes. The wide network takes fewer steps in
    a second, so it gets two more for the JIT compiler to see what is hot.
    """
    longer = 2 if row.network == "WIDE_RELU" else 0
    result = jmh("LearnStepBenchmark", {"library": library, "network": row.network, "batch": row.batch,
                                        "optimizer": row.optimizer}, warm_up + longer, seconds)[0]
    return median(result), result["secondaryMetrics"]["gc.alloc.rate.norm"]["score"]


def other_library(library, rows, warm_up, seconds):
    """
    {row: median of a step in microseconds}, all in one JVM that warms up on all rows first: these libraries are so
    much code that a single row would leave most of it to the interpreter.
    """
    parameters = {"library": library, "network": ",".join(dict.fromkeys(row.network for row in rows)),
                  "batch": ",".join(dict.fromkeys(str(row.batch) for row in rows)), "optimizer": "SGD,ADAM"}
    found = {}
    for result in jmh("LearnStepBenchmark", parameters, warm_up, seconds, "-wm", "BULK"):
        of = result["params"]
        found[of["network"], int(of["batch"]), of["optimizer"]] = median(result)
    return {row: found[row.network, row.batch, row.optimizer] for row in rows}


def divergence_check(network, seconds):
    """Mean microseconds of the check of one network's gradients."""
    result = jmh("DivergenceCheckBenchmark", {"network": network}, 1, seconds)[0]
    return result["primaryMetric"]["score"]
