#!/usr/bin/env python3
"""Style as a test: sizes, banned names, missing siblings, machine paths. Prints file:line: what; exits 1 on any."""
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent
faults: list[str] = []
tracked = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=root, capture_output=True,
                         text=True, check=True).stdout.split("\n")
code = [name for name in tracked if re.search(r"\.(h|cpp|ts|svelte|py)$", name) and (root / name).exists()]
junk = re.compile(r"(^|/)(util|utils|common|helpers?|misc|manager|types)(\.|/|$)")
core = re.compile(r"^src/(base|geo|observations|feeds|detection|doctrine|picture|desk|access|reactions|views)/")
impure = re.compile(r"\b(std::cout|std::cerr|printf\(|system_clock|steady_clock|std::thread|std::mutex|rand\(|getenv)")
paths = re.compile(re.escape(str(root.parent)) + r"/|/home/\w|/root/")  # where this checkout happens to lie
todo = re.compile(r"\b(TODO|FIXME|XXX)\b")
own = pathlib.Path(__file__).name

for name in code:
    text = (root / name).read_text(errors="replace")
    lines = text.splitlines()
    limit = 800 if re.search(r"_test\.cpp$|\.test\.ts$|\.spec\.ts$", name) else 600
    if len(lines) > limit and "generated" not in "".join(lines[:3]) and "/data/" not in name:
        faults.append(f"{name}:{limit}: {len(lines)} lines; two subjects?")
    if junk.search(name) and not name.startswith("web/node_modules"):
        faults.append(f"{name}:1: a name that says nothing")
    for number, line in enumerate(lines, 1):
        if name.endswith(own):
            break
        if core.search(name) and not re.search(r"_(test|fuzz)\.cpp$|_memory\.", name) and impure.search(line) and not name.startswith("src/base/ensure"):
            faults.append(f"{name}:{number}: the core is pure: {line.strip()[:80]}")
        if paths.search(line):
            faults.append(f"{name}:{number}: a path of one machine: {line.strip()[:80]}")
        if todo.search(line) and not re.search(r"#\d+", line):
            faults.append(f"{name}:{number}: an open end without an issue number")
    if name.startswith("src/") and name.endswith(".h") and not any("#pragma once" in line for line in lines[:40]):
        faults.append(f"{name}:1: no #pragma once")

for parser in root.glob("src/feeds/*/"):
    if not list(parser.glob("*_fuzz.cpp")):
        faults.append(f"{parser.relative_to(root)}: a parser without a fuzz target")

print("\n".join(faults) if faults else f"tidy: {len(code)} files")
sys.exit(1 if faults else 0)
