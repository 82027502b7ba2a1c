"""Writes what was measured into docs/performance.md, between the markers."""

import pathlib
import platform
import re
import subprocess

import torch

from rows import TITLES, Row

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/performance.md"
BEGIN, END = "<!-- written by benchmarks/learn-step: begin -->", "<!-- end -->"
ALLOWED_CHECK = 0.03
# Load average up to which a machine counts as idle.
IDLE = 0.5


def versions():
    cpu = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    printed = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr
    return {"cpu": cpu[1] if cpu else platform.processor(), "java": re.search(r".*version.*", printed)[0], "torch": torch.__version__}


def ratios(result):
    """Gradstream's time over that of PyTorch from Python, and over that of the faster of Python and C++."""
    ours, python = result["Gradstream"][0], result["Python"][0]
    return ours / python, ours / min(python, result.get("C++", result["Python"])[0])


def micros(result, name):
    if name not in result:
        return "–"
    value = result[name][0]
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def line(result):
    row = Row(**result["row"])
    to_python, to_best = ratios(result)
    target = "–" if row.target is None else f"{row.target:.2f}"
    met = "–" if row.target is None else "yes" if to_best <= row.target else "**no**"
    optimizer = {"ADAM": "Adam"}.get(row.optimizer, row.optimizer)
    names = ("Gradstream", "Python", "C++", "DL4J", "SAMEDIFF")
    cells = [row.title, f"{row.batch}", optimizer, *(micros(result, name) for name in names),
             f"{to_python:.2f}", f"{to_best:.2f}", target, met]
    return "| " + " | ".join(cells) + " |"


def table(measured):
    head = ["network", "batch", "optimizer", "Gradstream", "PyTorch, Python", "PyTorch, C++", "DL4J", "SameDiff",
            "ratio to Python", "ratio to the best PyTorch", "target", "met"]
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    return "\n".join(lines + [line(result) for result in measured["results"]])


def notes(measured):
    results, versions = measured["results"], measured["versions"]
    with_target = [r for r in results if r["row"]["target"] is not None]
    met = sum(ratios(r)[1] <= r["row"]["target"] for r in with_target)
    names = {"GRADSTREAM": "Gradstream", "SAMEDIFF": "SameDiff", "Python": "PyTorch", "C++": "PyTorch in C++"}
    agreed = ", ".join(f"{names.get(k, k)} {d:.0e}" for k, d in measured["differences"].items())
    if measured["load"] > IDLE:
        yield f"**The machine was busy (load {measured['load']:.1f} before the start): these figures are a sketch.**"
    yield f"{met} of {len(with_target)} targets met."
    yield (f"Median microseconds of a step, of {measured['rounds']} round{'s' * (measured['rounds'] > 1)}; {versions['cpu']}, one thread, "
           f"{versions['java']}, PyTorch {versions['torch']}, {measured['date']}; "
           f"the whole run took {measured['seconds']:.0f} s.")
    yield f"Largest difference of a loss in the first 20 steps from that of PyTorch in double precision: {agreed}."
    yield "PyTorch's fastest settings: " + ", ".join(fastest(results)) + "."
    low, high = (round(f(r["allocated"][0] for r in results)) for f in (min, max))
    yield f"A step of Gradstream allocates {low:,} to {high:,} bytes on the heap (JMH's gc profiler)."
    yield from check(measured)
    yield from scored(results)


def fastest(results):
    count = {}
    for result in results:
        for name in ("Python", "C++"):
            if name in result:
                key = f"{name} {result[name][1]}"
                count[key] = count.get(key, 0) + 1
    return [f"{key} ({number} rows)" for key, number in sorted(count.items(), key=lambda item: -item[1])]


def check(measured):
    """The check costs the same at every batch size, so its share is largest in the shortest step."""
    shares = {}
    for result in measured["results"]:
        network = result["row"]["network"]
        shares[network] = max(shares.get(network, 0), measured["checks"][network] / result["Gradstream"][0])
    listed = ", ".join(f"{TITLES[network]} {share:.1%}" for network, share in shares.items())
    verdict = "all below" if max(shares.values()) < ALLOWED_CHECK else "not all below"
    yield (f"The divergence check (one dot product over all gradients, timed alone) as a share of the shortest step: {listed}; "
           f"{verdict} the {ALLOWED_CHECK:.0%} allowed.")


def scored(results):
    """Gradstream scores a batch in evaluation mode before it learns from it, which costs a second forward pass."""
    for result in results:
        times = [result[f"{name}, scored first"][0] for name in ("Python", "C++") if f"{name}, scored first" in result]
        if times:
            row = Row(**result["row"])
            yield (f"{row}: PyTorch with the same evaluation before the step takes {min(times):.0f}, "
                   f"ratio {result['Gradstream'][0] / min(times):.2f}.")


def write(measured):
    text = PAGE.read_text()
    before, rest = text.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    listed = "\n".join(f"- {note}" for note in notes(measured))
    PAGE.write_text(f"{before}{BEGIN}\n\n{table(measured)}\n\n{listed}\n\n{END}{after}")
