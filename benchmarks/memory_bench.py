#!/usr/bin/env python3
"""Memory over days of film at 600x, on the real binary. usage: memory_bench.py VOORZIEN_BINARY [days]

The composed afternoon is played on several days in a row, night in between; 25 days are an hour. Three days fill what is
bounded (the ring, ended facts of a day, series of two, removals, caches); from then on each night has to end on the same
level: goal within 5 % of it, above or below. Beside it: what the process held at its start.
"""
import datetime
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

binary = os.path.abspath(sys.argv[1])
days = int(sys.argv[2]) if len(sys.argv) > 2 else 6
filling = 3  # days
speed = 600
first = datetime.date(2026, 6, 27)
root = pathlib.Path(__file__).resolve().parents[1]
work = pathlib.Path(tempfile.mkdtemp(prefix="voorzien-memory-"))


def days_on(line: str, count: int) -> str:
    """The same line that many days later; dates of the film's day and the day after it are written in several forms."""
    for offset in (1, 0):
        day, later = first + datetime.timedelta(offset), first + datetime.timedelta(offset + count)
        for form in ("%Y-%m-%d", "%d-%m-%Y", "%Y%m%d"):
            line = line.replace(day.strftime(form), later.strftime(form))
    return line


def long_film() -> pathlib.Path:
    one = work / "one.film"
    subprocess.run([binary, "film", "compose", str(root / "films/summer_afternoon.film.txt"), "-o", str(one)], check=True, stdout=subprocess.DEVNULL)
    lines = one.read_text().splitlines()
    out = work / "days.film"
    with out.open("w") as film:
        for count in range(days):
            film.writelines(days_on(line, count) + "\n" for line in lines)
    return out


def resident_mb(process: subprocess.Popen) -> float:
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024


try:
    process = subprocess.Popen([binary, "demo", "--data", str(work / "data"), "--listen", "127.0.0.1:0", "--film", str(long_film()), "--fresh", "--speed", str(speed)],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    for line in process.stdout:
        if line.startswith("listening"):
            break
    started = time.monotonic()
    at_start = resident_mb(process)
    ends = []  # of each day, at the end of its night
    for day in range(days):
        highest = 0.0
        while time.monotonic() - started < (day + 1) * 86_400 / speed:
            highest = max(highest, resident_mb(process))
            time.sleep(0.5)
        ends.append(resident_mb(process))
        print(f"day {day + 1}: {ends[-1]:.1f} MB resident at its end, at most {highest:.1f}", flush=True)
    process.terminate()
    process.wait(timeout=30)
    highest, lowest = max(ends[filling:]), min(ends[filling:])
    spread = (highest - lowest) / (highest + lowest) * 100  # of the level in the middle of both
    drift = (ends[-1] - ends[filling]) / ends[filling] * 100
    print(f"{days} days at {speed}x: ± {spread:.1f} % on the days after day {filling} (goal 5: {'reached' if spread <= 5 else 'NOT reached'}), the last against day {filling + 1} {drift:+.1f} %; "
          f"{at_start:.0f} MB at the start, ratio {ends[-1] / at_start:.1f}")
    sys.exit(0 if spread <= 5 else 1)
finally:
    shutil.rmtree(work, ignore_errors=True)
