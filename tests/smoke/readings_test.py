#!/usr/bin/env python3
"""A station's year: imported, charted, kept through a kill and the loss of its index. usage: readings_test.py VOORZIEN_BINARY"""
import datetime
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

import checks
from checks import check, wait_for

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))
from demonstration import Demonstration

binary = sys.argv[1]
station = "rws/Hagestein boven/water-level"
rows = 365 * 144
begins = datetime.datetime(2024, 6, 1, tzinfo=datetime.timezone.utc)  # before the demonstration's own year


def run(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([binary, "readings", "import", *arguments], capture_output=True, text=True, timeout=60)


def history(demo: Demonstration, **asked) -> dict:
    return demo.call("GET", "/api/station/history?" + urllib.parse.urlencode({"id": station, **asked}))


def readings_in(answer: dict) -> int:
    return sum(one["count"] for one in answer["buckets"])


def a_year(parent: pathlib.Path) -> None:
    data = parent / "demo"
    table = parent / "2024.csv"
    table.write_text("timestamp,value\n" + "".join(f"{begins + datetime.timedelta(minutes=10 * k):%Y-%m-%dT%H:%M:%SZ},{2 + k % 144 / 144:.3f}\n" for k in range(rows)))
    of = ("--station", station, "--data", str(data), "--by", "a.beheer")
    check("without a region there is nothing to add to", run(str(table), *of).returncode == 1)
    demo = Demonstration(binary, data, "--fresh", "--speed", "60")
    wait_for("the station is heard", lambda: any(one["id"] == station for one in demo.call("GET", "/api/stations?limit=1000")["items"]))
    dry = run(str(table), *of)
    check("a dry run says what it would add", dry.returncode == 0 and f"{rows} readings of {station}, 2024-06-01T00:00:00.000000Z" in dry.stdout and "--apply does it" in dry.stdout)
    check("a station that was never heard is refused", run(str(table), "--station", "rws/Hagestein/water-level", "--data", str(data), "--apply").returncode == 1)
    bad = parent / "bad.csv"
    bad.write_text("timestamp,value\n2024-06-01T00:00:00Z,1\ngisteren,2\n")
    told = run(str(bad), *of, "--apply")
    check("a field that cannot be read is told at its place", told.returncode == 1 and f"{bad}:3:1" in told.stderr)
    whole = {"from": "2024-06-01T00:00:00Z", "to": "2025-05-31T23:59:00Z", "points": 400}
    check("nothing of it is there yet", readings_in(history(demo, **whole)) == 0)
    before = next(one["at"] for one in demo.call("GET", "/api/stations?limit=1000")["items"] if one["id"] == station)
    done = run(str(table), *of, "--apply")
    check("applied beside the running server", done.returncode == 0 and done.stdout.endswith("applied\n"))
    wait_for("the whole year is charted", lambda: readings_in(history(demo, **whole)) == rows)
    year = history(demo, **whole)
    check("as days, each with its lowest, highest and mean", year["step_s"] == 86_400 and len(year["buckets"]) == 365 and year["first"] == "2024-06-01T00:00:00.000000Z")
    day = year["buckets"][100]
    check("which are those of the table", (day["count"], day["low"], day["high"]) == (144, 2.0, 2.993) and abs(day["mean"] - 2.4965) < 1e-3)
    check("a look back knows nothing that came later", readings_in(history(demo, **whole, at=before)) == 0)
    check("an hour of it is single readings", [one["count"] for one in history(demo, **{**whole, "to": "2024-06-01T00:50:00Z"})["buckets"]] == [1] * 6)
    kept = next(one["measured"] for one in demo.call("GET", "/api/stations?limit=1000")["items"] if one["id"] == station)
    check("the state keeps none of it: it is older than two days", all(one["at"] > "2026" for one in kept))
    demo.kill()
    for lost in data.glob("readings.db*"):
        lost.unlink()
    again = Demonstration(binary, data, "--speed", "1")
    wait_for("after a kill, without its index, it is made again", lambda: readings_in(history(again, **whole)) == rows)
    check("to the same numbers", history(again, **whole)["buckets"] == year["buckets"])
    again.stop()
    verified = subprocess.run([binary, "journal", "verify", "--data", str(data)], capture_output=True, text=True, timeout=60)
    check("and the journal is clean", verified.returncode == 0 and verified.stdout.rstrip().endswith("clean"))


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="voorzien-readings-") as parent:
        a_year(pathlib.Path(parent))
    print(f"{checks.passed} checks passed")


main()
