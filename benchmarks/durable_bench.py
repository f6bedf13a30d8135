#!/usr/bin/env python3
"""Acts of people made durable, beside PostgreSQL on the same disk in the same run. usage: durable_bench.py VOORZIEN_BINARY

Runs durable_bench (fdatasync and bare SQLite beside ours) and then PostgreSQL 15 with its defaults, where it is installed
(Debian: postgresql-15, not installed by ./bench): single-row commits by pgbench, at the number of clients that suits it
best. Goal: at least five times as many.
"""
import os
import pathlib
import pwd
import re
import shutil
import subprocess
import sys
import tempfile

build = pathlib.Path(sys.argv[1]).resolve().parent
programs = pathlib.Path("/usr/lib/postgresql/15/bin")
clients = (16, 64, 128)

subprocess.run(["cmake", "--build", str(build), "--target", "durable_bench"], check=True, stdout=subprocess.DEVNULL)
ours = subprocess.run([str(build / "benchmarks/durable_bench")], check=True, capture_output=True, text=True).stdout
print(ours, end="", flush=True)
rate = float(re.search(r"in flight: (\d+) acts/s", ours).group(1))
if not (programs / "postgres").exists():
    sys.exit("SKIPPED: PostgreSQL 15 is not installed (apt-get install postgresql-15)")

work = pathlib.Path(tempfile.mkdtemp(prefix="voorzien-postgres-"))
user = pwd.getpwnam("postgres").pw_name if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
if os.geteuid() == 0:
    shutil.chown(work, "postgres")


def run(program: str, *arguments: str) -> str:
    done = subprocess.run([str(programs / program), *arguments], user=user, cwd=work, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{program} failed: {done.stdout}{done.stderr}")
    return done.stdout


script = work / "commit.sql"
script.write_text("INSERT INTO e (core) VALUES (repeat('x', 600));\n")
run("initdb", "-D", str(work / "data"), "-A", "trust", "-U", "bench")
run("pg_ctl", "-D", str(work / "data"), "-w", "-l", str(work / "log"), "-o", f"-c listen_addresses= -c unix_socket_directories={work} -c max_connections=200", "start")
try:
    to = ["-h", str(work), "-U", "bench", "postgres"]
    run("psql", *to, "-qc", "CREATE TABLE e (seq bigserial PRIMARY KEY, core text)")
    best = 0.0
    for count in clients:
        out = run("pgbench", "-n", "-f", str(script), "-c", str(count), "-j", "2", "-T", "5", *to)
        best = max(best, float(re.search(r"tps = ([\d.]+)", out).group(1)))
finally:
    run("pg_ctl", "-D", str(work / "data"), "-m", "immediate", "stop")
    shutil.rmtree(work)
print(f"PostgreSQL 15, single-row commits: {best:.0f}/s at its best of {clients} clients | ratio {rate / best:.1f} (goal >= 5: {'reached' if rate >= 5 * best else 'NOT reached'})")
