#!/usr/bin/env python3
"""Forgetting by the real binary: a person is exported and erased beside the running server, and no byte is left.

usage: forgetting_test.py VOORZIEN_BINARY
1. Plays a piece of the demonstration, with log lines that name a person and a photo that is called so; `person
   export` finds them.
2. `person erase` through the running server: the log and what one looks back at say that it was erased, `journal
   verify` and the Python verifier stay clean, also for a checkpoint of before, and no file holds the name.
3. Erases once more with no server running.
4. Retention: the region's clock is set four days on; the pager's texts are gone, the journal is clean.
Exit 0: all as promised.
"""
import json
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))
import demonstration
from demonstration import Demonstration, require, wait_for

binary = sys.argv[1]
verifier = str(pathlib.Path(__file__).resolve().parents[2] / "tools/verify_journal.py")
work = pathlib.Path(tempfile.mkdtemp(prefix="voorzien-forgetting-"))
data = work / "data"
person, other = "Quispel-Adriaanse", "Wiebenga-Rooda"
photo = b"\xff\xd8\xff pixels-of-the-house"


def run(*arguments: str, expect: int = 0) -> str:
    return demonstration.run(binary, *arguments, "--data", data, expect=expect)


def clean(moment: str) -> dict:
    return demonstration.verify(binary, data, moment)


class Server(Demonstration):
    def __init__(self, *more: str):
        super().__init__(binary, data, *more)

    def attach(self, name: str, content: bytes) -> str:
        return self.send("POST", "/api/attachments?name=" + urllib.parse.quote(name), content,
                         {"Content-Type": "application/octet-stream", "Idempotency-Key": "photo"})["sha256"]

    def now(self) -> str:
        return self.call("GET", "/api/picture")["at"]


def held_in_files(text: str) -> list[str]:
    return [str(file) for file in data.rglob("*") if file.is_file() and text.lower().encode() in file.read_bytes().lower()]


def outsider_agrees(moment: str) -> None:
    exported = work / "journal.jsonl"
    exported.write_text(subprocess.run([binary, "journal", "export", "--data", str(data)], capture_output=True, text=True, check=True).stdout)
    require(person not in exported.read_text(), f"an export holds no personal value {moment}")
    done = subprocess.run([sys.executable, verifier, str(exported), str(data / "keys/journal.pub")], capture_output=True, text=True)
    require(done.returncode == 0, f"the outsider agrees {moment}: {done.stdout}{done.stderr}")


def beside_a_server() -> None:
    server = Server("--fresh", "--speed", "60", "--at", "2026-06-27T10:00:00Z")
    hash_of_photo = server.attach(f"huis {person}.jpg", photo)
    server.write(f"Mevrouw {person} belt over haar moeder", "f-1", attachments=[hash_of_photo])
    server.write(f"Dhr {other} gesproken", "f-2")
    server.write("Alles rustig", "f-3")
    then = server.now()
    wait_for(lambda: json.loads(run("journal", "verify", "--json"))["under_checkpoint"] > 3, "a checkpoint holds the lines")
    clean("before")
    require(held_in_files(person), "the name stands in a file, else the test looks for nothing")
    found = [json.loads(line) for line in run("person", "export", person).splitlines()]
    require([one["kind"] for one in found] == ["entry", "entry"] and all(one["can_be_erased"] for one in found),
            f"the export shows the line and the photo: {found}")
    require(held_in_files("pixels-of-the-house"), "the photo stands in a file")
    require("no such" not in run("person", "export", "Niemand Zo Genaamd"), "who is not there is not found, and that is no fault")

    require("stands in the journal for good" in run("person", "erase", person, "--by", "B. Heer", "--reason", f"van {person}", expect=1),
            "a reason does not repeat what is erased")
    require("required" in run("person", "erase", person, expect=2), "who and why must be told")
    said = run("person", "erase", person, "--by", "B. Heer", "--reason", "verzoek 2026-3")
    require("personal parts of 2 entries and 1 documents" in said, f"it says what was erased: {said}")
    require(all(person not in line["text"] for line in server.log()), "the words have left the list once it is answered")
    for at in ("", then):
        texts = [line["text"] for line in server.log(at)]
        require(texts.count("") == 1 and not any(person in text for text in texts), f"its place is kept and its words are gone at '{at}': {texts}")
        require({f"Dhr {other} gesproken", "Alles rustig"} <= set(texts), f"the others are there at '{at}': {texts}")
    gone = next(line for line in server.log() if not line["text"])
    require(gone["erased_by"] == "B. Heer" and gone["erased"], f"the log says by whom and when: {gone}")
    require(server.call("GET", "/api/picture?at=" + urllib.parse.quote(then))["erased"] >= 1, "looking back says that something is gone")
    require(gone["attachments"][0]["erased_by"] == "B. Heer" and not gone["attachments"][0]["name"], f"so does its photo: {gone}")
    status, problem = server.problem("GET", f"/api/attachments/{hash_of_photo}")
    require(status == 410 and problem["code"] == "gone" and "B. Heer" in problem["detail"], f"its bytes are told gone: {status} {problem}")
    require(server.metric("erased_entries") == 2 and server.metric("erased_documents") == 1, "it is counted")
    require(not held_in_files("pixels-of-the-house"), "no file holds the photo")
    require(not held_in_files(person), f"no file holds the name: {held_in_files(person)}")
    clean("after erasing")
    outsider_agrees("after erasing")
    server.stop()
    require(not held_in_files(person), f"nor after a stop: {held_in_files(person)}")


def directory() -> None:
    """Somebody of the directory is erased; who came by the same import stays whole, also after a restart."""
    name, colleague = "Q. Zuiderbaan-Tromp", "W. Oosterveld-Kist"
    table = work / "partners.csv"
    table.write_text("organisatie;naam;functie;telefoon\n"
                     f"Waterschap Proef;{name};dijkwacht;+31612340077\nWaterschap Proef;{colleague};dijkwacht;+31612340078\n")
    server = Server("--speed", "60")
    run("directory", "import", str(table), "--apply", "--by", "B. Heer")

    def known(words: str) -> list[str]:
        return [one["name"] for one in server.call("GET", "/api/directory?query=" + urllib.parse.quote(words))["items"]]

    require(name in known("Zuiderbaan") and colleague in known("Oosterveld"), "both are in the directory")
    exported = run("person", "export", name)
    require(name in exported and colleague not in exported, f"an export shows one person and not the rest of the import: {exported[:500]}")
    require("erased the personal parts" in run("person", "erase", name, "--by", "B. Heer", "--reason", "verzoek 2026-5"), "it is erased")
    require(not known("Zuiderbaan") and colleague in known("Oosterveld"), "one has gone and the other has not")
    server.stop()
    require(not held_in_files(name), f"no file holds the name: {held_in_files(name)}")
    for snapshots in data.glob("snapshots.db*"):
        snapshots.unlink()  # the next start reads the journal alone
    server = Server("--speed", "60")
    require(not known("Zuiderbaan") and colleague in known("Oosterveld"), "a replay knows the same people")
    require("+31612340078" in json.dumps(server.call("GET", "/api/directory?query=Oosterveld")), "with their numbers")
    clean("after erasing somebody of the directory")
    server.stop()


def without_a_server() -> None:
    require("nothing that can be erased" in run("person", "erase", person, "--by", "B. Heer", "--reason", "verzoek 2026-3"), "twice is no fault")
    before = clean("before")["entries"]
    require("personal parts of 1 entries" in run("person", "erase", other, "--by", "B. Heer", "--reason", "verzoek 2026-4"), "it is erased")
    require(not held_in_files(other), f"no file holds it: {held_in_files(other)}")
    require(clean("after")["entries"] == before + 1, "one entry says so, and nothing else happened")
    outsider_agrees("without a server")
    server = Server("--speed", "60")
    require([line["text"] for line in server.log()].count("") == 2, "the next start knows it")
    server.stop()


def personal_documents() -> int:
    with sqlite3.connect(f"file:{data}/journal.db?mode=ro", uri=True) as journal:
        return journal.execute("SELECT count(*) FROM raw WHERE personal = 1").fetchone()[0]


def retention() -> None:
    require(personal_documents() > 0, "the film had pages")
    if time.time() < 1783000000:  # of 2 July 2026, four days after the film
        return print("SKIPPED: the machine's clock stands before the film: retention on the real binary", file=sys.stderr)
    (data / "voorzien.toml").write_text("[source.ndw]\noff = true\n")
    # The same folder as a real node: its clock is the machine's, and the film's day is long past.
    server = subprocess.Popen([binary, "serve", "--data", str(data), "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True)
    wait_for(lambda: personal_documents() == 0, "after 72 hours no page is left")
    wait_for(lambda: json.loads(run("journal", "verify", "--json"))["sealed_erased"] > 0, "nor its sealed part")
    server.send_signal(signal.SIGTERM)
    _, logged = server.communicate(timeout=20)
    require(server.returncode == 0, f"it ends cleanly: {logged}")
    told = [json.loads(line) for line in logged.splitlines() if '"retention"' in line]
    require(any(one.get("of") == "pager" for one in told), f"it is logged: {logged}")
    report = clean("after retention")
    require(held_in_files("Alles rustig"), "the log is for good")
    outsider_agrees("after retention")
    print(f"forgetting: {report['entries']} entries, {report['sealed_erased']} personal parts erased, journal clean")


try:
    beside_a_server()
    without_a_server()
    directory()
    retention()
finally:
    shutil.rmtree(work, ignore_errors=True)
