#!/usr/bin/env python3
"""Documents made to do harm: each is answered in time and in bounds, reads no file and calls nobody. usage: attacks_test.py VOORZIEN_BINARY   (VOORZIEN_VERBOSE=1: each reading)

Own documents (entities within entities, external entities, includes, references of signatures, depth, length, other encodings) and, with
VOORZIEN_SHARED, those of others, through `feed check` in every format that could read them. Beside them, in the same run, a harmless message of each
format: an attack may cost at most 50 ms and 10 MB more (issue: "attack files < 50 ms and < 10 MB"). Every address in them is that of a listener
here, which has to stay silent; every file in them holds a word, which must not come out.
"""
import json
import os
import pathlib
import socket
import statistics
import subprocess
import sys
import tempfile
import threading

limits = {"attack": (50.0, 10_000), "5 MB": (250.0, 100_000)}  # ms of processor, KB resident; more than a harmless message
secret = "fluisterwoord-9f3a"
xml_formats = ["cap", "knmi-warnings", "datex2", "meteoalarm-atom", "gdacs-rss", "csaf", "auto"]
json_formats = ["meteoalarm-json", "knmi-edr", "energy-nl", "ns-disruptions", "nl-alert", "usgs-geojson", "luchtmeetnet", "csaf", "observations", "rws-json", "auto"]
harmless_xml = ("<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><identifier>H1</identifier><sender>s</sender><sent>2026-07-03T14:00:00+02:00</sent>"
                "<status>Actual</status><msgType>Alert</msgType><scope>Public</scope></alert>")


class Listener:
    """Counts who connects, and answers nobody."""

    def __init__(self) -> None:
        self.calls = 0
        self.called = threading.Semaphore(0)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.run, daemon=True).start()

    def run(self) -> None:
        while True:
            connection, _ = self.socket.accept()
            self.calls += 1
            connection.close()
            self.called.release()


def large(piece: str, before: str = "", after: str = "") -> bytes:
    return (before + piece * ((5_000_000 - len(before) - len(after)) // len(piece)) + after).encode()


def numbered(piece: str, before: str = "", after: str = "") -> bytes:
    """As large, with another number in each piece: what looks for twins finds none."""
    return (before + "".join(piece.replace("#", str(i)) for i in range(4_500_000 // (len(piece) + 4))) + after).encode()


def slow_ones() -> dict:
    atom, alert = "<feed xmlns='http://www.w3.org/2005/Atom'>", "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'>"
    datex = "<d2LogicalModel xmlns='http://datex2.eu/schema/2/2_0' modelBaseVersion='2'><payloadPublication><situation id='s'>"
    xml = {
        "empty infos": large("<info/>", alert, "</alert>"),
        "short texts": large("<code>x</code>", alert, "</alert>"),
        "references to characters": large("&#65;", alert + "<note>", "</note></alert>"),
        "points": large("1,1 ", alert + "<info><area><polygon>", "</polygon></area></info></alert>"),
        "entries": large(f"<entry><content>{harmless_xml}</content></entry>", atom, "</feed>"),
        "records": large("<situationRecord id='r' version='1'/>", datex, "</situation></payloadPublication></d2LogicalModel>"),
        "items": large("<item><title>x</title></item>", "<rss><channel>", "</channel></rss>"),
        "one text": large("x", alert + "<note>", "</note></alert>"),
    }
    info = "<info><event>#</event><severity>Minor</severity>{}</info>"
    xml |= {
        "events": numbered(info.format(""), alert, "</alert>"),
        "references": numbered("s,R#,2026-07-03T14:00:00+02:00 ", alert + "<references>", "</references></alert>"),
        "polygons": numbered("<polygon>#,1 2,2 3,1 #,1</polygon>", alert + info.format("<area><areaDesc>x</areaDesc>"), info.format("</area>") + "</alert>"),
        "circles twice": numbered("<circle>52,5.# 1</circle>", alert + info.format("") + "<info><area><areaDesc>x</areaDesc>", "</area></info></alert>"),
        "codes": numbered("<geocode><valueName>GM</valueName><value>GM#</value></geocode>", alert + "<info><area><areaDesc>x</areaDesc>", "</area></info></alert>"),
        "situations": numbered("<situation id='s#'><situationRecord id='r#' version='1'/></situation>", datex.replace("<situation id='s'>", ""), "</payloadPublication></d2LogicalModel>"),
        "guids": numbered("<item><title>x</title><guid>g#</guid></item>", "<rss><channel>", "</channel></rss>"),
    }
    out = {f"5 MB xml: {name}": (document, ["cap", "datex2", "meteoalarm-atom", "gdacs-rss", "knmi-warnings"]) for name, document in xml.items()}
    lists = {name: large("{},", f'{{"{name}":[', "{}]}") for name in ("features", "warnings", "alerts", "disruptions", "data", "messages", "WaarnemingenLijst")}
    lists |= {"numbers": large("1,", '{"features":[', "1]}"), "texts": large('"\u0041",', '{"warnings":[', '""]}'), "lists": large("[],", "[", "[]]")}
    lists |= {
        "quakes": numbered('{"id":"u#","properties":{"ids":",u#,v#,","mag":3},"geometry":{"type":"Point","coordinates":[5,52,#]}},', '{"type":"FeatureCollection","features":[', "{}]}"),
        "ids of one quake": numbered("u#,", '{"type":"FeatureCollection","features":[{"id":"u","properties":{"mag":3,"ids":",', '"},"geometry":{"type":"Point","coordinates":[5,52]}}]}'),
        "observations": numbered('{"native_id":"n#","title":"x"},', "[", "{}]"),
        "keys": numbered('"k#":1,', "{", '"k":1}'),
    }
    out |= {f"5 MB json: {name}": (document, json_formats) for name, document in lists.items()}
    out["5 MB flex: short lines"] = (large("FLEX|\n"), ["flex"])
    out["5 MB flex: calls"] = (large("FLEX|2026-07-03 14:00:00|1600/2/K/A|10.120|001180000|ALN|A1 Utrecht\n"), ["flex"])
    out["5 MB csv: short rows"] = (large("1;2\n", "NUMERIEKEWAARDE;WAARNEMINGDATUM\n"), ["rws-csv"])
    out["5 MB observations: short lines"] = (large("{}\n"), ["observations"])
    return out


def within(words: str, doctype: str = "") -> str:
    return f"<?xml version='1.0'?>{doctype}" + harmless_xml.replace("<status>", f"{words}<status>", 1)


def own_attacks(url: str, file: str) -> dict:
    laughs = "<!DOCTYPE alert [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 10)) + "]>"
    quadratic = f"<!DOCTYPE alert [<!ENTITY a '{'x' * 50_000}'>]>"
    signature = ("<ds:Signature xmlns:ds='http://www.w3.org/2000/09/xmldsig#'><ds:SignedInfo><ds:CanonicalizationMethod Algorithm='http://www.w3.org/2001/10/xml-exc-c14n#'/>"
                 "<ds:SignatureMethod Algorithm='http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'/>{}</ds:SignedInfo><ds:SignatureValue>AAAA</ds:SignatureValue>{}</ds:Signature>")
    reference = "<ds:Reference URI='{}'>{}<ds:DigestMethod Algorithm='http://www.w3.org/2001/04/xmlenc#sha256'/><ds:DigestValue>AAAA</ds:DigestValue></ds:Reference>"
    style = ("<ds:Transforms><ds:Transform Algorithm='http://www.w3.org/TR/1999/REC-xslt-19991116'><x:stylesheet version='1.0' xmlns:x='http://www.w3.org/1999/XSL/Transform'>"
             f"<x:template match='/'><x:copy-of select=\"document('{url}')\"/></x:template></x:stylesheet></ds:Transform></ds:Transforms>")

    def signed(references: str, key: str = "") -> str:
        return harmless_xml.replace("</alert>", signature.format(references, key) + "</alert>")

    xml = {
        "entities in entities": within("&a9;", laughs),
        "a long entity, often": within("&a;" * 20_000, quadratic),
        "an entity of itself": within("&a;", "<!DOCTYPE alert [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>"),
        "an external entity from the net": within("&x;", f"<!DOCTYPE alert [<!ENTITY x SYSTEM '{url}'>]>"),
        "an external entity from a file": within("&x;", f"<!DOCTYPE alert [<!ENTITY x SYSTEM 'file://{file}'>]>"),
        "a parameter entity": within("", f"<!DOCTYPE alert [<!ENTITY % x SYSTEM '{url}'> %x;]>"),
        "a DTD from the net": within("", f"<!DOCTYPE alert SYSTEM '{url}'>"),
        "an include": within(f"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file://{file}' parse='text'/>"),
        "a style sheet": f"<?xml version='1.0'?><?xml-stylesheet href='{url}'?>{harmless_xml}",
        "a schema from the net": harmless_xml.replace("<alert ", f"<alert xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='urn:x {url}' ", 1),
        "a signature over an address": signed(reference.format(url, "")),
        "a signature over a file": signed(reference.format(f"file://{file}", "")),
        "a signature with a style sheet": signed(reference.format("", style)),
        "a key from the net": signed(reference.format("", ""), f"<ds:KeyInfo><ds:RetrievalMethod URI='{url}'/></ds:KeyInfo>"),
        "a thousand references": signed(reference.format("#x", "") * 1000),
        "deep": "<a>" * 100_000 + "</a>" * 100_000,
        "many attributes": "<alert " + " ".join(f"a{i}='1'" for i in range(50_000)) + "/>",
        "many namespaces": "<alert " + " ".join(f"xmlns:a{i}='u{i}'" for i in range(20_000)) + "/>",
        "many twins": "<alert>" + "<info/>" * 100_000 + "</alert>",
        "a comment without an end": "<alert><!--" + "-" * 500_000,
        "many CDATA": within("<code>" + "<![CDATA[x]]>" * 50_000 + "</code>"),
    }
    attacks = {f"xml: {name}": (text.encode(), xml_formats) for name, text in xml.items()}
    for name in ("entities in entities", "an external entity from a file"):
        for encoding in ("utf-16-le", "utf-16-be", "utf-32-le"):
            attacks[f"xml in {encoding}: {name}"] = (b"" + ("\ufeff" + xml[name]).encode(encoding), xml_formats)
    own_json = {
        "deep lists": "[" * 200_000,
        "deep objects": '{"a":' * 100_000 + "1" + "}" * 100_000,
        "a long number": '{"features":[{"id":' + "9" * 500_000 + "}]}",
        "one key, often": "{" + ",".join('"warnings":[]' for _ in range(30_000)) + "}",
        "half of a surrogate": '{"warnings":[{"alert":{"identifier":"\\ud800"}}]}',
        "many empty": '{"features":[' + ",".join("{}" for _ in range(60_000)) + "]}",
        "a reference": json.dumps({"$ref": url, "document": {"references": [{"url": f"file://{file}"}]}}),
    }
    attacks |= {f"json: {name}": (text.encode(), json_formats) for name, text in own_json.items()}
    attacks["flex: one long line"] = (b"FLEX|" * 100_000, ["flex", "auto"])
    attacks["csv: one long line"] = (b"a;" * 200_000, ["rws-csv", "auto"])
    return attacks


class Runner:
    """Starts the readings from a process of its own: what a child needs of memory is told as at least what its parent had."""

    def __init__(self) -> None:
        self.process = subprocess.Popen([sys.executable, __file__, "--runner"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, binary: str, form: str, path: pathlib.Path) -> tuple:
        """(ms of processor, KB resident at most, what it said, exit code)"""
        print(json.dumps([binary, "feed", "check", form, str(path)]), file=self.process.stdin, flush=True)
        return tuple(json.loads(self.process.stdout.readline()))


def serve_runs() -> None:
    for line in sys.stdin:
        child = subprocess.Popen(json.loads(line), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = child.stdout.read(1_000_000).decode(errors="replace")
        while child.stdout.read(1_000_000):
            continue
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        print(json.dumps([1e3 * (usage.ru_utime + usage.ru_stime), usage.ru_maxrss, said, child.returncode]), flush=True)


def main() -> None:
    binary, listener, runner = sys.argv[1], Listener(), Runner()
    socket.create_connection(("127.0.0.1", listener.port)).close()
    assert listener.called.acquire(timeout=60) and listener.calls == 1, "the listener hears"
    listener.calls = 0
    failed = []
    with tempfile.TemporaryDirectory(prefix="voorzien-attacks-") as folder:
        whispering = pathlib.Path(folder, "whisper")
        whispering.write_text(secret)
        harmless = pathlib.Path(folder, "harmless")
        harmless.write_text(harmless_xml)
        usual = [runner.run(binary, "cap", harmless) for _ in range(9)]
        usual_ms, usual_kb = statistics.median(one[0] for one in usual), max(one[1] for one in usual)

        attacks = own_attacks(f"http://127.0.0.1:{listener.port}/x", str(whispering))
        if shared := os.environ.get("VOORZIEN_SHARED", ""):
            others = pathlib.Path(shared) / "data/xml-attacks"
            attacks |= {f"others: {one.name}": (one.read_bytes(), xml_formats) for one in sorted(others.rglob("*")) if one.is_file() and one.suffix != ".md"}
        else:
            print("SKIPPED the attack files of others: VOORZIEN_SHARED is not set", file=sys.stderr)

        told = []
        for kind, documents in (("attack", attacks), ("5 MB", slow_ones())):
            ms_max, kb_max = limits[kind]
            worst_ms = worst_kb = runs = 0
            for name, (document, formats) in documents.items():
                path = pathlib.Path(folder, "attack")
                path.write_bytes(document)
                for form in formats:
                    took, resident, said, code = runner.run(binary, form, path)
                    runs += 1
                    if os.environ.get("VOORZIEN_VERBOSE"):
                        print(f"{took:8.0f} ms {resident:8} KB  {form:18} {name}", flush=True)
                    worst_ms, worst_kb = max(worst_ms, took - usual_ms), max(worst_kb, resident - usual_kb)
                    failed += [f"{name} as {form}: {what}" for what, holds in (
                        (f"exit code {code}", code not in (0, 1)),
                        (f"{took - usual_ms:.0f} ms more than a harmless message", took - usual_ms > ms_max),
                        (f"{resident - usual_kb} KB more than a harmless message", resident - usual_kb > kb_max),
                        ("a file was read", secret in said),
                        ("somebody was called", listener.calls > 0)) if holds]
                    listener.calls = 0
            told.append(f"{len(documents)} of {kind}, {runs} readings: at most {worst_ms:.0f} ms and {worst_kb / 1000:.1f} MB more")
    for one in failed:
        print("FAILED", one)
    print(f"{'; '.join(told)} than a harmless message ({usual_ms:.0f} ms)")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    serve_runs() if sys.argv[1] == "--runner" else main()
