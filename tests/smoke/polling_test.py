#!/usr/bin/env python3
"""`serve` asks its sources over HTTP: news, not modified, a web page behind 200, 500, silence, a hidden address.
usage: polling_test.py VOORZIEN_BINARY

The sources are a server of this test; its documents are those of the composed film, and the real NDW file when
VOORZIEN_SHARED is set. Nothing sleeps for a fixed time: each step waits for its condition with a deadline.
"""
import gzip
import hashlib
import http.server
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

import checks
from checks import check, wait_for

binary = sys.argv[1]
root = pathlib.Path(__file__).resolve().parents[2]


def documents_of_the_film(folder: str) -> dict[str, bytes]:
    film = folder + "/film.jsonl"
    subprocess.run([binary, "film", "compose", str(root / "films/summer_afternoon.film.txt"), "-o", film], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found: dict[str, bytes] = {}
    for line in open(film, encoding="utf-8"):
        one = json.loads(line)
        if "body" in one:
            found.setdefault(one["source"], one["body"].encode())
    return found


class World(http.server.ThreadingHTTPServer):
    """The other side. `answers[path]` is called with the number of the request, from 1, and the request's handler."""
    daemon_threads = True

    def __init__(self, answers):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.asked, self.gone = answers, {path: [] for path in answers}, threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.split("?")[0]
        self.server.asked[path].append((time.monotonic(), dict(self.headers)))
        self.server.answers[path](len(self.server.asked[path]), self)

    def answer(self, status: int, body: bytes = b"", content_type: str = "", etag: str = "") -> None:
        self.send_response(status)
        for name, value in (("Content-Type", content_type), ("ETag", etag)):
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def document(body: bytes, content_type: str):
    """Once whole, then not modified for whoever knows its tag."""
    tag = '"' + hashlib.sha256(body).hexdigest()[:16] + '"'

    def answer(_number, request):
        known = request.headers.get("If-None-Match") == tag
        request.answer(304 if known else 200, b"" if known else body, content_type, tag)
    return answer


def hang(_number, request):
    request.server.gone.wait(120)


class Node:
    def __init__(self, folder: str, config: str):
        self.process = subprocess.Popen([binary, "serve", "--data", folder + "/data", "--listen", "127.0.0.1:0", "--config", config],
                                        stdout=subprocess.PIPE, stderr=open(folder + "/log", "w"), text=True)
        self.address = next((line.split()[1] for line in self.process.stdout if line.startswith("listening ")), "")
        check("it listens", bool(self.address))
        self.token = ""
        self.token = self.ask("/api/session", {"user": "beheer", "password": "lang genoeg wachtwoord"})["token"]

    def ask(self, path: str, body=None):
        return json.loads(self.fetch(path, body))

    def fetch(self, path: str, body=None) -> bytes:
        request = urllib.request.Request(self.address + path, data=json.dumps(body).encode() if body is not None else None)
        request.add_header("Content-Type", "application/json")
        if self.token:
            request.add_header("Authorization", "Bearer " + self.token)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.read()

    def source(self, name: str):
        return next(one for one in self.ask("/api/sources")["items"] if one["id"] == name)

    def remarked(self, name: str, code: str):
        found = self.source(name)
        return found if found["condition"] == "remarked" and found["last_remarks"][0]["code"] == code else None


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="voorzien-polling-") as folder:
        film = documents_of_the_film(folder)
        shared = os.environ.get("VOORZIEN_SHARED", "")
        real = next(iter(sorted(pathlib.Path(shared).glob("data/**/*actueel_beeld*.xml*"))), None) if shared else None
        ndw = film["ndw"]
        if real:
            ndw = real.read_bytes()
            ndw = gzip.decompress(ndw) if ndw[:2] == b"\x1f\x8b" else ndw
        else:
            print("SKIPPED the real NDW file: VOORZIEN_SHARED is not set", file=sys.stderr)
        html = b"<!DOCTYPE html><html><body>Log in</body></html>"
        cure = document(film["waterschap"], "application/json")
        world = World({
            "/ndw.xml.gz": document(gzip.compress(ndw), "application/gzip"),
            "/knmi.json": document(film["knmi"], "application/json"),
            "/rws.csv": document(film["rws"], "text/csv"),
            "/html": lambda _number, request: request.answer(200, html, "text/html"),
            "/broken": lambda number, request: request.answer(500) if number < 3 else cure(number, request),
            "/slow": hang,
            "/hang": hang,
            "/inside": lambda _number, request: request.answer(200, b"{}", "application/json"),
            "/rubbish": document(b"<not-of-this-format/>", "application/xml"),
        })
        key = folder + "/key"
        pathlib.Path(key).write_text("geheime-sleutel\n")
        config = folder + "/voorzien.toml"

        def table(source: str, path: str, *more: str) -> str:
            return "\n".join([f"[source.{source}]", f'url = "{world.url(path)}"', "poll_s = 1", *more, ""])
        inside = "allow_private = true"
        pathlib.Path(config).write_text("".join([
            table("ndw", "/ndw.xml.gz", inside), table("knmi", "/knmi.json", inside),
            table("rws", "/rws.csv", inside, f'key_file = "{key}"', 'key_header = "X-API-KEY"'),
            table("netbeheer", "/html?key=geheim", inside), table("waterschap", "/broken", inside),
            table("lucht", "/slow", inside, "timeout_s = 1"), table("meldkamer", "/hang", inside, "timeout_s = 300"),
            table("ns", "/inside"), table("partners", "/rubbish", inside)]))
        subprocess.run([binary, "user", "add", "beheer", "--role", "caco", "--data", folder + "/data", "--password-stdin"],
                       input="lang genoeg wachtwoord\n", text=True, check=True)
        node = Node(folder, config)

        for name, body in (("ndw", ndw), ("knmi", film["knmi"]), ("rws", film["rws"])):
            found = wait_for(f"{name} is heard", lambda: (one := node.source(name))["state"] == "ok" and one)
            check(f"{name} came once", found["received"] == 1 and found["rejected"] == 0)
            sha = found["last_good_sha256"] or found["last_bad_sha256"]
            check(f"the bytes of {name} are kept as they came", sha == hashlib.sha256(body).hexdigest() and node.fetch("/api/raw/" + sha) == body)
        check("the key is sent", world.asked["/rws.csv"][0][1].get("X-API-KEY") == "geheime-sleutel")
        if real:
            facts = node.ask("/api/changes?since=0&types=fact")["upserts"]
            check("records of the real NDW file are in the picture", sum(one["source"] == "ndw" for one in facts) > 50)

        page = wait_for("a web page behind 200 is refused", lambda: node.remarked("netbeheer", "html-page"))
        remark = page["last_remarks"][0]
        check("the remark names source, place and remedy, and no key", remark["message"].startswith("netbeheer: ") and
              remark["where"] == world.url("/html") and "Check" in remark["message"] and "geheim" not in json.dumps(page))
        check("it is not heard by that", page["state"] == "silent" and page["last_received"] is None and page["received"] == 0)
        wait_for("500 is a failure", lambda: len(world.asked["/broken"]) >= 3 or node.remarked("waterschap", "fetch-failed"))
        slow = wait_for("no answer is a failure", lambda: node.remarked("lucht", "fetch-failed"))
        check("it says that it was slow", "too slow" in slow["last_remarks"][0]["message"])
        wait_for("a private address is refused", lambda: node.remarked("ns", "fetch-refused"))
        check("and never asked", world.asked["/inside"] == [])
        bad = wait_for("rubbish is rejected by its format", lambda: (one := node.source("partners"))["rejected"] > 0 and one)
        check("rubbish is no sign of life", bad["state"] == "silent")
        well = wait_for("the broken one is well again", lambda: (one := node.source("waterschap"))["condition"] == "none" and one["state"] == "ok" and one)
        check("its failures are counted", well["failed"] >= 1)
        times = [at for at, _ in world.asked["/broken"]][:3]
        check("a failing source is asked later and later", times[2] - times[1] > 1.9)

        before = node.source("ndw")
        after = wait_for("not modified is a sign of life", lambda: (one := node.source("ndw"))["unchanged"] > before["unchanged"] and one)
        check("that counts no document", after["received"] == before["received"] and after["last_received"] > before["last_received"])
        check("the tag is sent back", sum("If-None-Match" in headers for _, headers in world.asked["/ndw.xml.gz"]) >= after["unchanged"])
        check("what was of no use is asked for whole", all("If-None-Match" not in headers for _, headers in world.asked["/rubbish"]))

        check("one source hangs meanwhile", len(world.asked["/hang"]) == 1)
        node.process.send_signal(signal.SIGTERM)
        check("SIGTERM in mid-fetch ends cleanly within 5 s", node.process.wait(timeout=5) == 0)
        log = pathlib.Path(folder + "/log").read_text()
        check("the log tells of failures and no key", '"poll-failed"' in log and "geheim" not in log)
        world.gone.set()
    print(f"{checks.passed} checks passed")


main()
