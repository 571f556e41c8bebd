#!/usr/bin/env python3
"""The same scan with the first whole rule pack and with the one of today, in turns, on one core.

The first pack has no sentence model, so packs are compared without one; what the model of today takes on top is said in a line of its own.

usage: packs.py INWARD FIRST TODAY POLICY MBOX [ROUNDS]
"""
import os
import resource
import shutil
import subprocess
import sys
import tempfile


def seconds(inward, patterns, policy, path):
    """Processor seconds of one scan: what else the machine does must not count."""
    command = ["taskset", "-c", "0", inward, "scan", path, "--patterns", patterns, "--policy", policy]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open("/dev/null", "wb") as null:
        status = subprocess.call(command + ["--format", "jsonl", "--jobs", "1"], stdout=null, stderr=null)
    if status not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {status}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    inward, first, today, policy, path = sys.argv[1:6]
    rounds = int(sys.argv[6]) if len(sys.argv) > 6 else 5
    with tempfile.TemporaryDirectory() as folder:
        plain = os.path.join(folder, "patterns")
        shutil.copytree(today, plain)
        os.remove(os.path.join(plain, "en", "sentences.tsv"))
        times = {first: [], plain: [], today: []}
        for _ in range(rounds):
            for patterns in times:
                times[patterns].append(seconds(inward, patterns, policy, path))
    size = os.path.getsize(path) / 1e6
    best = {patterns: min(values) for patterns, values in times.items()}
    print(f"first pack             {size / best[first]:8.1f} MB/s  ({size:.0f} MB, best of {rounds})")
    print(f"pack of today          {size / best[plain]:8.1f} MB/s  {best[plain] / best[first]:.2f} times the first one's time")
    print(
        f"with its sentences     {size / best[today]:8.1f} MB/s  {best[today] / best[plain]:.2f} times that, "
        f"{best[today] / best[first]:.2f} times the first one's time")


main()
