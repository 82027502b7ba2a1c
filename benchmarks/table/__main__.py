"""Times the learn step of Gradstream and of its peers, and writes docs/performance.md and its chart."""

import argparse
import json
import os
import sys
import time
from dataclasses import dataclass

import chart
import report
from java import HERE
from measure import measure, say
from pytorch import peers

RAW = HERE / "target/learn-step.json"


@dataclass(frozen=True)
class Mode:
    rounds: int
    minutes: float
    warm_up: float
    seconds: float
    peer_seconds: float
    jvm_peers: bool


QUICK = Mode(rounds=1, minutes=2, warm_up=1.2, seconds=0.3, peer_seconds=0.1, jvm_peers=False)


def main():
    arguments = argparse.ArgumentParser(prog="benchmarks/learn-step", description=__doc__)
    arguments.add_argument("--quick", action="store_true",
                           help="one short round without DL4J and SameDiff: two minutes; prints and writes nothing")
    arguments.add_argument("--rounds", type=int, default=3, help="how often each row is timed in turn (default 3)")
    arguments.add_argument("--minutes", type=float, default=12,
                           help="no round is begun that would end later (default 12); the first always is")
    arguments.add_argument("--report", action="store_true", help="time nothing: write again what was measured last")
    chosen = arguments.parse_args()
    full = Mode(chosen.rounds, chosen.minutes, warm_up=1.5, seconds=0.5, peer_seconds=0.12, jvm_peers=True)
    if not chosen.report:
        start, load, running = time.time(), os.getloadavg()[0], peers(chosen.quick)
        if load > report.IDLE:
            say(f"this machine is busy (load {load:.1f}): what follows is a sketch")
        try:
            measured = measure(running, QUICK if chosen.quick else full)
        finally:
            for process in sum(running.values(), []):
                process.close()
        measured.update(load=load, date=time.strftime("%Y-%m-%d"), seconds=time.time() - start, versions=report.versions())
        say(f"done in {measured['seconds']:.0f} s")
        if chosen.quick:
            print(report.table(measured))
            return
        RAW.write_text(json.dumps(measured, indent=1))
    measured = json.loads(RAW.read_text())
    report.write(measured)
    chart.write(measured)
    print(report.table(measured))


if __name__ == "__main__":
    sys.exit(main())
