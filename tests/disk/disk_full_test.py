#!/usr/bin/env python3
"""A disk that is full, for real: a file system of 48 MB of its own, in a mount namespace of its own.

usage: disk_full_test.py VOORZIEN_BINARY
1. Log lines are written; the disk is filled to its last byte beside the running server.
2. New acts are refused, with an error that names the disk and a remedy; reading goes on, `/readyz` says that it is not ready, it is
   counted; nothing that was refused is there.
3. Room is made: the same act with the same key is taken, once; what was acknowledged before is all there; `journal verify` is clean,
   also after `kill -9` on the full disk and a start without room.
Exit 0: all as promised. Where no namespace may be made it says SKIPPED.
"""
import collections
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))
from demonstration import Demonstration, require, verify, wait_for

size_mb = 48
binary = os.path.abspath(sys.argv[1])
if len(sys.argv) == 2:
    folder = tempfile.mkdtemp(prefix="voorzien-disk-")
    inside = ["unshare", "--mount", "--map-root-user", "sh", "-c", f"mount -t tmpfs -o size={size_mb}m tmpfs {folder} && exec \"$@\"", "sh"]
    possible = subprocess.run([*inside, "true"], capture_output=True, text=True)
    if possible.returncode != 0:
        print(f"SKIPPED: no file system of its own can be mounted here: {possible.stderr.strip()}")
        sys.exit(0)
    sys.exit(subprocess.run([*inside, sys.executable, __file__, binary, folder]).returncode)

disk = pathlib.Path(sys.argv[2])
filler = disk / "filler"
acknowledged: list[str] = []


def fill() -> None:
    """To the last byte: what the server frees meanwhile is taken too."""
    with open(filler, "ab", buffering=0) as file:
        for block in (1 << 20, 4096, 1):
            try:
                while True:
                    file.write(b"x" * block)
            except OSError:
                continue


def status(server: Demonstration, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(server.address + path, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def write_until_refused(server: Demonstration) -> tuple[str, dict]:
    for number in range(2_000):
        fill()
        text = f"regel {len(acknowledged)} op een volle schijf"
        code, problem = server.problem("POST", "/api/log/write", {"text": text + " x" * 1_000}, key=f"d-{len(acknowledged)}")
        if code != 200:
            return text, {"status": code, **problem}
        acknowledged.append(text)
    sys.exit("FAILED: a full disk refuses at last")


def fault_shown(server: Demonstration) -> str:
    write_until_refused(server)
    fault = server.call("GET", "/api/changes?since=0&types=region")["upserts"][0]["store_fault"]
    return fault["code"] if fault else ""


def all_there_once(server: Demonstration, moment: str) -> None:
    found = collections.Counter(line["text"].removesuffix(" x" * 1_000) for line in server.log())
    wrong = [text for text in acknowledged if found[text] != 1]
    require(not wrong, f"every acknowledged line is there once {moment}: {wrong[:3]}")


def refused_and_recovered(server: Demonstration) -> None:
    for _ in range(100):
        acknowledged.append(f"regel {len(acknowledged)} met ruimte")
        server.write(acknowledged[-1], f"d-{len(acknowledged) - 1}")
    text, problem = write_until_refused(server)
    require(problem["status"] == 503 and problem["code"] == "store-full", f"the act is refused for the disk: {problem}")
    require("full" in problem["title"] and "Make room" in problem["remedy"], f"it names the disk and a remedy: {problem}")
    # A small entry of the region's own clock may still fit into what the refused act needed.
    wait_for(lambda: fault_shown(server) == "store-full", "every screen is told")
    code, ready = status(server, "/readyz")
    require(code == 503 and "store-full" in ready, f"/readyz says why it is not ready: {code} {ready}")
    require(status(server, "/healthz")[0] == 200, "it lives")
    own, user_and_password = server.token, server.logins["vic"]
    server.token = ""
    server.token = server.call("POST", "/api/session", dict(zip(("user", "password"), user_and_password)))["token"]
    require(server.call("GET", "/api/session")["role"] == "vic" and server.log(), "who comes in now can log in and read")
    server.send("DELETE", "/api/session", None, {})
    require(server.problem("GET", "/api/log")[0] == 401, "and is out after logging out")
    server.token = own
    require(server.metric("journal_failed_appends_total") >= 1, "it is counted")
    all_there_once(server, "while the disk is full")
    require(all(not line["text"].startswith(text) for line in server.log()), "what was refused is not there")
    filler.unlink()
    key = f"d-{len(acknowledged)}"
    wait_for(lambda: server.problem("POST", "/api/log/write", {"text": text + " x" * 1_000}, key=key)[0] == 200, "with room again it is taken")
    acknowledged.append(text)
    server.call("POST", "/api/log/write", {"text": text + " x" * 1_000}, key=key)
    wait_for(lambda: status(server, "/readyz")[0] == 200, "/readyz is well again")
    all_there_once(server, "with room again")


def killed_on_a_full_disk(server: Demonstration) -> None:
    write_until_refused(server)
    fill()
    server.kill()
    verify(binary, disk / "data", "after kill -9 on a full disk")
    filler.unlink()
    server = Demonstration(binary, disk / "data", "--speed", "1")
    all_there_once(server, "after a kill on a full disk")
    server.stop()


running = Demonstration(binary, disk / "data", "--fresh", "--speed", "1", "--at", "2026-06-27T10:00:00Z")
refused_and_recovered(running)
killed_on_a_full_disk(running)
report = verify(binary, disk / "data", "at the end")
print(f"full disk: {len(acknowledged)} acknowledged lines, each there once; refused while full, taken with room; {report['entries']} entries, journal clean")
