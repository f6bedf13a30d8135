"""The demonstration as a process, for tests of the real binary: started on a free port, asked as its calamity coordinator, stopped or
killed. `require` ends the test at the first promise that was not kept; `wait_for` has a deadline."""
import json
import pathlib
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request


def require(holds: bool, what: str) -> None:
    if not holds:
        sys.exit(f"FAILED: {what}")


def wait_for(holds, what: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        require(time.monotonic() < deadline, f"{what} (not within {seconds} s)")
        time.sleep(0.05)


def run(binary: str, *arguments, expect: int = 0) -> str:
    """What a subcommand says, which must end with `expect`."""
    done = subprocess.run([binary, *map(str, arguments)], capture_output=True, text=True)
    require(done.returncode == expect, f"{' '.join(map(str, arguments))} gave {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def verify(binary: str, folder: pathlib.Path | str, moment: str = "") -> dict:
    report = json.loads(run(binary, "journal", "verify", "--data", folder, "--json"))
    require(report["faults"] == 0, f"journal verify is clean {moment}: {report}")
    return report


class Demonstration:
    def __init__(self, binary: str, folder: pathlib.Path | str, *arguments: str, log=subprocess.DEVNULL):
        self.process = subprocess.Popen([binary, "demo", "--data", str(folder), "--listen", "127.0.0.1:0", *arguments],
                                        stdout=subprocess.PIPE, stderr=log, text=True)
        self.logins: dict[str, tuple[str, str]] = {}
        self.address = self.token = ""
        for line in self.process.stdout:
            words = line.split()
            if words[:1] == ["login"]:
                self.logins[words[3]] = (words[1], words[2])
            if words[:1] == ["listening"]:
                self.address = words[1]
                break
        require(self.address != "", f"the demonstration starts on {folder}")
        self.log_in("caco")

    def log_in(self, role: str) -> None:
        self.token = ""
        user, password = self.logins[role]
        self.token = self.call("POST", "/api/session", {"user": user, "password": password})["token"]

    def call(self, method: str, path: str, body=None, key: str = ""):
        content = json.dumps(body).encode() if body is not None else None
        return self.send(method, path, content, {"Content-Type": "application/json"} | ({"Idempotency-Key": key} if key else {}))

    def send(self, method: str, path: str, content: bytes | None, headers: dict[str, str]):
        answered = self.read(path, content, headers, method)
        return json.loads(answered) if answered else None

    def read(self, path: str, content: bytes | None = None, headers: dict[str, str] = {}, method: str = "GET") -> bytes:
        request = urllib.request.Request(self.address + path, content, headers, method=method)
        if self.token:
            request.add_header("Authorization", "Bearer " + self.token)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.read()

    def problem(self, method: str, path: str, body=None, key: str = "") -> tuple[int, dict]:
        """Status and problem of a call that is refused; 200 and nothing when it is not."""
        try:
            self.call(method, path, body, key)
        except urllib.error.HTTPError as refused:
            return refused.code, json.load(refused)
        return 200, {}

    def write(self, text: str, key: str, **more) -> dict:
        return self.call("POST", "/api/log/write", {"text": text, **more}, key)

    def log(self, at: str = "") -> list[dict]:
        """Every line of the log, also the old ones that only the journal holds."""
        lines, cursor = [], ""
        while True:
            page = self.call("GET", "/api/log?limit=1000" + (f"&at={urllib.parse.quote(at)}" if at else "") + (f"&cursor={cursor}" if cursor else ""))
            lines += page["items"]
            cursor = page.get("next") or ""
            if not cursor:
                return lines

    def entries(self) -> int:
        return self.call("GET", "/api/changes?since=0&types=region")["version"]

    def metric(self, name: str) -> float:
        with urllib.request.urlopen(self.address + "/metrics", timeout=20) as answer:
            return next(float(line.split()[1]) for line in answer.read().decode().splitlines() if line.startswith(f"voorzien_{name}"))

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        require(self.process.wait(timeout=20) == 0, "SIGTERM ends cleanly")
