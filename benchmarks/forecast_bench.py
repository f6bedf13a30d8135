"""Forecasts beside their goals on data that is not ours and not shipped, through the product's own command line.

M4 hourly: 414 series, 48 hours ahead; VOORZIEN_M4 names a folder with Hourly-train.csv and Hourly-test.csv (github.com/Mcompetitions/M4-methods,
Dataset/). Weekly counts: seventeen series of R's surveillance, the last 104 weeks one and four weeks ahead, by the export of the sample data's
peer_forecast.R, whose exponential smoothing runs beside as peer. What is not there is SKIPPED.
"""
import csv
import datetime
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

binary = sys.argv[1]
missed = []


def reached(what: str, value: float, goal: float) -> None:
    met = value <= goal
    print(f"{what:<58}{value:>12.4g} (goal {goal}: {'reached' if met else 'NOT reached'})", flush=True)
    if not met:
        missed.append(what)


def held(what: str, share: float, promised: float) -> None:
    met = abs(share - promised) <= 0.03
    print(f"{what:<58}{100 * share:>12.4g} (goal {100 * promised:g} +- 3: {'reached' if met else 'NOT reached'})", flush=True)
    if not met:
        missed.append(what)


def foretold(table: str, horizon: int, levels: list[float], *more: str) -> dict[tuple[str, int], list[float]]:
    asked = ",".join(map(str, levels))
    done = subprocess.run([binary, "forecast", "--horizon", str(horizon), "--quantiles", asked, *more], input=table, capture_output=True,
                          text=True, check=True)
    out: dict[tuple[str, int], list[float]] = {}
    for name, step, _, value in list(csv.reader(done.stdout.splitlines()))[1:]:
        out.setdefault((name, int(step)), []).append(float(value))
    return out


def mean(values) -> float:
    values = list(values)
    return sum(values) / len(values)


def m4_hourly(folder: pathlib.Path) -> None:
    def read(name: str) -> dict[str, list[float]]:
        rows = list(csv.reader((folder / name).open()))[1:]
        return {row[0]: [float(cell) for cell in row[1:] if cell] for row in rows}

    train, truth = read("Hourly-train.csv"), read("Hourly-test.csv")
    start = datetime.datetime(2015, 1, 1, tzinfo=datetime.timezone.utc)
    levels = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975]

    def judge(name: str):
        known, then = train[name], truth[name]
        rows = "".join(f"{(start + datetime.timedelta(hours=t)).strftime('%Y-%m-%dT%H:%M:%SZ')},{value}\n" for t, value in enumerate(known))
        ahead = foretold("timestamp,value\n" + rows, len(then), levels)
        scale = mean(abs(known[t] - known[t - 24]) for t in range(24, len(known)))
        steps = [(value, ahead["value", step]) for step, value in enumerate(then, 1)]
        return (mean(200 * abs(y - q[3]) / (abs(y) + abs(q[3])) for y, q in steps), mean(abs(y - q[3]) for y, q in steps) / scale,
                mean(q[6] - q[0] + 40 * max(q[0] - y, 0) + 40 * max(y - q[6], 0) for y, q in steps) / scale,
                *(mean(q[k] <= y <= q[6 - k] for y, q in steps) for k in (2, 1, 0)))

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        figures = [mean(column) for column in zip(*pool.map(judge, train))]
    # Of Naive2, by which the competition divides: 18.383 and 2.395.
    reached("M4 hourly, 414 series, OWA", (figures[0] / 18.383 + figures[1] / 2.395) / 2, 0.45)
    print(f"{'  Doornik, Smyl, seasonal naive (published)':<58}{'0.410 0.440 0.628':>12}")
    reached("  MSIS", figures[2], 7.5)
    print(f"{'  Doornik, ARIMA, Smyl (published)':<58}{'6.14 7.54 7.93':>12}")
    for share, promised in zip(figures[3:], (0.5, 0.8, 0.95)):
        held("  inside the interval, %", share, promised)


def weekly_counts(series: dict[str, list[float]]) -> None:
    levels = [0.01, 0.025, *(round(0.05 * k, 2) for k in range(1, 20)), 0.975, 0.99]
    weeks = 104

    def score(y: float, quantiles: list[float]) -> float:
        return mean(2 * (y - q) * (p - (y < q)) for p, q in zip(levels, quantiles))

    def judge(name: str):
        counts = series[name]
        scale = mean(abs(counts[t] - counts[t - 52]) for t in range(52, len(counts) - weeks))
        near, far = [], []
        for known in range(len(counts) - weeks, len(counts)):
            table = "id," + ",".join(f"w{k + 1}" for k in range(known)) + "\nx," + ",".join(f"{count:.0f}" for count in counts[:known]) + "\n"
            ahead = foretold(table, 4, levels, "--period", "week")
            near.append(score(counts[known], ahead["x", 1]))
            if known + 4 <= len(counts):
                far.append(score(counts[known + 3], ahead["x", 4]))
        return mean(near) / scale, mean(far) / scale

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        figures = [mean(column) for column in zip(*pool.map(judge, series))]
    reached(f"weekly counts, {len(series)} series, relative WIS, 1 week", figures[0], 0.40)
    reached("  4 weeks", figures[1], 0.45)
    print(f"{'  auto.arima, hhh4 (published), 1 week; auto.arima, 4':<58}{'0.423 0.412 0.473':>12}")


def exported_weeks() -> None:
    shared = os.environ.get("VOORZIEN_SHARED", "")
    script = pathlib.Path(shared) / "tools/peer_forecast.R"
    if not shared or not script.is_file() or not shutil.which("Rscript"):
        print(f"{'weekly counts':<58}SKIPPED: needs the sample data (VOORZIEN_SHARED) and R with surveillance")
        return
    with tempfile.TemporaryDirectory() as folder:
        if subprocess.run(["Rscript", script, folder, "export"], capture_output=True, check=False).returncode != 0:
            print(f"{'weekly counts':<58}SKIPPED: needs r-cran-surveillance")
            return
        rows = list(csv.reader((pathlib.Path(folder) / "real_weekly.csv").open()))
        columns = {name: [float(row[k]) for row in rows[1:] if row[k] not in ("", "NA")] for k, name in enumerate(rows[0])}
        weekly_counts({name: counts for name, counts in columns.items() if len(counts) >= 290})
        peer = subprocess.run(["Rscript", script, folder, "ets"], capture_output=True, text=True, check=False)
        print(f"{'  beside it, on this machine':<58}{peer.stdout.strip() or 'SKIPPED: needs r-cran-forecast'}")


m4 = pathlib.Path(os.environ.get("VOORZIEN_M4", ""))
if (m4 / "Hourly-train.csv").is_file():
    m4_hourly(m4)
else:
    print(f"{'M4 hourly':<58}SKIPPED: needs its files (VOORZIEN_M4)")
exported_weeks()
sys.exit(1 if missed else 0)
