#!/usr/bin/env python3
"""Lists of capcodes as an operator imports them, alone and beside a running server. usage: capcodes_test.py VOORZIEN_BINARY"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import checks
from checks import check, wait_for

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))
from demonstration import Demonstration

binary = sys.argv[1]
shared = pathlib.Path(os.environ.get("VOORZIEN_SHARED", "/nonexistent")) / "data/feeds/p2000/capcodes.dict"


def run(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([binary, "capcodes", "import", *arguments], capture_output=True, text=True, timeout=60)


def alone(parent: pathlib.Path) -> None:
    data = parent / "alone"
    good = parent / "lijst.txt"
    good.write_text("000709531 = CaCo / Brandweer  / Utrecht\n0701131 = Tankautospuit 611 / Brandweer Houten / Utrecht\n")
    of = ("--source", "eigen", "--date", "2024-01-01", "--data", str(data))
    dry = run(str(good), *of)
    check("a dry run says what is new", dry.returncode == 0 and "new 0709531 CaCo, Brandweer, Utrecht" in dry.stdout and "--apply does it" in dry.stdout)
    check("and makes no folder", not data.exists())
    done = run(str(good), *of, "--apply")
    check("applied it is kept as it was given", done.returncode == 0 and (data / "capcodes/eigen@2024-01-01.txt").read_text() == good.read_text())
    check("again it changes nothing", "0 new, 0 changed, 2 as they were" in run(str(good), *of).stdout)
    table = parent / "tabel.csv"
    table.write_bytes("code;discipline;region;station;function\n0709531;Brandweer;Utrecht;;Hoofdofficier\n07x;a;b;c;d\n701132;Brandweer;Utrecht;Café;TS\n".encode("latin-1"))
    told = run(str(table), "--source", "ander", "--date", "2019-05-01", "--data", str(data), "--apply")
    check("a faulty line is told at its place and left out", told.returncode == 1 and f"{table}:3:1: '07x' is no capcode. Remedy: " in told.stderr)
    check("what could be otherwise is a remark", f"{table}:4:1: remark: " in told.stderr and f"{table}: remark: the file is not UTF-8" in told.stderr)
    check("a conflict names both lists", "conflict 0709531 Hoofdofficier, Brandweer, Utrecht against CaCo, Brandweer, Utrecht (eigen, 2024-01-01)" in told.stdout)
    check("and the rest is taken", (data / "capcodes/ander@2019-05-01.txt").exists())
    for wrong in (("--source", "Eigen!", "--date", "2024-01-01"), ("--source", "eigen", "--date", "1-1-2024"), ("--source", "eigen", "--date", "2999-01-01"), ("--source", "eigen")):
        check(f"{wrong} is wrong use", run(str(good), *wrong, "--data", str(data)).returncode == 2)
    page = parent / "page.html"
    page.write_text("<html>\n")
    refused = run(str(page), *of, "--apply")
    check("what is no list changes nothing", refused.returncode == 1 and f"{page}:1:1: " in refused.stderr and "nothing was changed" in refused.stdout)
    check("nor what is not there", run(str(parent / "nothing"), *of).returncode == 1)


def beside_a_running_server(parent: pathlib.Path) -> None:
    data = parent / "demo"
    log = parent / "demo.log"
    demo = Demonstration(binary, data, "--fresh", "--speed", "600", log=open(log, "w"))
    entries = demo.call("GET", "/api/capcodes?codes=0709531")
    check("without a list a code is a number", entries == {"lists": [], "items": [{"code": "0709531", "claims": [], "conflict": False}]})
    done = run(str(parent / "lijst.txt"), "--source", "eigen", "--date", "2024-01-01", "--data", str(data), "--by", "a.beheer", "--apply")
    check("a list is imported beside it", done.returncode == 0 and "in use by the running server" in done.stdout)
    claim = demo.call("GET", "/api/capcodes?codes=000709531")["items"][0]["claims"][0]
    check("and is in use at once", claim == {"name": "CaCo", "discipline": "Brandweer", "station": "", "region": "Utrecht", "source": "eigen", "date": "2024-01-01"})
    check("the log names who did it", '"capcodes-imported"' in log.read_text() and '"a.beheer"' in log.read_text())
    facts = wait_for("a page came in", lambda: [one for one in demo.call("GET", "/api/facts?limit=1000")["items"] if one["kind"] == "page"])
    raw = demo.read("/api/raw/" + facts[0]["raw_sha256"]).decode()
    check("whose raw line holds codes that can be asked", len(demo.call("GET", "/api/capcodes?codes=" + raw.split("|")[4].split()[0])["items"]) == 1)
    listed = subprocess.run([binary, "capcodes", "list", "--json", "--data", str(data)], capture_output=True, text=True, timeout=60)
    check("the list is told", listed.stdout == '{"source":"eigen","date":"2024-01-01","claims":2}\n')
    remove = [binary, "capcodes", "remove", "--source", "eigen", "--date", "2024-01-01", "--data", str(data), "--by", "a.beheer"]
    dry = subprocess.run(remove, capture_output=True, text=True, timeout=60)
    check("taking it back is said first", dry.returncode == 0 and "2 lines about codes; 0 lists stay" in dry.stdout and "nothing was changed" in dry.stdout)
    demo.log_in("reader")
    status, problem = demo.problem("GET", "/api/capcodes?codes=0709531")
    check("a reader gets none", status == 403 and "CaCo" not in json.dumps(problem))
    gone = subprocess.run([*remove, "--apply"], capture_output=True, text=True, timeout=60)
    check("then it is out of use at once", gone.returncode == 0 and "no longer in use by the running server" in gone.stdout)
    check("and the log names who did it", '"capcodes-removed"' in log.read_text())
    check("a list that is not there is told", subprocess.run([*remove, "--apply"], capture_output=True, text=True, timeout=60).returncode == 1)
    demo.log_in("caco")
    check("and the code is a number again", demo.call("GET", "/api/capcodes?codes=0709531")["lists"] == [])
    demo.stop()


def the_public_list(parent: pathlib.Path) -> None:
    if not shared.exists():
        print("SKIPPED the public list of capcodes: VOORZIEN_SHARED names no folder with it", file=sys.stderr)
        return
    told = run(str(shared), "--source", "public", "--date", "2024-01-01", "--data", str(parent / "public"), "--apply")
    check("the public list is taken whole", told.returncode == 0 and " 0 lines with faults" in told.stdout and "applied" in told.stdout)
    check("its conflicts with itself are told", "\nconflict 0709564 " in told.stdout)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="voorzien-capcodes-") as parent:
        alone(pathlib.Path(parent))
        beside_a_running_server(pathlib.Path(parent))
        the_public_list(pathlib.Path(parent))
    print(f"{checks.passed} checks passed")


main()
