"""Times all libraries in turn: ours, PyTorch, ours, PyTorch … for each row, then DL4J and SameDiff."""

import collections
import statistics
import sys
import time

import java
from rows import rows

STEPS_COMPARED = 20
# Adam divides gradients by their own size: tiny ones, which rounding decides, move weights as far as large ones do.
AGREE = {"GRADSTREAM": 1e-4, "Python": 1e-3, "C++": 1e-3}
# ND4J's Adam adds epsilon before the correction of the bias, so the first steps are a little shorter.
AGREE_ND4J = 2e-3
SCORED = "scored first"


def say(text):
    print(time.strftime("%H:%M:%S"), text, file=sys.stderr, flush=True)


def compare(peers):
    """
    The largest difference between each library's losses and those of PyTorch in double precision, after the same steps
    from the same numbers on the same data; ends the program if one is too large: what computes something else is not timed.
    """
    computed = java.losses(STEPS_COMPARED)
    networks = [key for library, *key in computed if library == "GRADSTREAM"]
    exact = {tuple(key): peers["Python"][0].exact(*key, 32, STEPS_COMPARED) for key in networks}
    differences = collections.defaultdict(float)

    def add(library, key, losses):
        difference = max(abs(a - b) for a, b in zip(losses, exact[key], strict=True))
        if not difference <= AGREE.get(library, AGREE_ND4J):
            raise SystemExit(f"learn-step: {library} computes other losses for {key}: {losses} instead of {exact[key]}")
        differences[library] = max(differences[library], difference)

    for (library, *key), losses in computed.items():
        add(library, tuple(key), losses)
    for key in exact:
        for language, processes in peers.items():
            for process in processes:
                add(language, key, process.losses(*key, 32, STEPS_COMPARED))
    return list(dict.fromkeys(network for network, _ in exact)), dict(differences)


def time_row(row, peers, mode, times):
    """Adds one round of a row: ours, then each PyTorch."""
    median, allocated = java.learn_step("GRADSTREAM", row, mode.warm_up, mode.seconds)
    times["Gradstream", ""].append(median)
    times["allocated", ""].append(allocated)
    for setting in range(len(peers["Python"])):
        for language, processes in peers.items():
            for variant, median in processes[setting].times(row, mode.peer_seconds).items():
                times[language, variant].append(median)


def time_jvm_peers(times, mode):
    """DL4J and SameDiff, once: they are far away."""
    wanted = [row for row in times if not row.random]
    for library in ("DL4J", "SAMEDIFF"):
        say(f"{library} ...")
        for row, median in java.other_library(library, wanted, mode.warm_up, mode.seconds).items():
            times[row][library, ""].append(median)


def best(times):
    """The median of the rounds of each library in its fastest variant, with the variant's name."""
    medians = {key: statistics.median(rounds) for key, rounds in times.items()}
    found = {}
    for (library, variant), median in medians.items():
        name = f"{library}, {SCORED}" if variant.startswith(SCORED) else library
        if name not in found or median < found[name][0]:
            found[name] = (median, variant)
    return found


def measure(peers, mode):
    start = time.time()
    networks, differences = compare(peers)
    say("losses agree: " + ", ".join(f"{library} to {d:.0e}" for library, d in differences.items()))
    checks = {network: java.divergence_check(network, mode.seconds) for network in networks}
    times = {row: collections.defaultdict(list) for row in rows(networks)}
    rounds, longest = 0, 0
    while rounds < mode.rounds and time.time() - start + longest <= mode.minutes * 60:
        began, rounds = time.time(), rounds + 1
        for number, (row, found) in enumerate(times.items(), 1):
            time_row(row, peers, mode, found)
            say(f"round {rounds}, {number}/{len(times)} {row}: " + summary(found))
        longest = max(longest, time.time() - began)
        if rounds == 1 and mode.jvm_peers:
            time_jvm_peers(times, mode)
    results = [{"row": vars(row), **best(found)} for row, found in times.items()]
    return {"differences": differences, "checks": checks, "results": results, "rounds": rounds}


def summary(times):
    return ", ".join(f"{name} {median:.1f}" for name, (median, _) in best(times).items() if name != "allocated")
