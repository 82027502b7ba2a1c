"""Runs PyTorch, from Python and in C++, in processes that live from the first row to the last and sleep in between."""

import os
import subprocess
import sys

from java import HERE, blas_core

# The C library keeps what is freed, so that large temporaries do not come as fresh pages from the kernel at each step.
KEEP_MEMORY = {"MALLOC_TRIM_THRESHOLD_": "1000000000", "MALLOC_MMAP_THRESHOLD_": "1000000000"}
TUNED = {"OPENBLAS_CORETYPE", "ATEN_CPU_CAPABILITY", *KEEP_MEMORY}


def settings():
    """Environments in which PyTorch is tried: tuned, which halves the time of Adam on the wide network; and as it comes."""
    core = blas_core()
    told = {"OPENBLAS_CORETYPE": core, "ATEN_CPU_CAPABILITY": "avx512" if core == "SKYLAKEX" else "avx2"}
    return [("tuned", {**KEEP_MEMORY, **(told if core else {})}), ("", {})]


class Peer:
    """One process, which answers requests line by line."""

    def __init__(self, command, setting, variables):
        self.setting = setting
        environment = {k: v for k, v in os.environ.items() if k not in TUNED}
        environment.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", **variables)
        self.process = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)

    def ask(self, *words):
        print(*words, file=self.process.stdin, flush=True)

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("learn-step: a peer ended early: " + " ".join(self.process.args))
        return line.strip()

    def losses(self, network, optimizer, batch, steps):
        self.ask("losses", network, optimizer, batch, steps)
        return [float(word) for word in self.answer().split()]

    def exact(self, network, optimizer, batch, steps):
        self.ask("exact", network, optimizer, batch, steps)
        return [float(word) for word in self.answer().split()]

    def times(self, row, seconds):
        """{variant: median of a step in microseconds}"""
        self.ask("time", row.network, row.optimizer, row.batch, seconds)
        found = {}
        while (line := self.answer()) != "done":
            median, variant = line.split(" ", 1)
            found[", ".join(filter(None, (variant, self.setting)))] = float(median)
        return found

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def peers(few):
    """{language: [a peer for each setting]}; C++ only where it was compiled."""
    commands = {"Python": [sys.executable, str(HERE / "peer/pytorch_step.py")]}
    compiled = HERE / "target/peer/libtorch_step"
    if compiled.exists():
        commands["C++"] = [str(compiled)]
    tried = settings()[:1] if few else settings()
    return {language: [Peer(command, *setting) for setting in tried] for language, command in commands.items()}
