#!/usr/bin/env python3
"""Backup and restore of the real binary: made beside a running server that writes, restored after it was killed.

usage: backup_test.py VOORZIEN_BINARY
1. Plays the demonstration and writes log lines all the while; backs up beside it; kills it with SIGKILL.
2. Restores into a new folder: every line that was acknowledged before the backup began is there, `journal verify` is
   clean, the node starts on it, makes a new signing key, and its journal goes on and verifies.
3. What cannot be restored is refused, names why, and leaves nothing behind.
Exit 0: all as promised; 1: the first promise that was not kept.
"""
import collections
import json
import pathlib
import shutil
import sqlite3
import sys
import tempfile
import threading
import urllib.error

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))
import demonstration
from demonstration import Demonstration, require, wait_for

binary = sys.argv[1]
work = pathlib.Path(tempfile.mkdtemp(prefix="voorzien-backup-"))
data = work / "data"


def run(*arguments, expect: int = 0) -> str:
    return demonstration.run(binary, *arguments, expect=expect)


def verify(folder: pathlib.Path) -> dict:
    return demonstration.verify(binary, folder, f"in {folder}")


def start(folder: pathlib.Path) -> Demonstration:
    return Demonstration(binary, folder, "--speed", "600")


class Writer(threading.Thread):
    """Writes log lines until it is stopped; `acknowledged` are those that were answered."""

    def __init__(self, server: Demonstration):
        super().__init__(daemon=True)
        self.server, self.acknowledged, self.ended = server, [], threading.Event()

    def run(self):
        number = 0
        while not self.ended.is_set():
            number += 1
            text = f"regel {number}"
            try:
                self.server.write(text, f"backup-{number}")
            except (urllib.error.URLError, OSError):
                return  # the server was killed
            self.acknowledged.append(text)


def lines_in(folder: pathlib.Path) -> collections.Counter:
    """Every log line that the journal holds: their texts stand in the sealed parts, which no export shows."""
    with sqlite3.connect(f"file:{folder}/journal.db?mode=ro", uri=True) as journal:
        parts = [json.loads(sealed) for (sealed,) in journal.execute("SELECT sealed FROM entry WHERE sealed IS NOT NULL")]
    return collections.Counter(happened["desk"]["line"]["text"] for part in parts for happened in part["happened"]
                               if happened.get("desk") and happened["desk"]["kind"] == "log-line-written")


def drill(backup: pathlib.Path) -> None:
    (data / "region").mkdir(parents=True)
    (data / "region/names.json").write_text("[]")
    (data / "voorzien.toml").write_text("welcome_valid_s = 3600\n")
    server = start(data)
    writer = Writer(server)
    writer.start()
    wait_for(lambda: len(writer.acknowledged) > 100, "log lines are written")
    before = list(writer.acknowledged)
    said = run("backup", backup, "--data", data)
    require("left out keys/journal.key (secret" in said, f"the signing key is left out, and said to be: {said}")
    after_backup = len(writer.acknowledged)
    wait_for(lambda: len(writer.acknowledged) > after_backup, "the server went on writing")
    server.kill()
    writer.ended.set()
    writer.join()
    require(backup.stat().st_mode & 0o077 == 0, "a backup is for its owner only")
    require(not pathlib.Path(str(backup) + ".part").exists(), "nothing is left beside it")

    restored = work / "restored"
    require("every hash and checkpoint is right" in run("restore", backup, "--data", restored), "a restore checks what it restored")
    held = lines_in(restored)
    lost = [text for text in before if held[text] != 1]
    require(not lost, f"every line acknowledged before the backup began is there, once: {lost[:3]}")
    require(not (restored / "keys/journal.key").exists() and (restored / "keys/journal.pub").exists(), "public keys only")
    require((restored / "voorzien.toml").read_text() == "welcome_valid_s = 3600\n", "the configuration is there")
    require((restored / "region/names.json").read_text() == "[]", "and what lies in folders")
    require(not (restored / "restoring").exists(), "nothing is left of the restoring")
    with sqlite3.connect(restored / "accounts.db") as accounts:
        require(accounts.execute("SELECT count(*) FROM account").fetchone()[0] > 0, "the accounts are there")
        require(accounts.execute("SELECT count(*) FROM session").fetchone()[0] == 0, "no session came back to life")
    first = verify(restored)
    server = start(restored)
    wait_for(lambda: server.entries() > first["entries"] + 20, "the journal goes on")
    server.stop()
    require(len((restored / "keys/journal.pub").read_text().split()) == 2, "a new signing key was made beside the old public one")
    report = verify(restored)
    require(report["under_checkpoint"] == report["entries"] > first["entries"] > 0, "the new key signs on")
    print(f"backup: {first['entries']} entries, of them {len(before)} lines acknowledged before it began, restored and gone on to {report['entries']}")


def refused(file: pathlib.Path, because: str, folder: pathlib.Path = work / "refused") -> None:
    held_before = sorted(folder.iterdir()) if folder.exists() else None
    said = run("restore", file, "--data", folder, expect=1)
    require(because in said, f"{file.name} is refused because of '{because}': {said}")
    require((sorted(folder.iterdir()) if folder.exists() else None) == held_before, f"nothing is left behind after {because}")


def altered(backup: pathlib.Path, name: str, *sql: str) -> pathlib.Path:
    out = work / name
    shutil.copy(backup, out)
    with sqlite3.connect(out) as connection:
        for one in sql:
            require(connection.execute(one).rowcount != 0, f"{name}: something is altered by {one}")
    connection.close()
    return out


def refusals(backup: pathlib.Path) -> None:
    full = work / "full"
    full.mkdir()
    (full / "something").write_text("mine")
    refused(backup, "not empty", full)
    refused(work / "absent.db", "no such file")
    whole = backup.read_bytes()
    for name, bytes_ in (("cut.db", whole[: len(whole) // 2]), ("empty.db", b""), ("text.db", b"not a database at all\n" * 50)):
        (work / name).write_bytes(bytes_)
        refused(work / name, "The backup cannot be restored")
    refused(altered(backup, "newer-store.db", "PRAGMA user_version = 99"), "newer Voorzien wrote it")
    refused(altered(backup, "newer-backup.db", "UPDATE backup SET version = 99"), "newer Voorzien made it")
    refused(altered(backup, "unfinished.db", "DELETE FROM backup"), "did not end")
    refused(altered(backup, "changed.db", "UPDATE entry SET sealed = CAST(replace(CAST(sealed AS TEXT), 'regel 7', 'regel 8') AS BLOB)"
                    " WHERE CAST(sealed AS TEXT) LIKE '%regel 7%'"), "entry ")
    refused(altered(backup, "config.db", "UPDATE backup_file SET bytes = x'00' WHERE path = 'voorzien.toml'"), "voorzien.toml does not fit its hash")
    for path in ("../outside", "/tmp/outside", "region/../../outside"):
        refused(altered(backup, "outside.db", f"UPDATE backup_file SET path = '{path}' WHERE path = 'voorzien.toml'"), "outside the folder")
    refused(altered(backup, "fewer.db", "DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)"), "entries and holds")
    require("replaces nothing" in run("backup", backup, "--data", data, expect=2), "a backup overwrites none")
    require("no journal" in run("backup", work / "other.db", "--data", full, expect=1), "a folder without a journal has no backup")
    (full / "restoring").mkdir()
    require("was cut off" in run("serve", "--data", full, "--listen", "127.0.0.1:0", expect=1), "a half restored folder is not served")


try:
    drill(work / "night.db")
    refusals(work / "night.db")
finally:
    shutil.rmtree(work, ignore_errors=True)
