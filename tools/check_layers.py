#!/usr/bin/env python3
"""The lock on the table: every #include between rooms must stand in tools/layers.json.

Prints each offending line as file:line and exits 1. Also refuses heavy headers outside the files named
there, rooms that are not in the table, and cycles between the files of a room's headers.
"""
import json
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
table = json.loads((root / "tools/layers.json").read_text())
rooms, heavy = table["rooms"], table["heavy"]
include = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
faults: list[str] = []
edges: dict[str, set[str]] = {}


def room_of(path: str) -> str:
    if path.startswith("codec/instances/"):
        return "codec/instances"
    return path.split("/", 1)[0]


def may_include(room: str, target: str) -> bool:
    other = room_of(target)
    if other == room or "*" in rooms[room]["may"]:
        return True
    if other not in rooms[room]["may"]:
        return False
    only = rooms[room].get("only", {}).get(other)
    return only is None or target in only


def check(file: pathlib.Path) -> None:
    name = file.relative_to(root).as_posix()
    inside = name.startswith("src/")
    room = room_of(name[4:]) if inside else None
    is_test = name.endswith(("_test.cpp", "_fuzz.cpp"))
    if inside and room not in rooms:
        faults.append(f"{name}:1: room '{room}' is not in tools/layers.json")
        return
    for number, line in enumerate(file.read_text(errors="replace").splitlines(), 1):
        found = include.match(line)
        if not found:
            continue
        target = found[2]
        ours = (root / "src" / target).exists()
        for_tests = is_test and target.startswith(("codec/", "adapters/memory/"))  # encoders and fakes of the ports
        if inside and ours and not may_include(room, target) and not for_tests:
            faults.append(f"{name}:{number}: {room} may not include {target}")
        if ours and inside:
            edges.setdefault(name[4:], set()).add(target)
        for prefix, allowed in heavy.items():
            if target.startswith(prefix) and not any(name.startswith(a) for a in allowed) and not is_test \
                    and not name.startswith("tests/"):
                faults.append(f"{name}:{number}: <{target}> belongs only in {', '.join(allowed) or 'no file'}")


def find_cycle() -> list[str]:
    state: dict[str, int] = {}
    path: list[str] = []

    def visit(node: str) -> list[str]:
        state[node] = 1
        path.append(node)
        for after in sorted(edges.get(node, ())):
            if state.get(after) == 1:
                return path[path.index(after):] + [after]
            if after not in state and (found := visit(after)):
                return found
        path.pop()
        state[node] = 2
        return []

    for node in sorted(edges):
        if node not in state and (found := visit(node)):
            return found
    return []


sys.setrecursionlimit(10_000)
for folder in ("src", "apps", "benchmarks", "tests"):
    for file in sorted((root / folder).rglob("*")):
        if file.suffix in (".h", ".cpp"):
            check(file)
cycle = find_cycle()
if cycle:
    faults.append("include cycle: " + " -> ".join(cycle))
print("\n".join(faults) if faults else f"layers: {len(edges)} files, no forbidden include")
sys.exit(1 if faults else 0)
