#!/usr/bin/env python3
"""Whole scans of a mixed mbox: rate on one core, memory at two sizes, and two jobs beside one.

usage: scan.py INWARD PATTERNS CORPORA [MEGABYTES]
"""
import os
import resource
import subprocess
import sys
import tempfile
import time


def mix(corpora, path, size):
    """Ham, spam and the awkward messages, one after another, until the file has its size."""
    parts = [open(f"{corpora}/mail/{name}.mbox", "rb").read() for name in ("ham", "spam")]
    folder = f"{corpora}/mime/eml"
    odd = b""
    for name in sorted(os.listdir(folder)):
        body = open(f"{folder}/{name}", "rb").read().replace(b"\nFrom ", b"\n>From ")
        odd += b"From sender@example Thu Jan  1 00:00:00 1970\n" + body + b"\n\n"
    block = b"".join(part.rstrip(b"\n") + b"\n\n" for part in parts) + odd
    written = 0
    with open(path, "wb") as file:
        while written < size:
            written += file.write(block)
    return written


def scan(inward, patterns, path, jobs, cores):
    """Seconds and peak memory in MB of one scan with its output on."""
    command = ["taskset", "-c", cores, inward, "scan", path, "--patterns", patterns, "--format", "jsonl", "--jobs", str(jobs)]
    start = time.monotonic()
    with open("/dev/null", "wb") as null:
        child = subprocess.Popen(command, stdout=null, stderr=null)
        _, status, usage = os.wait4(child.pid, 0)
    seconds = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return seconds, usage.ru_maxrss / 1024


def main():
    inward, patterns, corpora = sys.argv[1:4]
    megabytes = int(sys.argv[4]) if len(sys.argv) > 4 else 200
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/mixed.mbox"
        size = mix(corpora, path, megabytes * 1_000_000)
        one, memory = scan(inward, patterns, path, 1, "0")
        print(f"one job on one core    {size / one / 1e6:8.1f} MB/s  peak {memory:6.1f} MB  ({size / 1e6:.0f} MB)")
        two, memory = scan(inward, patterns, path, 2, "0,1")
        print(f"two jobs on two cores  {size / two / 1e6:8.1f} MB/s  peak {memory:6.1f} MB  {one / two:.2f} times one job")
        size = mix(corpora, path, megabytes * 10_000_000)
        seconds, memory = scan(inward, patterns, path, 2, "0,1")
        print(f"ten times the size     {size / seconds / 1e6:8.1f} MB/s  peak {memory:6.1f} MB  ({size / 1e6:.0f} MB)")


main()
