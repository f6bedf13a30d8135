#!/usr/bin/env python3
"""The simulation as `./test` runs it: the seeds that once failed, some hundreds of fresh ones, all planted bugs.

usage: simulation_test.py VOORZIEN_BINARY [seeds [first seed]]

Exit 0: every promise held, every planted bug was caught by its checker, and a failure repeats itself by its line.
A nightly run gives another first seed; what fails is repeated by the line that is printed.
"""
import pathlib
import re
import subprocess
import sys
import time

binary = sys.argv[1]
count = int(sys.argv[2]) if len(sys.argv) > 2 else 240
first_seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
hours = "1"
here = pathlib.Path(__file__).resolve().parent


def simulate(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([binary, "simulate", *arguments], capture_output=True, text=True, timeout=900)


def must_hold(*arguments: str) -> str:
    done = simulate(*arguments)
    if done.returncode != 0:
        print(done.stdout[-20_000:], done.stderr[-5_000:], sep="\n")
        sys.exit(1)
    return done.stdout


def known_seeds() -> int:
    runs = [line.split()[:2] for line in (here / "seeds.txt").read_text().splitlines()
            if line.strip() and not line.startswith("#")]
    for seed, length in runs:
        must_hold("--seed", seed, "--hours", length)
    return len(runs)


def a_failure_repeats_itself() -> None:
    first = simulate("--seed", "7", "--hours", "1", "--plant", "canary")
    line = first.stdout.splitlines()[0]
    assert first.returncode == 1, "the canary did not fail"
    assert re.fullmatch(r"voorzien simulate --seed 7 --hours 1 --plant canary", line), line
    again = simulate(*line.split()[2:])
    assert again.stdout == first.stdout, "the line does not repeat the failure"
    steps = [row for row in first.stdout.splitlines() if re.match(r" +\d+  \d\d:\d\d:\d\d\.\d{3}  ", row)]
    assert len(steps) == 50, f"{len(steps)} steps shown"
    wrong = simulate("--plant", "no-such-plant")
    assert wrong.returncode == 2 and "canary" in wrong.stderr, wrong.stderr


started = time.monotonic()
known = known_seeds()
a_failure_repeats_itself()
told = must_hold("--seeds", f"{first_seed}..{first_seed + count - 1}", "--hours", hours)
planted = must_hold("--plants", "--hours", hours)
print(planted, end="")
print(f"{known} known seeds, {told.strip()}; {planted.splitlines()[-1]}; {time.monotonic() - started:.0f} s")
