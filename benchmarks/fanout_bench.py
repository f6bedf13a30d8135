#!/usr/bin/env python3
"""Fan-out beside a server that is not ours, both driven by a load client that is not ours. usage: fanout_bench.py VOORZIEN_BINARY

The load client is tools/fanout_load.cpp of the folder VOORZIEN_SHARED; the peers are nginx with nchan over SSE, NATS and
Mosquitto over their own protocols (Debian: nginx-light libnginx-mod-nchan, nats-server, mosquitto; not installed by ./bench, as
that would start servers). Each is asked for more and more changes of 200 bytes a second on 10,000 connections until
something is lost, which is also what has not come three seconds after the last change; goal: ours at least four times the
highest rate of nchan without loss, and 50 changes a second with p99 < 250 ms and 1 KB a connection.
"""
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

clients = int(os.environ.get("VOORZIEN_CLIENTS", "10000"))
steps = [5, 10, 15, 20, 30, 40, 50, 75, 100, 150, 200, 300]
here = pathlib.Path(sys.argv[1]).resolve().parent
shared = os.environ.get("VOORZIEN_SHARED")
nchan = pathlib.Path("/usr/share/nginx/modules-available/mod-nchan.conf")

if not shared or not pathlib.Path(shared, "tools/fanout_load.cpp").exists():
    sys.exit("SKIPPED: no VOORZIEN_SHARED with tools/fanout_load.cpp")
work = pathlib.Path(tempfile.mkdtemp(prefix="voorzien-fanout-"))
load = work / "fanout_load"
subprocess.run(["g++", "-std=c++20", "-O2", "-o", str(load), f"{shared}/tools/fanout_load.cpp", "-pthread"], check=True)
subprocess.run(["cmake", "--build", str(here), "--target", "push_bench"], check=True, stdout=subprocess.DEVNULL)


def drive(proto: str, port: int, pids: str, paths: list[str], rate: float, count: int = clients) -> dict:
    through = "http" if paths else proto
    out = subprocess.run([str(load), "--proto", proto, "--port", str(port), *paths, "--pub", through, "--conns", str(count), "--rate", str(rate),
                          "--size", "200", "--warmup", "1", "--duration", "5", "--drain", "3", "--pid", pids, "--quiet"], capture_output=True, text=True)
    if out.returncode != 0:
        sys.exit(f"the load client failed: {out.stdout}{out.stderr}")
    return json.loads(out.stdout)


def is_whole(result: dict) -> bool:
    return result["loss_pct"] <= 0 and result["lost_conns"] == 0 and result["failed"] == 0


def highest(name: str, proto: str, port: int, pids: str, paths: list[str]) -> dict | None:
    best = None
    for rate in steps:
        result = drive(proto, port, pids, paths, rate)
        told = (f"{name:<18}{proto:<4}{rate:>4} changes/s: {result['deliv_per_s']:>9,.0f} deliveries/s, lost {result['loss_pct']:.2f} %, p50 {result['p50_ms']:.0f} ms, "
                f"p99 {result['p99_ms']:.0f} ms, {result['srv_us_per_delivery']:.2f} us each, {result['rss_kb_per_conn']:.2f} KB a connection")
        print(told, flush=True)
        if not is_whole(result):
            break
        best = result
    return best


class Ours:
    paths = {"sse": ["--path", "/sse", "--pub-path", "/pub"], "ws": ["--path", "/ws", "--pub-path", "/pub"]}

    def __enter__(self) -> "Ours":
        self.process = subprocess.Popen([str(here / "benchmarks/push_bench"), "serve", "0"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[1])
        self.pids = str(self.process.pid)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=30)


class Nchan:
    paths = {"sse": ["--path", "/sub", "--pub-path", "/pub"]}
    port = 18_777

    def __enter__(self) -> "Nchan":
        (work / "nginx.conf").write_text(f"""
load_module /usr/lib/nginx/modules/ngx_nchan_module.so;
worker_processes 1; worker_rlimit_nofile 100000; daemon off; pid {work}/nginx.pid; error_log {work}/error.log crit;
events {{ worker_connections 30000; }}
http {{ access_log off; client_body_temp_path {work}/body; server {{ listen 127.0.0.1:{self.port} backlog=4096;
  location = /sub {{ nchan_subscriber eventsource; nchan_channel_id fan; nchan_subscriber_first_message newest; }}
  location = /pub {{ nchan_publisher; nchan_channel_id fan; nchan_message_buffer_length 500; nchan_message_timeout 10s; }} }} }}
""")
        self.process = subprocess.Popen(["nginx", "-c", str(work / "nginx.conf"), "-e", str(work / "error.log")])
        deadline = time.monotonic() + 10
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/pub", timeout=1)
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    sys.exit("nginx with nchan does not start: " + (work / "error.log").read_text())
                time.sleep(0.05)
        workers = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True).stdout.split()
        self.pids = ",".join([str(self.process.pid), *workers])
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)


class Broker:
    """NATS or Mosquitto: every connection subscribes to one topic."""

    def __init__(self, proto: str, command: list[str]) -> None:
        self.proto, self.command = proto, command

    def __enter__(self) -> "Broker":
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        (work / "mosquitto.conf").write_text(f"listener {self.port} 127.0.0.1\nallow_anonymous true\npersistence false\nlog_type error\nmax_queued_messages 0\nuser root\n")
        command = [part.format(port=self.port, work=work) for part in self.command]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                break
            except OSError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    sys.exit(f"{command[0]} does not start")
                time.sleep(0.05)
        self.pids = str(self.process.pid)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)


brokers = {"nats": ["/usr/sbin/nats-server", "-a", "127.0.0.1", "-p", "{port}"], "mqtt": ["/usr/sbin/mosquitto", "-c", "{work}/mosquitto.conf"]}


def reached(holds: bool) -> str:
    return "reached" if holds else "NOT reached"


with Ours() as ours:
    for proto in ("sse", "ws"):
        screens = drive(proto, ours.port, ours.pids, Ours.paths[proto], 20, 300)
        print(f"voorzien {proto}: 300 screens x 20/s p99 {screens['p99_ms']:.0f} ms (goal 100: {reached(is_whole(screens) and screens['p99_ms'] < 100)}), "
              f"{screens['srv_cpu_pct']} % of a core (goal 10: {reached(screens['srv_cpu_pct'] < 10)})", flush=True)
        thousand = drive(proto, ours.port, ours.pids, Ours.paths[proto], 2, 1_000)
        print(f"voorzien {proto}: one act, decided, durable and pushed to 1,000 screens: p99 {thousand['p99_ms']:.0f} ms "
              f"(goal 250: {reached(is_whole(thousand) and thousand['p99_ms'] < 250)})", flush=True)
    for proto in ("sse", "ws"):
        full = drive(proto, ours.port, ours.pids, Ours.paths[proto], 50)
        print(f"voorzien {proto}: {clients:,} clients x 50/s: {full['deliv_per_s']:,.0f} deliveries/s, lost {full['loss_pct']:.2f} % (goal 0: {reached(is_whole(full))}), "
              f"p50 {full['p50_ms']:.0f} ms, p99 {full['p99_ms']:.0f} ms (goal 250: {reached(full['p99_ms'] < 250)}), {full['srv_us_per_delivery']:.2f} us each", flush=True)
    best = highest("voorzien", "sse", ours.port, ours.pids, Ours.paths["sse"])
with Ours() as ours:  # memory, of a server that has had nobody yet
    for proto in ("sse", "ws"):
        first = drive(proto, ours.port, ours.pids, Ours.paths[proto], 1)
        print(f"voorzien {proto}: {first['rss_kb_per_conn']:.2f} KB resident a connection (goal 1: {reached(first['rss_kb_per_conn'] <= 1)})", flush=True)
if not nchan.exists():
    print("SKIPPED: nchan is not installed (apt-get install nginx-light libnginx-mod-nchan)")
else:
    with Nchan() as peer:
        other = highest("nchan", "sse", peer.port, peer.pids, Nchan.paths["sse"])
    ratio = (best["rate"] if best else 0) / (other["rate"] if other else steps[0])
    print(f"highest rate without loss, {clients:,} SSE clients: voorzien {best['rate'] if best else 0:g}/s, nchan {other['rate'] if other else 0:g}/s, ratio {ratio:.1f} (goal 4: {reached(ratio >= 4)})")
for proto, command in brokers.items():
    if shutil.which(command[0]) is None:
        print(f"SKIPPED: {pathlib.Path(command[0]).name} is not installed")
        continue
    with Broker(proto, command) as peer:
        other = highest(pathlib.Path(command[0]).name, proto, peer.port, peer.pids, [])
    rate = other["rate"] if other else steps[0]
    print(f"highest rate without loss, {clients:,} clients: voorzien {best['rate'] if best else 0:g}/s, {pathlib.Path(command[0]).name} {rate:g}/s, ratio {(best['rate'] if best else 0) / rate:.1f}")
