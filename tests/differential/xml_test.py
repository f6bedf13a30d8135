#!/usr/bin/env python3
"""libxml2 as the second reader of XML: which documents are well-formed, and which words stand in them.
usage: xml_test.py VOORZIEN_BINARY [mutations [seed]]      (with Debian's python3-lxml; documents from VOORZIEN_SHARED)

Every XML document of the samples, and mutations of them from a fixed seed, go through `feed check` and through libxml2. What is not well-formed
(XML 1.0, Namespaces in XML) has to be rejected, what is well-formed never as malformed; of an alert that both read, headline and description of
the first info have to be words of an observation with its identifier (of that batch: `feed check` does not say of which file one is). A DOCTYPE
is refused by design, and counted apart.
"""
import collections
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tarfile
import tempfile

usual_mutations = 4000
by_design = {"doctype-refused", "too-deep", "too-large", "too-many"}  # refused whatever libxml2 says
bytes_max = 200_000  # larger documents are read as they are, and not mutated
shown = 20
snippets = [b"&amp;", b"&nbsp;", b"&#0;", b"&#x1F600;", b"&#xFFFE;", b"&#xD800;", b"<![CDATA[x]]>", b"<![CDATA[", b"]]>", b"<!-- c -->", b"<!-- -- -->", b"<!--", b"<?pi x?>",
            b"<?xml version='1.0'?>", b"\x01", b"\x7f", b"\xc2\x85", b"\xef\xbf\xbe", b"\xc3", b"\xff", b"&", b"<", b">", b"&#13;", b"&#X41;", b"&#x;", b"&#65", b"&foo;", b"&amp",
            b"\r\n", b"\r", b"\t", b" xml:lang='en'", b" a='1' a='2'", b" a=\"<\"", b" a=b", b" a", b" xmlns=''", b" xmlns:z=''", b" z:a='1'", b"<z:x/>", b"<x/>", b"</x>",
            b"<a:b:c/>", b"<:x/>", b"<1x/>", b"<x", b"\xe2\x80\xa8", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80", b" xmlns:xml='urn:x'", b" xmlns:xmlns='urn:x'", b"'", b'"', b"/>", b"?>"]


def skip(why: str) -> None:
    print(f"SKIPPED XML against libxml2: {why}", file=sys.stderr)
    sys.exit(0)


def mutated(draw: random.Random, document: bytes) -> bytes:
    for _ in range(draw.choice([1, 1, 1, 2, 3])):
        at = draw.randrange(len(document) + 1)
        way = draw.randrange(8)
        if way == 0:  # beside a tag, where grammar is
            tags = [m.end() for m in re.finditer(rb"<[A-Za-z/?!]|>", document)]
            at = draw.choice(tags) if tags else at
        if way <= 3:
            document = document[:at] + draw.choice(snippets) + document[at:]
        elif way == 4:
            document = document[:at] + document[at + draw.choice([1, 1, 2, 5, 40]):]
        elif way == 5:
            end = at + draw.choice([1, 3, 20, 200])
            document = document[:end] + document[at:end] + document[end:]
        elif way == 6 and at < len(document):
            document = document[:at] + bytes([draw.choice(b"<>&;'\"=/!?-[] \t\n:aA0\x00\x1f\x80\xc3\xef")]) + document[at + 1:]
        elif way == 7 and draw.random() < 0.5:
            document = document[:at]  # cut off
        elif way == 7:
            head = re.sub(rb"encoding=([\"'])[^\"']*\1", b"encoding='" + draw.choice([b"utf-8", b"ISO-8859-1", b"UTF-16", b"us-ascii", b"windows-1252"]) + b"'", document, count=1)
            document = head
    return document


def local(element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def words(text: str) -> str:
    return " ".join(text.split())


def is_utf8(document: bytes) -> bool:
    try:
        document.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def second_reading(etree, document: bytes):
    """(well-formed, has a DOCTYPE, root): as libxml2 sees it."""
    has_doctype = re.search(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", document) is not None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return True, has_doctype, etree.fromstring(document, parser)
    except ValueError:
        return False, has_doctype, None
    except etree.XMLSyntaxError:
        # That the name of a namespace is no URI makes no document less well-formed.
        return all(one.type_name.startswith("WAR_") for one in parser.error_log), has_doctype, None


def alert_of(root):
    if local(root) != "alert":
        return None
    out = {"identifier": words("".join(child.itertext())) for child in reversed(root) if local(child) == "identifier"}
    info = next((child for child in root if local(child) == "info"), None)
    if info is None:
        return None
    for child in reversed(info):
        if local(child) in ("headline", "description"):
            out[local(child)] = words("".join(child.itertext()))
    return out


def said_of(binary: str, paths: list, *options: str) -> list:
    done = subprocess.run([binary, "feed", "check", *options, "cap", *paths], capture_output=True, text=True)
    assert done.returncode in (0, 1), (done.returncode, done.stderr[-2000:])
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def compare_words(path: str, theirs: dict, read: dict, counts, differences) -> None:
    ours = read.get(theirs.get("identifier", ""), [])
    if not ours:
        differences.append((path, "no observation of", theirs.get("identifier")))
        return
    texts = [words(text.get(name) or "") for one in ours for text in one["texts"] for name in ("headline", "description")]
    for name in ("headline", "description"):
        if theirs.get(name) and theirs[name] not in texts:
            differences.append((path, name, "to libxml2:", theirs[name][:120], "ours:", texts[:2]))
            return
    counts["same words"] += 1


def main() -> None:
    binary, shared = sys.argv[1], os.environ.get("VOORZIEN_SHARED", "")
    mutations, seed = int(sys.argv[2]) if len(sys.argv) > 2 else usual_mutations, int(sys.argv[3]) if len(sys.argv) > 3 else 1
    if not shared:
        skip("VOORZIEN_SHARED is not set")
    try:
        from lxml import etree
    except ImportError:
        skip("no python3-lxml for " + sys.executable)
    data = pathlib.Path(shared) / "data"
    documents = [one.read_bytes() for folder in ("cap", "feeds", "xml-attacks") for one in sorted((data / folder).rglob("*.xml")) if one.stat().st_size < 5_000_000]
    with tarfile.open(data / "cap/bulk.tar.gz") as bulk:
        documents += [bulk.extractfile(one).read() for one in bulk if one.name.endswith(".xml")]
    given = len(documents)
    assert given > 1000, given
    small = [one for one in documents if 0 < len(one) < bytes_max]
    draw = random.Random(seed)
    documents += [mutated(draw, draw.choice(small)) for _ in range(mutations)]

    counts, differences = collections.Counter(), []
    with tempfile.TemporaryDirectory(prefix="voorzien-xml-") as folder:
        paths = []
        for number, document in enumerate(documents):
            paths.append(f"{folder}/{number:05}.xml")
            pathlib.Path(paths[-1]).write_bytes(document)
        for start in range(0, len(paths), 500):
            some = paths[start:start + 500]
            verdicts = {one["file"]: one for one in said_of(binary, some)}
            read = {}
            for one in said_of(binary, [path for path in some if verdicts[path]["verdict"] != "rejected"], "--observations"):
                read.setdefault(words(one["native_id"]), []).append(one)
            for path in some:
                compare(etree, path, verdicts[path], read, counts, differences)
    for what, count in sorted(counts.items()):
        print(f"{count:6} {what}")
    for one in sorted(differences, key=lambda one: one[1])[:shown]:
        print("DIFFERS", *one)
        keep = os.environ.get("VOORZIEN_KEEP")
        if keep:
            pathlib.Path(keep, pathlib.Path(one[0]).name).write_bytes(documents[int(pathlib.Path(one[0]).stem)])
    print(f"XML against libxml2: {given} documents and {mutations} mutations (seed {seed}), {len(differences)} differences")
    sys.exit(1 if differences else 0)


def compare(etree, path: str, ours: dict, read: dict, counts, differences) -> None:
    document = pathlib.Path(path).read_bytes()
    well_formed, has_doctype, root = second_reading(etree, document)
    codes = {remark["code"] for remark in ours["remarks"]}
    rejected = ours["verdict"] == "rejected"
    if rejected and (codes & by_design or has_doctype):
        counts["refused by design"] += 1
        return
    if re.match(rb"<\?xml[^>]*encoding=.(windows|iso-8859)", document, re.IGNORECASE) and any(byte > 127 for byte in document) and is_utf8(document):
        counts["one byte a character, said of UTF-8: in doubt by design"] += 1
        return
    version = re.match(rb"(?:\xef\xbb\xbf)?<\?xml\s+version\s*=\s*[\"']([^\"']*)", document)
    if rejected and version and not re.fullmatch(rb"1\.[0-9]+", version[1]):
        counts["a version that XML 1.0 (2.8) does not have, which libxml2 lets pass"] += 1
        return
    malformed = rejected and any(code.startswith("xml-") for code in codes)
    counts[("well-formed" if well_formed else "not well-formed") + (", rejected as malformed" if malformed else ", rejected" if rejected else ", read")] += 1
    if malformed if well_formed else not rejected:
        said = [f"{remark['code']} {remark['where']} {remark['message']}" for remark in ours["remarks"]]
        differences.append((path, "well-formed" if well_formed else "not well-formed", "to libxml2, ours:", ours["verdict"], said[:3]))
    if root is not None and not rejected and alert_of(root):
        compare_words(path, alert_of(root), read, counts, differences)


if __name__ == "__main__":
    main()
