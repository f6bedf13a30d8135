#!/usr/bin/env python3
"""Starts the real binary on the composed film and asks what a caco would ask. usage: smoke_test.py VOORZIEN_BINARY

Nothing sleeps for a fixed time: each step waits for its condition with a deadline. Exit 1 names the first that fails.
"""
import json
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

import checks
from checks import check, wait_for

binary = sys.argv[1]


class Server:
    def __init__(self, folder: str, *more: str):
        self.process = subprocess.Popen([binary, "demo", "--data", folder, "--listen", "127.0.0.1:0", *more],
                                        stdout=subprocess.PIPE, text=True)
        self.logins, self.token, self.address = {}, "", ""
        for line in self.process.stdout:
            words = line.split()
            if words[:1] == ["login"]:
                self.logins[words[3]] = (words[1], words[2])
            if words[:1] == ["listening"]:
                self.address = words[1]
                break
        check("it listens", bool(self.address))

    def ask(self, method: str, path: str, body=None, key: str = ""):
        request = urllib.request.Request(self.address + path, method=method,
                                         data=json.dumps(body).encode() if body is not None else None)
        request.add_header("Content-Type", "application/json")
        if self.token:
            request.add_header("Authorization", "Bearer " + self.token)
        if key:
            request.add_header("Idempotency-Key", key)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as refused:
            return refused.code, json.loads(refused.read() or b"null")

    def log_in(self, role: str) -> None:
        self.token = ""
        user, password = self.logins[role]
        status, answer = self.ask("POST", "/api/session", {"user": user, "password": password})
        check(f"{role} logs in", status in (200, 201) and bool(answer["token"]))
        self.token = answer["token"]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="voorzien-smoke-") as folder:
        server = Server(folder + "/data", "--fresh", "--speed", "600")
        check("without a session nothing is told", server.ask("GET", "/api/picture")[0] == 401)
        server.log_in("caco")
        fire = wait_for("a red fire signal", lambda: next((one for one in server.ask("GET", "/api/signals?limit=200")[1]["items"]
                                                           if one["theme"] == "fire" and one["level"] == "red"), None))
        status, why = server.ask("GET", f"/api/why/signal/{fire['id']}")
        check("the fire can say why", status == 200 and len(why["facts"]) > 1)
        check("and names its bytes", all(len(fact["raw_sha256"]) == 64 for fact in why["facts"] if fact["counted"]))
        status, done = server.ask("POST", "/api/log/write", {"text": "Poort noord open"}, key="smoke-1")
        check("a log line is recorded", status in (200, 201) and done["version"] > 0)
        check("a retry changes nothing", server.ask("POST", "/api/log/write", {"text": "Poort noord open"}, key="smoke-1")[1] == done)
        check("a command without a key is refused", server.ask("POST", "/api/log/write", {"text": "x"})[0] == 400)
        sources = server.ask("GET", "/api/sources")[1]
        check("twelve sources or more", len(sources.get("items", sources)) >= 12)
        server.log_in("reader")
        check("a reader may not write", server.ask("POST", "/api/log/write", {"text": "x"}, key="smoke-2")[0] == 403)
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()

        again = Server(folder + "/data")
        again.log_in("caco")
        texts = [line["text"] for line in again.ask("GET", "/api/log")[1]["items"]]
        check("what was acknowledged is there after kill -9, once", texts.count("Poort noord open") == 1)
        again.process.send_signal(signal.SIGTERM)
        check("SIGTERM ends cleanly within 5 s", again.process.wait(timeout=5) == 0)
    print(f"{checks.passed} checks passed")


main()
