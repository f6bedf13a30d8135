#!/usr/bin/env python3
"""The journal of the real binary before an outsider: our Python verifier, openssl, and a key that changes or is lost.

usage: proof_test.py VOORZIEN_BINARY
Plays a piece of the demonstration, also verifying beside the running server. Exit 0: all as promised.
"""
import base64
import json
import pathlib
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

binary = sys.argv[1]
verifier = str(pathlib.Path(__file__).resolve().parents[2] / "tools/verify_journal.py")
work = pathlib.Path(tempfile.mkdtemp(prefix="voorzien-proof-"))
data = work / "data"
keys = data / "keys"


def require(holds: bool, what: str) -> None:
    if not holds:
        sys.exit(f"FAILED: {what}")


def journal(*arguments: str, expect: int = 0) -> str:
    done = subprocess.run([binary, "journal", *arguments, "--data", str(data)], capture_output=True, text=True)
    require(done.returncode == expect, f"journal {' '.join(arguments)} gave {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr if expect else done.stdout


def outsider(file: str, key: str, expect: int = 0) -> str:
    done = subprocess.run([sys.executable, verifier, file, key], capture_output=True, text=True)
    require(done.returncode == expect, f"verify_journal.py gave {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def play(entries: int, fresh: bool = False, look=None) -> None:
    arguments = [binary, "demo", "--data", str(data), "--listen", "127.0.0.1:0", "--speed", "600"]
    process = subprocess.Popen(arguments + (["--fresh"] if fresh else []), stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True)
    address, login = "", []
    for line in process.stdout:
        words = line.split()
        if words[:1] == ["login"] and words[3] == "caco":
            login = words
        if words[:1] == ["listening"]:
            address = words[1]
            break
    require(address != "", "the demonstration starts")

    def call(method, path, body=None, token=""):
        request = urllib.request.Request(address + path, method=method, headers={"Content-Type": "application/json"})
        if token:
            request.add_header("Authorization", "Bearer " + token)
        with urllib.request.urlopen(request, json.dumps(body).encode() if body else None, timeout=20) as answer:
            return json.load(answer)

    token = call("POST", "/api/session", {"user": login[1], "password": login[2]})["token"]
    deadline = time.monotonic() + 60
    wanted = call("GET", "/api/changes?since=0&types=region", token=token)["version"] + entries
    while call("GET", "/api/changes?since=0&types=region", token=token)["version"] < wanted:
        require(time.monotonic() < deadline, "the film goes on")
        time.sleep(0.05)
    if look:
        look(lambda path: call("GET", path, token=token))
    process.send_signal(signal.SIGTERM)
    require(process.wait(timeout=10) == 0, "SIGTERM ends cleanly")


def is_signed(call) -> bool:
    """A server signs its first entries when it next looks, within a second or so: a fast film is ahead of it."""
    try:
        call("/api/journal/proof?seq=1")
        return True
    except urllib.error.HTTPError as refused:
        require(refused.code == 404, f"an entry that is not signed yet is not found, not {refused.code}")
        return False


def beside_the_server(call) -> None:
    require("clean" in journal("verify"), "verify works beside a running server")
    signed_by = time.monotonic() + 20
    while not is_signed(call):
        require(time.monotonic() < signed_by, "a new journal is soon signed")
        time.sleep(0.05)
    note = journal("checkpoint")
    proof = call("/api/journal/proof?seq=1")
    require(proof["checkpoint"] == note, "the API proves under the checkpoint that the command line shows")
    require(call("/api/journal?from=1&to=1")["items"][0]["leaf_hash"] == proof["leaf_hash"], "and for the same leaf")
    require("Another process holds" in journal("rotate-key", expect=1), "a key does not change under a running server")


def openssl_agrees(note: str, key: str) -> None:
    if not shutil.which("openssl"):
        print("SKIPPED: no openssl command (Debian package openssl): its verdict on the signature", file=sys.stderr)
        return
    text, _, signature = note.rpartition("\n\n")
    public = base64.b64decode(key.split("+", 2)[2])[1:]
    (work / "key.der").write_bytes(bytes.fromhex("302a300506032b6570032100") + public)
    (work / "signature").write_bytes(base64.b64decode(signature.split()[2])[4:])
    for body, fits in ((text + "\n", True), (text + "x\n", False)):
        (work / "body").write_text(body)
        done = subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", work / "key.der",
                               "-rawin", "-in", work / "body", "-sigfile", work / "signature"], capture_output=True)
        require((done.returncode == 0) == fits, f"openssl agrees about the signature ({fits})")


def flip(file: pathlib.Path, old: str, new: str) -> str:
    text = file.read_text()
    require(old in text, f"{file.name} holds what is to be changed")
    changed = work / ("changed-" + file.name)
    changed.write_text(text.replace(old, new, 1))
    return str(changed)


def main() -> None:
    play(150, fresh=True, look=beside_the_server)
    require(stat.S_IMODE((keys / "journal.key").stat().st_mode) == 0o600, "the secret is readable for its owner only")
    report = json.loads(journal("verify", "--json"))
    require(report["faults"] == 0 and report["entries"] == report["under_checkpoint"] > 100, "a clean stop signs all")
    first_key = (keys / "journal.pub").read_text().strip()
    openssl_agrees(journal("checkpoint"), first_key)

    exported = work / "journal.jsonl"
    exported.write_text(journal("export"))
    require(f"{report['entries']} entries, root {report['root']}" in outsider(str(exported), first_key), "the outsider agrees")
    entry = json.loads(exported.read_text().splitlines()[41])
    require(entry["seq"] == 42, "an entry a line")
    require("entry 42" in outsider(flip(exported, entry["core"][:40].replace('"', '\\"'), "x"), first_key, expect=1), "a change is named")
    proof = work / "entry.tlog-proof"
    proof.write_text(journal("prove", "--seq", "42"))
    require(entry["core"] in outsider(str(proof), first_key), "the proof holds the entry")
    outsider(flip(proof, "index 41", "index 40"), first_key, expect=1)
    journal("prove", "--seq", str(report["entries"] + 1), expect=1)

    # Rotation: who has the old key only accepts what the new one signs.
    backup = work / "backup"
    shutil.copytree(keys, backup)
    second_key = journal("rotate-key").strip()
    require(second_key != first_key and second_key.split("+")[0] == first_key.split("+")[0], "a new key of the same journal")
    # PRIVATE+KEY+<name>+<hash>+<base64>, and the last part may hold a + itself
    old_secret = (backup / "journal.key").read_text().strip().split("+", 4)[4]
    require(len(old_secret) > 40 and old_secret not in (keys / "journal.key").read_text(), "the old secret is gone")
    play(20)
    (work / "first.pub").write_text(first_key + "\n")
    require("clean" in journal("verify", "--key", str(work / "first.pub")), "the old key leads to the new one")
    exported.write_text(journal("export"))
    outsider(str(exported), first_key)
    require("no known key" in journal("verify", "--key", flip(work / "first.pub", first_key, second_key), expect=1),
            "the new key alone does not vouch for what came before it")

    # Loss of the secret: the journal goes on under its name, and only who trusts the third key accepts what it signs.
    (keys / "journal.key").unlink()
    play(20)
    third_key = (keys / "journal.pub").read_text().split()[-1]
    require(third_key not in (first_key, second_key), "a new key is made")
    require("no known key" in journal("verify", "--key", str(work / "first.pub"), expect=1), "nobody vouches for it")
    require("clean" in journal("verify"), "with the list of all keys all is clean")
    # Restore of a backup of the keys: the list is from before, the secret too.
    shutil.rmtree(keys)
    shutil.copytree(backup, keys)
    (keys / "journal.key").chmod(0o644)
    play(20)
    require(stat.S_IMODE((keys / "journal.key").stat().st_mode) == 0o600, "a careless copy is put right")
    (work / "all.pub").write_text("\n".join(["# every key", first_key, second_key, third_key, ""]))
    require("clean" in journal("verify", "--key", str(work / "all.pub")), "the backup's key signs on")
    print(f"proof: {json.loads(journal('verify', '--json', '--key', str(work / 'all.pub')))['entries']} entries, rotation, loss and restore of the key as promised")


try:
    main()
finally:
    shutil.rmtree(work, ignore_errors=True)
