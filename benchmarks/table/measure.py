"""Times all libraries in turn: ours, PyTorch, ours, PyTorch … for each row, then DL4J and SameDiff."""

import collections
import statistics
import sys
import time

import java
from rows import rows

STEPS_COMPARED = 20
AGREE = 1e-4
# ND4J's Adam adds epsilon before the correction of the bias, so the first steps are a little shorter.
AGREE_ND4J = 2e-3
SCORED = "scored first"


def say(text):
    print(time.strftime("%H:%M:%S"), text, file=sys.stderr, flush=True)


def compare(peers):
    """
    The largest difference between Gradstream's losses and those of each library, after the same steps from the same
    numbers on the same data; ends the program if one is too large: what computes something else is not timed.
    """
    ours = java.losses(STEPS_COMPARED)
    wanted = {key[1:]: losses for key, losses in ours.items() if key[0] == "GRADSTREAM"}
    differences = collections.defaultdict(float)

    def add(library, key, losses):
        difference = max(abs(a - b) for a, b in zip(losses, wanted[key], strict=True))
        if not difference <= (AGREE_ND4J if library in ("DL4J", "SAMEDIFF") else AGREE):
            raise SystemExit(f"learn-step: {library} computes other losses for {key}: {losses} instead of {wanted[key]}")
        differences[library] = max(differences[library], difference)

    for (library, *key), losses in ours.items():
        add(library, tuple(key), losses)
    for network, optimizer in wanted:
        for language, processes in peers.items():
            for process in processes:
                add(language, (network, optimizer), process.losses(network, optimizer, 32, STEPS_COMPARED))
    return list(dict.fromkeys(network for network, _ in wanted)), dict(differences)


def time_row(row, peers, mode):
    times, allocated = collections.defaultdict(list), []
    for _ in range(mode.rounds):
        median, bytes_a_step = java.learn_step("GRADSTREAM", row, mode.warm_up, mode.seconds)
        times["Gradstream", ""].append(median)
        allocated.append(bytes_a_step)
        for setting in range(len(peers["Python"])):
            for language, processes in peers.items():
                for variant, median in processes[setting].times(row, mode.peer_seconds).items():
                    times[language, variant].append(median)
    if mode.jvm_peers and not row.random:
        for library in ("DL4J", "SAMEDIFF"):
            times[library, ""].append(java.learn_step(library, row, mode.warm_up, mode.seconds)[0])
    return {**best(times), "allocated": statistics.median(allocated)}


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
    networks, differences = compare(peers)
    say("losses agree: " + ", ".join(f"{library} to {d:.0e}" for library, d in differences.items()))
    checks = {network: java.divergence_check(network, mode.seconds) for network in networks}
    results = []
    wanted = rows(networks)
    for number, row in enumerate(wanted, 1):
        found = time_row(row, peers, mode)
        results.append({"row": vars(row), **found})
        say(f"{number}/{len(wanted)} {row}: " + ", ".join(
            f"{name} {value[0]:.1f}" for name, value in found.items() if name != "allocated"))
    return {"differences": differences, "checks": checks, "results": results, "rounds": mode.rounds}
