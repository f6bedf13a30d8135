#!/usr/bin/env python3
"""Many sources at once: 500 that are asked, and ten times the busiest hour of every source that pushes. usage: sources_bench.py VOORZIEN_BINARY

1. 500 sources of eight formats, served here over HTTP with ETags; one answer in ten has changed. Measured is the processor time of the
   one process that asks, takes in, stores and shows; goal of the issue: < 5 % of a core. Beside it in the same run a bare libcurl loop
   that makes the same polls and keeps nothing (sources_bench.cpp). VOORZIEN_EVERY is the rhythm of each source (10 s; the fastest real
   one has 60).
2. Every source of the region and one of each other format pushes at ten times the rate of its busiest hour, for a minute, then at
   twice, four and eight times that. Each document holds a word that nothing else holds; measured is from when it was due to leave until that
   word has come back on a screen's stream. Goal: no word lost, p99 < 1 s.
"""
import asyncio
import http.client
import json
import multiprocessing
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

binary = pathlib.Path(sys.argv[1]).resolve()
build = binary.parent
root = pathlib.Path(__file__).resolve().parents[1]
secret = "een wachtwoord dat lang genoeg is"
count = 500
every_s = float(os.environ.get("VOORZIEN_EVERY", "10"))
warm_s, measured_s = every_s + 5, 40.0
changed_of = 10  # one answer in so many
push_s = float(os.environ.get("VOORZIEN_PUSH_S", "60"))
goal_ms, goal_cpu = 1000.0, 5.0


def reached(holds: bool) -> str:
    return "reached" if holds else "NOT reached"


def now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def later(hours: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + hours * 3600))


# ---- documents; `mark` is the word of a text, `number` the decimals of a reading

def record(n: int, mark: str) -> str:
    return (f'<sit:situation id="S{n}"><sit:headerInformation><com:informationStatus>real</com:informationStatus></sit:headerInformation>'
            f'<sit:situationRecord xsi:type="sit:VehicleObstruction" id="R{n}" version="{mark[4:]}"><sit:situationRecordVersionTime>{now()}</sit:situationRecordVersionTime>'
            f'<sit:validity><com:validityTimeSpecification><com:overallStartTime>2026-06-27T13:50:00Z</com:overallStartTime></com:validityTimeSpecification></sit:validity>'
            f'<sit:locationReference><loc:pointCoordinates><loc:latitude>52.{1000 + n % 800}</loc:latitude><loc:longitude>5.{1000 + n % 900}</loc:longitude></loc:pointCoordinates>'
            f'<loc:roadInformation><loc:roadNumber>{mark}</loc:roadNumber></loc:roadInformation></sit:locationReference></sit:situationRecord></sit:situation>')


still = "".join(record(n, "merk000000") for n in range(1, 813))  # of the 853 records that a list of the traffic centre has


def datex2(mark: str, number: str) -> str:
    changed = "".join(record(2000 + n, mark) for n in range(41))
    return ('<mc:messageContainer xmlns:mc="http://datex2.eu/schema/3/messageContainer" xmlns:sit="http://datex2.eu/schema/3/situation" '
            'xmlns:com="http://datex2.eu/schema/3/common" xmlns:loc="http://datex2.eu/schema/3/locationReferencing"><mc:payload '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="sit:SituationPublication" lang="nl">'
            f'<com:publicationTime>{now()}</com:publicationTime>{still}{changed}</mc:payload></mc:messageContainer>')


def alert(mark: str) -> str:
    return (f'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>V-{mark}</identifier><sender>a@example.org</sender><sent>{now()[:-1]}+00:00</sent>'
            '<status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><category>Other</category><event>Bericht</event><urgency>Expected</urgency>'
            f'<severity>Minor</severity><certainty>Likely</certainty><expires>{later(1)[:-1]}+00:00</expires><headline>Bericht {mark}</headline><area><areaDesc>Utrecht</areaDesc>'
            '<polygon>52.0,5.0 52.0,5.2 52.1,5.2 52.0,5.0</polygon></area></info></alert>')


def own(mark: str, number: str) -> str:
    return json.dumps({"observations": [{"id": f"M-{mark}-{n}", "kind": "message", "title": f"Bericht {mark}", "lon": 5.1, "lat": 52.1, "t_observed": now(), "valid_to": later(1)}
                                        for n in range(3)]})


def knmi(mark: str, number: str) -> str:
    parts = [{"part_uuid": f"p-{n}", "version_id": int(mark[4:]), "version_dt": now(), "color": "yellow", "onset": now(), "expires": later(6), "status": "active",
              "area": {"type": "Polygon", "coordinates": [[[5, 52], [5.4, 52], [5.4, 52.2], [5, 52]]]}} for n in range(20)]
    return json.dumps({"metadata": {"schema_version": "0.5", "generated_at": now(), "publication_type": "operational"}, "num_warning_sets": 1, "num_warnings": 20,
                       "warnings": [{"phenomenon": "wind", "status": "active", "operational_status": "Actual", "warning_set_uuid": "w", "parts": parts,
                                     "texts": {"nl": {"headline": f"Code geel {mark}", "description": "Wind."}}}]})


def rws_csv(mark: str, number: str) -> str:
    at = time.gmtime(time.time() + 3600)
    return "Datum;Tijd;Parameter;Locatie;Meting;Eenheid\n" + "".join(
        f"{at.tm_mday}-{at.tm_mon}-{at.tm_year};{at.tm_hour}:{at.tm_min:02}:{at.tm_sec:02};Waterhoogte;Peil {n};{n}.{number};cm\n" for n in range(183))


def rws_json(mark: str, number: str) -> str:
    return json.dumps({"Succesvol": True, "WaarnemingenLijst": [
        {"AquoMetadata": {"Grootheid": {"Code": "WATHTE"}, "Hoedanigheid": {"Code": "NAP"}, "Eenheid": {"Code": "cm"}, "ProcesType": "meting"},
         "Locatie": {"Code": f"p{n}", "Naam": f"Punt {n}", "Lat": 52.0, "Lon": 5.1},
         "MetingenLijst": [{"Tijdstip": now(), "Meetwaarde": {"Waarde_Numeriek": float(f"{n}.{number}")}, "WaarnemingMetadata": {"Kwaliteitswaardecode": "00"}}]}
        for n in range(183)]})


def meteoalarm_json(mark: str, number: str) -> str:
    return json.dumps({"warnings": [{"uuid": mark, "alert": {"identifier": f"J-{mark}", "sender": "a@example.org", "sent": now(), "status": "Actual", "msgType": "Alert", "scope": "Public",
                      "info": [{"language": "nl-NL", "category": ["Met"], "event": "Wind", "headline": f"Wind {mark}", "urgency": "Future", "severity": "Minor", "certainty": "Likely", "onset": now(), "expires": later(1),
                                "parameter": [{"valueName": "awareness_level", "value": "2; yellow; Moderate"}], "area": [{"areaDesc": "Utrecht", "geocode": [{"valueName": "EMMA_ID", "value": "NL015"}]}]}]}}]})


def meteoalarm_atom(mark: str, number: str) -> str:
    return ('<feed xmlns="http://www.w3.org/2005/Atom" xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2"><generator>Meteoalarm</generator>'
            f'<updated>{now()}</updated><entry><cap:geocode><valueName>EMMA_ID</valueName><value>NL015</value></cap:geocode><cap:areaDesc>Utrecht</cap:areaDesc><cap:event>Yellow Wind</cap:event>'
            f'<cap:sent>{now()}</cap:sent><cap:onset>{now()}</cap:onset><cap:expires>{later(1)}</cap:expires><cap:certainty>Likely</cap:certainty><cap:severity>Minor</cap:severity><cap:urgency>Future</cap:urgency>'
            f'<cap:message_type>Alert</cap:message_type><cap:status>Actual</cap:status><cap:identifier>A-{mark}</cap:identifier><title>Yellow Wind {mark}</title></entry></feed>')


def edr(mark: str, number: str) -> str:
    return json.dumps({"type": "CoverageCollection", "coverages": [
        {"type": "Coverage", "domain": {"axes": {"x": {"values": [5.1]}, "y": {"values": [52.1]}, "t": {"values": [now()]}}}, "eumetnet:locationId": f"0-20000-0-09{n:03}",
         "ranges": {"ta": {"type": "NdArray", "values": [float(f"{n}.{number}")]}}} for n in range(50)]})


def energy(mark: str, number: str) -> str:
    return json.dumps([{"id": mark, "network": {"type": "electricity"}, "period": {"begin": now(), "expectedEnd": later(1)}, "impact": {"households": 10}, "cause": mark, "message": mark,
                        "location": {"features": [{"geometry": {"coordinates": [0, 0]}, "properties": {"city": mark, "postalCode": "3991"}}]}, "status": "active", "source": {"organisation": mark, "timestamp": now()}}])


def ns(mark: str, number: str) -> str:
    return json.dumps([{"id": mark, "type": "DISRUPTION", "title": f"Storing {mark}", "isActive": True, "start": now(), "end": later(1), "publicationSections": [], "timespans": []}])


def nl_alert(mark: str, number: str) -> str:
    return json.dumps({"data": [{"id": mark, "message": f"Bericht {mark}", "type": "nl-alert", "start_at": now(), "stop_at": later(1), "area": ["52.0,5.0 52.0,5.2 52.1,5.2 52.0,5.0"]}]})


def gdacs(mark: str, number: str) -> str:
    at = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime())
    return ('<rss version="2.0" xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#" xmlns:gdacs="http://www.gdacs.org"><channel>'
            f'<pubDate>{at}</pubDate><item><title>Flood {mark}</title><pubDate>{at}</pubDate><gdacs:fromdate>{at}</gdacs:fromdate><geo:Point><geo:lat>52.1</geo:lat><geo:long>5.1</geo:long></geo:Point>'
            f'<gdacs:eventtype>FL</gdacs:eventtype><gdacs:alertlevel>Green</gdacs:alertlevel><gdacs:eventid>{mark[4:]}</gdacs:eventid></item></channel></rss>')


def usgs(mark: str, number: str) -> str:
    ms = int(time.time() * 1000)
    return json.dumps({"type": "FeatureCollection", "metadata": {"generated": ms, "count": 1, "url": "https://earthquake.usgs.gov/"}, "features": [
        {"type": "Feature", "id": mark, "geometry": {"type": "Point", "coordinates": [5.1, 52.1, 3]}, "properties": {"mag": 1.2, "place": mark, "time": ms, "updated": ms, "ids": f",{mark},", "status": "automatic", "type": "earthquake", "title": f"M 1.2 - {mark}"}}]})


def csaf(mark: str, number: str) -> str:
    return json.dumps({"document": {"category": "csaf_security_advisory", "csaf_version": "2.0", "title": f"Kwetsbaarheid {mark}", "tracking": {
        "id": mark, "version": "1.0", "status": "final", "initial_release_date": now(), "current_release_date": now()}}, "vulnerabilities": []})


def air(mark: str, number: str) -> str:
    return json.dumps({"data": [{"station_number": f"NL{n:05}", "formula": "PM10", "value": float(f"{n}.{number}"), "timestamp_measured": now()} for n in range(100)]})


def page(mark: str, number: str) -> str:
    return f"FLEX|{time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime())}|1600/2/K/A|08.057|000701131|ALN|P 2 Ass. Ambu {mark} Houten 091234\n"


# Source, its document, and how many come in its busiest hour (inputs: the pager's night of new year, one list of the traffic centre a minute,
# the rhythms of the rest).
pushed = [("pager", page, 210), ("ndw", datex2, 60), ("knmi", knmi, 6), ("rws", rws_csv, 6), ("netbeheer", own, 12), ("ns", own, 30), ("weerstation", own, 6),
          ("lucht", own, 1), ("evenementen", own, 1), ("partners", lambda mark, number: alert(mark), 12), ("meldkamer", own, 60), ("waterschap", own, 6),
          ("b-rws-json", rws_json, 6), ("b-meteoalarm-json", meteoalarm_json, 12), ("b-meteoalarm-atom", meteoalarm_atom, 12), ("b-knmi-edr", edr, 6), ("b-energy-nl", energy, 12),
          ("b-ns-disruptions", ns, 30), ("b-nl-alert", nl_alert, 60), ("b-gdacs-rss", gdacs, 10), ("b-usgs-geojson", usgs, 12), ("b-csaf", csaf, 6), ("b-luchtmeetnet", air, 1)]
asked_formats = [("cap", lambda mark, number: alert(mark), "application/cap+xml"), ("observations", own, "application/json"), ("usgs-geojson", usgs, "application/json"),
                 ("nl-alert", nl_alert, "application/json"), ("ns-disruptions", ns, "application/json"), ("luchtmeetnet", air, "application/json"),
                 ("gdacs-rss", gdacs, "application/rss+xml"), ("csaf", csaf, "application/json")]


# ---- the feeds of part 1

def serve_feeds(port_out, polls) -> None:
    asked = [0] * count

    def answer(source: int, etag: str) -> bytes:
        asked[source] += 1
        polls.value += 1
        version = (asked[source] + source) // changed_of
        tag = f'"{source}-{version}"'
        if etag == tag:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\nContent-Length: 0\r\n\r\n".encode()
        _, document, kind = asked_formats[source % len(asked_formats)]
        body = document(f"merk{source * 1000 + version:06}", f"5{version:05}5").encode()
        return f"HTTP/1.1 200 OK\r\nETag: {tag}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body

    async def on_connection(reader, writer) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                etag = next((line.split(": ", 1)[1] for line in head.split("\r\n") if line.lower().startswith("if-none-match: ")), "")
                writer.write(answer(int(head.split(" ", 2)[1].rsplit("/", 1)[1]), etag))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def run() -> None:
        server = await asyncio.start_server(on_connection, "127.0.0.1", 0)
        port_out.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


# ---- the product

class Node:
    def __init__(self, folder: pathlib.Path, sources: str, config: str, accounts: list[str]):
        doctrine = folder / "doctrine"
        shutil.copytree(root / "doctrine/vru", doctrine)
        with open(doctrine / "sources.toml", "a") as file:
            file.write(sources)
        self.data = folder / "data"
        self.data.mkdir()
        (self.data / "voorzien.toml").write_text(f'doctrine_dir = "{doctrine}"\n[source.ndw]\noff = true\n{config}')
        for user, role in [("cees", "caco"), *((name, "source") for name in accounts)]:
            subprocess.run([binary, "user", "add", user, "--role", role, "--data", self.data, "--password-stdin"], input=secret + "\n", text=True, check=True, capture_output=True)
        self.process = subprocess.Popen([binary, "serve", "--data", self.data, "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, stderr=open(folder / "log", "w"), text=True)
        address = next(line.split()[1] for line in self.process.stdout if line.startswith("listening "))
        self.host, port = urllib.parse.urlsplit(address).netloc.split(":")
        self.port = int(port)

    def call(self, method: str, path: str, body: bytes | None = None, token: str = "") -> tuple[int, dict]:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        connection.request(method, path, body, {"Content-Type": "application/json"} | ({"Authorization": "Bearer " + token} if token else {}))
        answer = connection.getresponse()
        read = answer.read()
        connection.close()
        return answer.status, json.loads(read) if read else {}

    def log_in(self, user: str) -> str:
        return self.call("POST", "/api/session", json.dumps({"user": user, "password": secret}).encode())[1]["token"]

    def cpu_s(self) -> float:
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def sources(self, token: str) -> list[dict]:
        return self.call("GET", "/api/sources?limit=1000", token=token)[1]["items"]

    def stop(self) -> None:
        self.process.terminate()
        if self.process.wait(timeout=30) != 0:
            sys.exit("it did not end cleanly")


def table(name: str, format: str, more: str = "") -> str:
    return f'\n[[source]]\nid = "{name}"\nname = "{name}"\nformat = "{format}"\ntheme = "own-organisation"\nexpected_s = 3600\nsilent_after_s = 7200\n{more}'


def ask_500(folder: pathlib.Path) -> bool:
    here, there = multiprocessing.Pipe()
    polls = multiprocessing.Value("q", 0, lock=False)  # counted where they arrive
    server = multiprocessing.Process(target=serve_feeds, args=(there, polls), daemon=True)
    server.start()
    address = f"http://127.0.0.1:{here.recv()}"
    sources = "".join(table(f"a-{n:03}", asked_formats[n % len(asked_formats)][0], f'url = "{address}/{n}"\npoll_s = {every_s:.0f}\n') for n in range(count))
    node = Node(folder, sources, "".join(f"[source.a-{n:03}]\nallow_private = true\n" for n in range(count)), [])
    token = node.log_in("cees")
    time.sleep(warm_s)
    before, begun, cpu = polls.value, time.monotonic(), node.cpu_s()
    time.sleep(measured_s)
    cpu, took, after = node.cpu_s() - cpu, time.monotonic() - begun, polls.value
    mine = [one for one in node.sources(token) if one["id"].startswith("a-")]
    failed = sum(one["failed"] + one["rejected"] for one in mine) + sum(one["received"] == 0 for one in mine)
    node.stop()
    bare = subprocess.run([build / "benchmarks/sources_bench", address, str(count), str(every_s), str(measured_s)], check=True, capture_output=True, text=True).stdout.split()
    server.terminate()
    share, ours, least = 100 * cpu / took, 1e6 * cpu / max(1, after - before), 1e6 * float(bare[1]) / int(bare[0])
    enough = after - before >= 0.8 * count * took / (every_s * 1.1)
    print(f"{count} sources asked every {every_s:.0f} s by one process: {(after - before) / took:.0f} polls/s, {failed} failed (goal 0: {reached(failed == 0 and enough)}), "
          f"{share:.1f} % of a core (goal < {goal_cpu:.0f}: {reached(share < goal_cpu)}) | {ours:.0f} us a poll, bare libcurl {least:.0f} us | ratio {ours / least:.1f}", flush=True)
    return share < goal_cpu and failed == 0 and enough


# ---- part 2

class Stream(threading.Thread):
    """A screen: notes when each word came back."""

    def __init__(self, node: Node, token: str):
        super().__init__(daemon=True)
        since = node.call("GET", "/api/changes?since=0&types=region", token=token)[1]["version"]
        self.socket = socket.create_connection((node.host, node.port))
        self.socket.sendall(f"GET /api/stream?since={since} HTTP/1.1\r\nHost: {node.host}\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
        self.seen: dict[int, float] = {}
        self.read = 0
        self.ended = False

    def run(self) -> None:
        tail = b""
        word = re.compile(rb"merk(\d{6})|\.5(\d{6})5\b")
        while got := self.socket.recv(1 << 20):
            at = time.monotonic()
            self.read += len(got)
            for found in word.finditer(tail + got):
                self.seen.setdefault(int(found.group(1) or found.group(2)), at)
            tail = got[-16:]
        self.ended = True


def push_all(folder: pathlib.Path) -> bool:
    node = Node(folder, "".join(table(name, name[2:]) for name, _, _ in pushed if name.startswith("b-")), "", [name for name, _, _ in pushed])
    tokens = {name: node.log_in(name) for name, _, _ in pushed}
    stream = Stream(node, node.log_in("cees"))
    stream.start()
    good, highest, first = True, 0, 100_000
    for times in (10, 20, 40, 80):
        due: list[tuple[float, int, str, object]] = []
        for name, document, busiest in pushed:
            documents = max(1, round(busiest * times * push_s / 3600))
            due += [((n + 0.5) * push_s / documents, 0, name, document) for n in range(documents)]
        due = [(at, first + n, name, document) for n, (at, _, name, document) in enumerate(sorted(due, key=lambda one: one[0]))]
        first += len(due)
        begun = time.monotonic() + 0.5
        refused: list[str] = []
        queue = iter(due)
        lock = threading.Lock()

        def push() -> None:
            connection = http.client.HTTPConnection(node.host, node.port, timeout=60)
            while True:
                with lock:
                    one = next(queue, None)
                if one is None:
                    return connection.close()
                at, n, name, document = one
                body = document(f"merk{n:06}", f"5{n:06}5").encode()
                time.sleep(max(0.0, begun + at - time.monotonic()))
                connection.request("POST", f"/api/feeds/{name}", body, {"Authorization": "Bearer " + tokens[name]})
                answer = connection.getresponse()
                told = answer.read()
                if answer.status != 202 or b'"rejected"' in told:
                    refused.append(f"{name}: {answer.status} {told[:200]!r}")

        cpu = node.cpu_s()
        workers = [threading.Thread(target=push) for _ in range(8)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        cpu = node.cpu_s() - cpu
        deadline = time.monotonic() + 10
        while any(n not in stream.seen for _, n, _, _ in due) and time.monotonic() < deadline:
            time.sleep(0.05)
        lost = [name for _, n, name, _ in due if n not in stream.seen]
        took = sorted((stream.seen[n] - begun - at) * 1000 for at, n, _, _ in due if n in stream.seen)
        p99 = took[int(0.99 * (len(took) - 1))] if took else float("inf")
        holds = not lost and not refused and not stream.ended and p99 < goal_ms
        print(f"{times:>3} times the busiest hour of {len(pushed)} sources, {push_s:.0f} s of it: {len(due)} documents, {len(refused)} refused, {len(lost)} lost "
              f"(goal 0: {reached(not lost and not refused)}), picture p50 {took[len(took) // 2] if took else 0:.0f} ms, p99 {p99:.0f} ms (goal < {goal_ms:.0f}: {reached(p99 < goal_ms)}), "
              f"max {took[-1] if took else 0:.0f} ms; {100 * cpu / push_s:.0f} % of a core", flush=True)
        for one in (refused + sorted(set(lost)))[:5]:
            print("   " + one)
        if times == 10:
            good = holds
        if not holds:
            break
        highest = times
    node.stop()
    print(f"highest rate that holds: {highest} times the busiest hour | goal 10, ratio {highest / 10:.0f}")
    return good


subprocess.run(["cmake", "--build", str(build), "--target", "sources_bench"], check=True, stdout=subprocess.DEVNULL)
with tempfile.TemporaryDirectory(prefix="voorzien-sources-") as parent:
    folders = [pathlib.Path(parent) / name for name in ("asked", "pushed")]
    for one in folders:
        one.mkdir()
    reached_all = [ask_500(folders[0]), push_all(folders[1])]
sys.exit(0 if all(reached_all) else 1)
