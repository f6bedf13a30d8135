#!/usr/bin/env python3
"""Start to ready, memory at rest and size of the binary. usage: start_bench.py VOORZIEN_BINARY

Beside each start, in the same run: the same binary printing its version, the least that any start costs. Goals of the issue:
ready < 200 ms on an empty store, < 80 MB resident at rest, < 25 MB on disk.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

binary = sys.argv[1]
rounds = 11


def ready_ms(*arguments: str) -> tuple[float, float]:
    """Milliseconds until `listening` is printed; resident megabytes once nothing moves any more."""
    with tempfile.TemporaryDirectory(prefix="voorzien-start-") as folder:
        begun = time.perf_counter()
        server = subprocess.Popen([binary, *arguments, "--data", folder, "--listen", "127.0.0.1:0"],
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in server.stdout:
            if line.startswith("listening"):
                break
        took = (time.perf_counter() - begun) * 1000
        with open(f"/proc/{server.pid}/status") as status:
            resident = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))
        server.terminate()
        if server.wait(timeout=10) != 0:
            sys.exit("it did not end cleanly")
        return took, resident


def version_ms() -> float:
    begun = time.perf_counter()
    subprocess.run([binary, "--version"], stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - begun) * 1000


def main() -> None:
    least = statistics.median(version_ms() for _ in range(rounds))
    for name in ("serve", "demo"):
        runs = [ready_ms(name) for _ in range(rounds)]
        took = statistics.median(run[0] for run in runs)
        resident = max(run[1] for run in runs)
        print(f"{name}: ready on an empty store in {took:.0f} ms, median of {rounds} (goal 200: {'reached' if took < 200 else 'NOT reached'}); "
              f"--version {least:.1f} ms, ratio {took / least:.1f}")
        print(f"{name}: {resident:.0f} MB resident once ready (goal 80: {'reached' if resident < 80 else 'NOT reached'})")
    size = os.path.getsize(binary) / 1e6
    print(f"binary {size:.1f} MB with the web app inside (goal 25: {'reached' if size < 25 else 'NOT reached'})")


main()
