#!/usr/bin/env python3
"""`voorzien doctrine` as a policy officer meets it: check, print, what changed, exit codes.
usage: doctrine_test.py VOORZIEN_BINARY"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import checks
from checks import check

binary = sys.argv[1]
root = pathlib.Path(__file__).resolve().parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([binary, "doctrine", *arguments], capture_output=True, text=True, timeout=60)


def edited_copy(parent: str, name: str, file: str, old: str, new: str) -> str:
    folder = pathlib.Path(parent) / name
    shutil.copytree(root / "doctrine/vru", folder)
    text = (folder / file).read_text(encoding="utf-8")
    check(f"{file} holds {old!r}", old in text)
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return str(folder)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="voorzien-doctrine-") as parent:
        built_in = run("check")
        check("the doctrine in the binary is sound, its plan explored",
              built_in.returncode == 0 and re.search(r"5 levels, .* states explored\), 14 terms", built_in.stdout) is not None)
        for region in ("vru", "flevoland"):
            check(f"{region} is sound", run("check", str(root / "doctrine" / region)).returncode == 0)
        faulty = edited_copy(parent, "faulty", "levels.toml", '"copi", "rot"]', '"copi", "rott"]')
        told = run("check", faulty)
        check("a fault has its place and a remedy",
              told.returncode == 1 and re.fullmatch(r"levels\.toml:\d+:\d+: team 'rott' does not exist: did you mean 'rot'\?\n", told.stdout) is not None)
        refused = run("print", faulty)
        check("a faulty plan is not printed", refused.returncode == 1 and refused.stdout == "" and "rott" in refused.stderr)
        page = run("print").stdout
        check("html by default, one file", page.startswith("<!doctype html>") and "<script" not in page and "Regionaal crisisplan" in page)
        text = run("print", "--format", "md", str(root / "doctrine/flevoland")).stdout
        check("markdown of another region", text.startswith("# Crisisplan\n") and "Dreigingsprocedure" in text)
        stricter = edited_copy(parent, "stricter", "timers.toml", "limit_s = 1800        # 30 minuten\nanchor = \"t0\"\nmet_by = \"team\"",
                               "limit_s = 1500\nanchor = \"t0\"\nmet_by = \"team\"")
        changes = run("print", stricter, "--against", str(root / "doctrine/vru"), "--format", "md").stdout
        check("what changed, in words", "| Termijn T4 CoPI begint | tijd | 30 min | 25 min |" in changes and "1 wijziging." in changes)
        for wrong in (["print", "--format", "pdf"], ["print", "--nonsense"], []):
            check(f"{wrong} is wrong use", run(*wrong).returncode == 2)
        check("a folder that is not there is a fault", run("print", parent + "/nothing").returncode == 1)
        older = pathlib.Path(parent) / "older"
        older.mkdir()
        for name in ("region", "themes", "sources", "access"):
            shutil.copy(root / f"doctrine/vru/{name}.toml", older)
        check("a folder without a plan is sound, and cannot be printed",
              run("check", str(older)).returncode == 0 and run("print", str(older)).returncode == 1)
    print(f"{checks.passed} checks passed")


main()
