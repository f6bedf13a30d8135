#!/usr/bin/env python3
"""The Debian package: installed, started as its unit says, upgraded, removed and purged. usage: package_test.py BUILD_FOLDER

It goes into a root of its own (dpkg --root), so that this machine stays as it is; the scripts of the package then leave
accounts and services alone, and what the unit starts is started by hand. systemd-analyze judges the unit, where it is there.
"""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request

build = pathlib.Path(sys.argv[1]).resolve()
work = pathlib.Path(tempfile.mkdtemp(prefix="voorzien-package-"))
root = work / "root"


def require(holds: bool, what: str) -> None:
    if not holds:
        sys.exit(f"FAILED: {what}")


def run(*command, expect: int = 0) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=work)
    require(done.returncode == expect, f"{' '.join(map(str, command))} gave {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def packed(version: str) -> pathlib.Path:
    folder = work / version
    run("cpack", "--config", build / "CPackConfig.cmake", "-B", folder, "-D", f"CPACK_PACKAGE_VERSION={version}")
    found = list(folder.glob("voorzien_*.deb"))
    require(len(found) == 1, f"one package is made, not {found}")
    return found[0]


def dpkg(*arguments) -> str:
    return run("dpkg", f"--root={root}", "--force-script-chrootless", "--force-depends", "--force-not-root", *arguments)


def started() -> str:
    """The version that the installed binary serves on a folder of the installed root; it ends cleanly."""
    unit = (root / "usr/lib/systemd/system/voorzien.service").read_text()
    command = re.search(r"^ExecStart=(.*)$", unit, re.M).group(1).split()
    command = [str(root) + part if part.startswith("/") else part for part in command] + ["--listen", "127.0.0.1:0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    address = next((line.split()[1] for line in server.stdout if line.startswith("listening")), "")
    require(address != "", f"{' '.join(command)} listens")
    with urllib.request.urlopen(address + "/healthz", timeout=10) as answer:
        require(answer.status == 200, "it says that it is healthy")
    server.send_signal(signal.SIGTERM)
    require(server.wait(timeout=10) == 0, "it ends cleanly")
    return run(command[0], "--version")


def main() -> None:
    for folder in ("info", "updates", "triggers"):
        (root / "var/lib/dpkg" / folder).mkdir(parents=True)
    for file in ("status", "available"):
        (root / "var/lib/dpkg" / file).touch()
    first = packed("0.0.1")
    facts = run("dpkg-deb", "--info", first)
    require("libsqlite3-0" in facts and "systemd" in facts, "it depends on the libraries that it uses")

    dpkg("--install", first)
    (root / "var/lib/voorzien").mkdir(parents=True, exist_ok=True)
    started()
    require((root / "var/lib/voorzien/journal.db").exists(), "its data stands where the unit says")
    require((root / "usr/share/doc/voorzien/operations/configuration.md").exists(), "its documents are there")
    if shutil.which("systemd-analyze"):
        judged = work / "voorzien.service"
        judged.write_text((root / "usr/lib/systemd/system/voorzien.service").read_text().replace("/usr/bin", f"{root}/usr/bin", 1))
        said = run("systemd-analyze", "verify", "--man=no", judged)
        require("voorzien.service" not in said, "the unit is sound: " + said)
    else:
        print("SKIPPED: no systemd-analyze: its verdict on the unit", file=sys.stderr)

    settings = root / "etc/voorzien/voorzien.toml"
    settings.write_text('allowed_hosts = ["ons.example.nl"]\n')
    keys = (root / "var/lib/voorzien/keys/journal.pub").read_text()
    dpkg("--force-confold", "--install", packed("0.0.2"))
    require("0.0.2" in run("dpkg-query", f"--admindir={root}/var/lib/dpkg", "-W", "voorzien"), "the newer one is installed")
    require("ons.example.nl" in settings.read_text(), "an upgrade keeps the settings")
    started()
    require((root / "var/lib/voorzien/keys/journal.pub").read_text() == keys, "and goes on with the same journal")

    dpkg("--remove", "voorzien")
    require(not (root / "usr/bin/voorzien").exists() and settings.exists(), "removing leaves the settings")
    dpkg("--purge", "voorzien")
    require(not settings.exists(), "purging takes the settings")
    require((root / "var/lib/voorzien/journal.db").exists(), "and never the journal")
    print("package: installed, started, upgraded, removed and purged; the journal stays")


try:
    main()
finally:
    shutil.rmtree(work, ignore_errors=True)
