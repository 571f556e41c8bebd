#!/usr/bin/env python3
"""The same scan with the first whole rule pack and with the one of today, in turns, on one core.

usage: packs.py INWARD FIRST TODAY POLICY MBOX [ROUNDS]
"""
import os
import subprocess
import sys
import time


def seconds(inward, patterns, policy, path):
    command = ["taskset", "-c", "0", inward, "scan", path, "--patterns", patterns, "--policy", policy]
    start = time.monotonic()
    with open("/dev/null", "wb") as null:
        status = subprocess.call(command + ["--format", "jsonl", "--jobs", "1"], stdout=null, stderr=null)
    if status not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {status}")
    return time.monotonic() - start


def main():
    inward, first, today, policy, path = sys.argv[1:6]
    rounds = int(sys.argv[6]) if len(sys.argv) > 6 else 3
    times = {first: [], today: []}
    for _ in range(rounds):
        for patterns in times:
            times[patterns].append(seconds(inward, patterns, policy, path))
    size = os.path.getsize(path) / 1e6
    best = {patterns: min(values) for patterns, values in times.items()}
    print(f"first pack             {size / best[first]:8.1f} MB/s  ({size:.0f} MB, best of {rounds})")
    print(f"pack of today          {size / best[today]:8.1f} MB/s  {best[today] / best[first]:.2f} times the first one's time")


main()
