#!/usr/bin/env python3
"""`serve` as an operator meets it: the first administrator's link, the command line beside a running server, the folder's lock,
help and exit codes. usage: serve_test.py VOORZIEN_BINARY

Nothing sleeps for a fixed time: each step waits for its condition with a deadline.
"""
import datetime
import hashlib
import http.client
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import checks
from checks import check, wait_for

binary = sys.argv[1]
root = pathlib.Path(__file__).resolve().parents[2]
secret = "lang genoeg wachtwoord"
quiet = "[source.ndw]\noff = true\n"  # this test asks nothing of the outside world


def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess:
    return subprocess.run([binary, *arguments], input=given, capture_output=True, text=True, timeout=60)


def add_user(folder: pathlib.Path, user: str, role: str, *more: str) -> subprocess.CompletedProcess:
    return run("user", "add", user, "--role", role, "--data", str(folder), "--password-stdin", *more, given=secret + "\n")


class Node:
    def __init__(self, folder: pathlib.Path, environment: dict | None = None):
        self.log = folder.parent / (folder.name + ".log")
        self.process = subprocess.Popen([binary, "serve", "--data", str(folder), "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE,
                                        stderr=open(self.log, "w"), text=True, env=os.environ | (environment or {}))
        self.address = next((line.split()[1] for line in self.process.stdout if line.startswith("listening ")), "")
        check("it listens", bool(self.address))

    def link(self) -> str:
        line = self.process.stdout.readline()
        check("a link is printed", self.address + "/welkom/" in line)
        return line.split()[-1]

    def ask(self, method: str, path: str, body=None, token: str = ""):
        request = urllib.request.Request(self.address + path, method=method, data=json.dumps(body).encode() if body is not None else None)
        request.add_header("Content-Type", "application/json")
        if token:
            request.add_header("Authorization", "Bearer " + token)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read()

    def log_in(self, user: str) -> str:
        status, answer = self.ask("POST", "/api/session", {"user": user, "password": secret})
        return json.loads(answer)["token"] if status == 200 else ""

    def welcome(self, token: str, user: str = "baas", password: str = secret) -> int:
        return self.ask("POST", "/api/welcome", {"token": token, "user": user, "password": password})[0]

    def stop(self) -> str:
        self.process.send_signal(signal.SIGTERM)
        check("SIGTERM ends cleanly within 5 s", self.process.wait(timeout=5) == 0)
        return self.process.stdout.read()


def new_folder(parent: str, name: str, config: str = quiet) -> pathlib.Path:
    folder = pathlib.Path(parent) / name
    folder.mkdir()
    (folder / "voorzien.toml").write_text(config)
    return folder


def first_administrator(parent: str) -> None:
    folder = new_folder(parent, "first")
    node = Node(folder)
    link = node.link()
    token = link.rsplit("/", 1)[1]
    request = urllib.request.Request(link, headers={"Accept": "text/html"})
    with urllib.request.urlopen(request, timeout=20) as page:
        check("the link opens a page of the app", page.status == 200 and b"<script" in page.read())
    check("another token does not fit", node.welcome("0" * len(token)) == 403)
    check("a short password is refused and costs nothing", node.welcome(token, password="kort") == 422)
    check("the link makes the administrator", node.welcome(token) == 201)
    check("once", node.welcome(token, "tweede") == 403)
    session = node.log_in("baas")
    check("who may administer accounts", "admin.users" in json.loads(node.ask("GET", "/api/session", token=session)[1])["may"])
    check("the token stands in no log", token not in node.log.read_text())
    node.stop()
    again = Node(folder)
    check("with an administrator there is no link", "welkom" not in again.stop())

    waits = new_folder(parent, "waits")
    node = Node(waits)
    token = node.link().rsplit("/", 1)[1]
    check("the command line makes an administrator", add_user(waits, "chef", "admin").returncode == 0)
    check("and then the link fits no more", node.welcome(token) == 403)
    node.stop()

    brief = Node(new_folder(parent, "brief", quiet.replace("[", "welcome_valid_s = 1\n[", 1)))
    token = brief.link().rsplit("/", 1)[1]
    wait_for("the link expires", lambda: brief.welcome(token, password="kort") == 403)
    brief.stop()


def square(code: str, name: str, lon: float) -> dict:
    ring = [[lon, 52.0], [lon + 0.1, 52.0], [lon + 0.1, 52.1], [lon, 52.1], [lon, 52.0]]
    return {"type": "Feature", "properties": {"statcode": code, "statnaam": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def beside_a_running_server(parent: str) -> None:
    folder = new_folder(parent, "beside")
    node = Node(folder)
    check("the socket is for its owner only", stat.S_IMODE((folder / "control.sock").stat().st_mode) == 0o600)
    second = run("serve", "--data", str(folder), "--listen", "127.0.0.1:0")
    check("a second server is refused", second.returncode == 1)
    check("with place, process and remedy", str(folder / "lock") in second.stderr and str(node.process.pid) in second.stderr and
          "Stop the other process" in second.stderr)
    fresh = run("demo", "--data", str(folder), "--fresh", "--listen", "127.0.0.1:0")
    check("and its store is not cleared by a demonstration", fresh.returncode == 1 and (folder / "journal.db").exists())
    added = add_user(folder, "jan", "caco")
    check("an account is added beside it", added.returncode == 0 and "jan" in added.stderr)
    session = node.log_in("jan")
    check("and may log in at once", bool(session))
    listed = [json.loads(line) for line in run("user", "list", "--json", "--data", str(folder)).stdout.splitlines()]
    check("accounts are listed beside it", listed == [{"user": "jan", "name": "jan", "role": "caco", "disabled": False}])
    check("it is disabled beside it", run("user", "disable", "jan", "--data", str(folder)).returncode == 0)
    check("its session ends at once", node.ask("GET", "/api/session", token=session)[0] == 401 and not node.log_in("jan"))
    unknown = run("user", "disable", "piet", "--data", str(folder))
    check("an unknown account is named", unknown.returncode == 1 and "piet" in unknown.stderr)
    role = add_user(folder, "kees", "koning")
    check("an unknown role is refused with those there are", role.returncode == 1 and "koning" in role.stderr and "caco" in role.stderr)

    add_user(folder, "lezer", "reader")
    session = node.log_in("lezer")
    check("without import there is no map of its own", node.ask("GET", "/api/basemap/gm.json", token=session)[0] == 404)
    boundaries = folder.parent / "grenzen.json"
    boundaries.write_text(json.dumps({"type": "FeatureCollection", "features": [square("GM0344", "Utrecht", 5.0), square("VR09", "Utrecht", 5.0)]}))
    imported = run("region", "import", "--boundaries", str(boundaries), "--data", str(folder))
    check("boundaries are imported beside it", imported.returncode == 0 and "1 municipalities" in imported.stderr)
    status, body = node.ask("GET", "/api/basemap/gm.json", token=session)
    check("and are in use at once", status == 200 and b"GM0344" in body)
    places = json.loads(node.ask("GET", "/api/places?q=52.05,5.05", token=session)[1])
    check("also for what comes in", places["items"][0]["municipality"] == "GM0344")
    boundaries.write_text("<html>")
    check("a faulty file changes nothing", run("region", "import", "--boundaries", str(boundaries), "--data", str(folder)).returncode == 1 and
          node.ask("GET", "/api/basemap/gm.json", token=session)[1] == body)

    node.process.send_signal(signal.SIGKILL)
    node.process.wait()
    check("a killed server leaves its socket", (folder / "control.sock").exists())
    check("which stops nobody", add_user(folder, "els", "vic").returncode == 0)
    again = Node(folder)
    check("nor the next server", bool(again.log_in("els")))
    again.stop()
    check("a clean end takes the socket away", not (folder / "control.sock").exists())


class Attachments:
    """What a browser does with a photo."""

    def __init__(self, node: Node, token: str):
        self.node, self.token = node, token

    def call(self, method: str, path: str, body: bytes | None = None, key: str = "", length: int | None = None):
        connection = http.client.HTTPConnection(self.node.address.removeprefix("http://"), timeout=60)
        connection.putrequest(method, path)
        connection.putheader("Authorization", "Bearer " + self.token)
        if key:
            connection.putheader("Idempotency-Key", key)
        if body is not None or length is not None:
            connection.putheader("Content-Length", str(length if length is not None else len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        found = answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
        connection.close()
        return found

    def keep(self, body: bytes, name: str, key: str, length: int | None = None):
        return self.call("POST", "/api/attachments?name=" + name, body, key, length)

    def write(self, path: str, body: dict, key: str):
        connection = http.client.HTTPConnection(self.node.address.removeprefix("http://"), timeout=60)
        connection.request("POST", path, json.dumps(body), {"Authorization": "Bearer " + self.token, "Content-Type": "application/json", "Idempotency-Key": key})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())


def attachments(parent: str) -> None:
    folder = new_folder(parent, "attachments")
    for user, role in (("cees", "caco"), ("lezer", "reader"), ("liaison", "partner")):
        add_user(folder, user, role)
    node = Node(folder)
    desk = Attachments(node, node.log_in("cees"))
    photo = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 400
    sha256 = hashlib.sha256(photo).hexdigest()
    status, body, _ = desk.keep(photo, "brug%20dicht.jpg", "photo")
    check("a photo is kept", status == 201)
    check("and read back", json.loads(body) == {"version": json.loads(body)["version"], "sha256": sha256, "name": "brug dicht.jpg", "media_type": "image/jpeg", "bytes": len(photo)})
    check("a retry is answered the same", desk.keep(photo, "brug%20dicht.jpg", "photo")[1] == body)
    check("without a key it is refused", desk.keep(photo, "a.jpg", "")[0] == 400)
    check("what is no photo is refused whatever it is called", desk.keep(b"<svg onload='x'/>", "a.jpg", "svg")[0] == 422)
    largest = b"%PDF-1.7" + bytes((25 << 20) - 8)
    check("25 MB is kept", desk.keep(largest, "plan.pdf", "large")[0] == 201)
    check("a byte more is not read", desk.keep(None, "plan.pdf", "larger", length=(25 << 20) + 1)[0] == 413)
    status, answer = desk.write("/api/log/write", {"text": "Brug dicht", "attachments": [sha256]}, "line")
    check("a line names it", status == 201)
    status, answer = desk.write("/api/log/write", {"text": "Brug dicht", "attachments": ["0" * 64]}, "unknown")
    check("an unknown one is named", status == 422 and answer["field"] == "/attachments/0")
    entry = {"text": "stroom weg", "place": "Houten", "point": {"lon": 5.17, "lat": 52.03}, "theme": "energy", "attachments": [sha256]}
    check("an entry by hand names it", desk.write("/api/entry/write", entry, "entry")[0] == 201)
    reader = Attachments(node, node.log_in("lezer"))
    check("a reader adds none", reader.keep(photo, "a.jpg", "r")[0] == 403)
    status, given, headers = reader.call("GET", "/api/attachments/" + sha256)
    check("but sees them", status == 200 and given == photo and headers["content-type"] == "image/jpeg")
    check("as bytes in which nothing runs", "sandbox" in headers["content-security-policy"] and headers["x-content-type-options"] == "nosniff" and
          headers["content-disposition"] == "inline; filename*=UTF-8''brug%20dicht.jpg" and headers["cache-control"].startswith("private"))
    check("who may not read the log does not", Attachments(node, node.log_in("liaison")).call("GET", "/api/attachments/" + sha256)[0] == 403)
    last = b"\x89PNG\r\n\x1a\n" + b"the last one"
    status = desk.keep(last, "last.png", "last")[0]
    node.process.send_signal(signal.SIGKILL)
    node.process.wait()
    check("the last one was acknowledged", status == 201)

    again = Node(folder)
    desk = Attachments(again, again.log_in("cees"))
    check("what was acknowledged is there after kill -9", desk.call("GET", "/api/attachments/" + hashlib.sha256(last).hexdigest())[1] == last)
    line = json.loads(desk.call("GET", "/api/log")[1])["items"][0]
    expected = [{"sha256": sha256, "name": "brug dicht.jpg", "media_type": "image/jpeg", "bytes": len(photo), "erased": None, "erased_by": None}]
    check("and hangs on its line", line["attachments"] == expected)
    hand = [fact for fact in json.loads(desk.call("GET", "/api/facts")[1])["items"] if fact["source"] == "hand"]
    check("and on the fact", hand[0]["attachments"] == expected)
    check("and on its signal", json.loads(desk.call("GET", "/api/signals/" + hand[0]["signal"])[1])["attachments"] == expected)
    again.stop()
    check("the journal is whole", run("journal", "verify", "--data", str(folder)).returncode == 0)
    with sqlite3.connect(folder / "journal.db") as journal:
        leaves = b"".join(row[0] for row in journal.execute("SELECT core FROM entry WHERE sealed IS NOT NULL"))
        check("the leaf commits to the bytes behind a salt", b'"raw_commitment":"' in leaves and b'"raw_sha256":"' + sha256.encode() not in leaves)
        journal.execute("UPDATE entry SET sealed = NULL, salt = NULL WHERE sealed IS NOT NULL")
        journal.execute("DELETE FROM raw WHERE source = 'attachment'")
    erased = Node(folder)
    desk = Attachments(erased, erased.log_in("cees"))
    check("erased bytes are gone, and said to be", desk.call("GET", "/api/attachments/" + sha256)[0] == 410)
    check("the line still says what hung on it", json.loads(desk.call("GET", "/api/log")[1])["items"][0]["attachments"] == expected)
    erased.stop()
    check("and the journal is whole without them", run("journal", "verify", "--data", str(folder)).returncode == 0)


def wall_clock_that_jumps(parent: str) -> None:
    library = next(pathlib.Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
    folder = new_folder(parent, "jumps")
    add_user(folder, "cees", "caco")
    jump = folder.parent / "jump"
    jump.write_text("+0")
    faked = {"LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(jump), "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    node = Node(folder, faked)
    token = node.log_in("cees")
    started = time.monotonic()

    def moment(text: str) -> float:
        request = urllib.request.Request(node.address + "/api/log/write", json.dumps({"text": text}).encode(),
                                         {"Authorization": "Bearer " + token, "Content-Type": "application/json", "Idempotency-Key": text})
        urllib.request.urlopen(request, timeout=20).read()
        line = wait_for("the line is there", lambda: next((line for line in json.loads(node.ask("GET", "/api/log", token=token)[1])["items"]
                                                           if line["text"] == text), None))
        return datetime.datetime.fromisoformat(line["written"].replace("Z", "+00:00")).timestamp()

    def ahead() -> float:
        text = node.ask("GET", "/metrics", token=token)[1].decode()
        return float(next(line.split()[1] for line in text.splitlines() if line.startswith("voorzien_clock_wall_ahead_seconds ")))

    first = moment("voor")
    check("region time is the wall clock's", abs(first - time.time()) < 60)
    for change, wall in (("-3600", -3600), ("+3600", 3600)):
        jump.write_text(change)
        wait_for("the server sees the jump", lambda: abs(ahead() - wall) < 60)
        passed = moment("na " + change) - first
        check("a wall clock that jumps moves no timer", 0 <= passed <= time.monotonic() - started)
    node.stop()
    jump.write_text("-7200")
    node = Node(folder, faked)
    token = node.log_in("cees")
    check("after a restart nothing lies before what is written", moment("later") >= first)
    node.stop()


def metrics(parent: str) -> None:
    node = Node(new_folder(parent, "metrics"))
    text = node.ask("GET", "/metrics")[1]
    check("/metrics is told", b"voorzien_journal_version" in text)
    if shutil.which("promtool") is None:
        print("SKIPPED promtool check metrics: Debian's package prometheus is not installed", file=sys.stderr)
    else:
        told = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, check=False)
        check("promtool finds nothing in it", told.returncode == 0 and told.stdout + told.stderr == b"")
    node.stop()


def roles_of_the_configured_doctrine(parent: str) -> None:
    doctrine = pathlib.Path(parent) / "doctrine"
    shutil.copytree(root / "doctrine/vru", doctrine)
    with open(doctrine / "access.toml", "a", encoding="utf-8") as access:
        access.write('\n[[role]]\nid = "piketten"\nname = "Piket"\nmay = ["read.picture"]\n')
    config = f'doctrine_dir = "{doctrine}"\n' + quiet
    folder = new_folder(parent, "own", config)
    check("a role of the doctrine beside the data", add_user(folder, "een", "piketten").returncode == 0)
    elsewhere = pathlib.Path(parent) / "elders.toml"
    elsewhere.write_text(config)
    other = new_folder(parent, "other")
    check("which others do not know", add_user(other, "twee", "piketten").returncode == 1)
    check("a role of the doctrine that --config names", add_user(other, "twee", "piketten", "--config", str(elsewhere)).returncode == 0)
    node = Node(folder)
    check("a role of the running server", add_user(folder, "drie", "piketten").returncode == 0 and bool(node.log_in("drie")))
    node.stop()


def help_and_exit_codes(parent: str) -> None:
    whole = run("--help")
    check("--help names exit codes", whole.returncode == 0 and "Exit codes" in whole.stdout)
    subcommands = {"serve": ["--data", "--listen", "--config"], "demo": ["--film", "--speed", "--at", "--fresh"],
                   "user add": ["--role", "--password-stdin", "--config"], "user list": ["--json"], "user disable": ["--data"],
                   "feed check": ["--observations", "--data"], "film check": ["file"], "film compose": ["--output"],
                   "region import": ["--boundaries", "--names", "--basemap"], "capcodes import": ["--source", "--date", "--apply"],
                   "doctrine check": ["folder"],
                   "doctrine print": ["--format", "--against"], "openapi": ["OpenAPI"]}
    for name, options in subcommands.items():
        check(f"--help names {name}", name.split()[0] in whole.stdout)
        told = run(*name.split(), "--help")
        check(f"{name} --help is complete", told.returncode == 0 and all(option in told.stdout for option in options))
    table = parent + "/counts.csv"
    pathlib.Path(table).write_text("id," + ",".join(f"w{k}" for k in range(1, 61)) + "\na," + ",".join("5" for _ in range(60)) + "\n")
    ahead = run("forecast", "--horizon", "2", "--quantiles", "0.1,0.9", table)  # a list, then a file
    check("forecast takes a list of quantiles before its file", ahead.returncode == 0 and len(ahead.stdout.splitlines()) == 5)
    for wrong in ([], ["nonsense"], ["serve", "--nonsense"], ["user"], ["user", "add", "jan"], ["feed", "check"], ["demo", "--speed", "fast"],
                  ["serve", "--data", parent + "/wrong", "--listen", "nowhere"], ["demo", "--data", parent + "/wrong", "--at", "noon"]):
        told = run(*wrong)
        check(f"{wrong} is wrong use", told.returncode == 2 and told.stderr != "" and told.stdout == "")
    for faulty in (["feed", "check", "cap", parent + "/nothing"], ["doctrine", "check", parent + "/nothing"], ["user", "list", "--data", parent + "/nothing"],
                   ["film", "check", parent + "/nothing"], ["serve", "--data", parent + "/x", "--config", parent + "/nothing"]):
        check(f"{faulty[:2]} finds a fault", run(*faulty).returncode == 1)
    check("a sound doctrine has no fault", run("doctrine", "check").returncode == 0)
    document = json.loads(run("openapi").stdout)
    check("openapi prints the document", document["openapi"].startswith("3.1") and "/api/log/write" in document["paths"])


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="voorzien-serve-") as parent:
        first_administrator(parent)
        beside_a_running_server(parent)
        attachments(parent)
        wall_clock_that_jumps(parent)
        metrics(parent)
        roles_of_the_configured_doctrine(parent)
        help_and_exit_codes(parent)
    print(f"{checks.passed} checks passed")


main()
