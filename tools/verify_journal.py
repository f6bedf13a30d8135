#!/usr/bin/env python3
"""Checks a journal that `voorzien journal export` wrote, or one proof of `journal prove`, without Voorzien.

usage: verify_journal.py EXPORT.jsonl KEYS     every entry, root, signature and key change
       verify_journal.py PROOF.tlog-proof KEYS one entry under one signed checkpoint

KEYS is a file of verifier strings (name+hash+base64), or one such string. Needs only Python's standard library; the
formats are RFC 9162 (tree), C2SP signed-note, tlog-checkpoint and tlog-proof, RFC 8032 (Ed25519).
Exit 0: all fits; 1: the first thing that does not is named; 2: wrong use.
"""
import base64
import hashlib
import json
import os
import sys

# ---- Ed25519 verification, from RFC 8032 section 5.1 (slow, short, for checking only)
P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(a, b):
    u, v = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0])
    w, z = 2 * a[3] * b[3] * D, 2 * a[2] * b[2]
    e, f, g, h = v - u, z - w, z + w, v + u
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, point):
    out = (0, 1, 1, 0)
    while n:
        if n & 1:
            out = add(out, point)
        point, n = add(point, point), n >> 1
    return out


def point_of(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * ROOT % P
    x = P - x if x & 1 != sign else x
    return None if (x * x - x2) % P or (x == 0 and sign) else (x, y, 1, x * y % P)


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519_fits(key, message, signature):
    a, r, s = point_of(key), point_of(signature[:32]), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or not a or not r or s >= Q:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    left, right = times(s, BASE), add(r, times(k, a))
    return all((left[n] * right[2] - right[n] * left[2]) % P == 0 for n in (0, 1))


# ---- RFC 9162 section 2.1
def sha(data):
    return hashlib.sha256(data).digest()


class Tree:
    def __init__(self):
        self.size, self.peaks = 0, []

    def add(self, leaf):
        n = self.size
        while n & 1:
            leaf, n = sha(b"\1" + self.peaks.pop() + leaf), n >> 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self):
        out = self.peaks[-1] if self.peaks else sha(b"")
        for peak in reversed(self.peaks[:-1]):
            out = sha(b"\1" + peak + out)
        return out


def root_of_path(index, size, leaf, path):  # 2.1.3.2
    at, last, out = index, size - 1, leaf
    for one in path:
        if last == 0:
            return None
        if at & 1 or at == last:
            out = sha(b"\1" + one + out)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            out = sha(b"\1" + out + one)
        at, last = at >> 1, last >> 1
    return out if last == 0 and index < size else None


# ---- notes and keys
def fail(what):
    sys.exit(f"NOT CORRECT: {what}")


def key_of(verifier):
    name, digest, data = verifier.split("+", 2)
    data = base64.b64decode(data, validate=True)
    if data[:1] != b"\1" or len(data) != 33 or sha(name.encode() + b"\n" + data)[:4].hex() != digest:
        fail(f"the key {verifier} is damaged")
    return verifier, name, bytes.fromhex(digest), data[1:]


def signers(note, keys):
    """The text of a note, and those of the verifier strings whose signatures fit it."""
    text, _, lines = note.rpartition("\n\n")
    text += "\n"
    found = set()
    for dash, name, data in (line.split(" ") for line in lines.splitlines()):
        data = base64.b64decode(data, validate=True)
        for verifier, key_name, key_id, public in keys:
            if dash == "\u2014" and (name, data[:4]) == (key_name, key_id) and ed25519_fits(public, text.encode(), data[4:]):
                found.add(verifier)
    return text, found


def checkpoint_of(note, keys):
    text, found = signers(note, keys)
    origin, size, root = text.split("\n")[:3]
    if not found:
        fail(f"the checkpoint of {size} entries: no known key has signed it")
    return origin, int(size), base64.b64decode(root, validate=True)


def lines_of(path, with_cores):
    with open(path, encoding="utf-8", newline="\n") as file:
        yield from (one for one in map(json.loads, file) if ("core" in one) == with_cores)


def heads_of(path, keys):  # `keys` grows by those that a known key handed over to
    heads = []
    for one in lines_of(path, with_cores=False):
        if "key_change" in one:
            text, found = signers(one["key_change"], keys)
            first, _, _, old, new = text.splitlines()
            if first == "voorzien key change" and old[4:] in found:
                keys += [key for key in [key_of(new[4:])] if signers(one["key_change"], [key])[1]]
        elif "checkpoint" in one:
            heads.append(checkpoint_of(one["checkpoint"], keys))
    return heads


def verify_export(path, keys):
    heads = heads_of(path, keys)
    origins = {origin for origin, _, _ in heads} or {"nobody"}
    if len(origins) > 1:
        fail(f"checkpoints of several journals: {', '.join(sorted(origins))}")
    tree, wanted, roots = Tree(), {size for _, size, _ in heads}, {0: sha(b"")}
    for one in lines_of(path, with_cores=True):
        leaf = sha(b"\0" + one["core"].encode())
        if one["seq"] != tree.size + 1:
            fail(f"entry {one['seq']} does not follow on entry {tree.size}")
        if leaf.hex() != one["leaf_hash"] or not one["core"].startswith(f'{{"seq":{one["seq"]},'):
            fail(f"entry {one['seq']}: its core does not fit its leaf hash or its number")
        tree.add(leaf)
        if tree.size in wanted:
            roots[tree.size] = tree.root()
    for _, size, root in heads:
        if size > tree.size:
            fail(f"the checkpoint of {size} entries: the file holds only {tree.size}")
        if roots[size] != root:
            fail(f"the checkpoint of {size} entries: entries 1 to {size} do not lead to its root")
    print(f"correct: {tree.size} entries, root {tree.root().hex()}, {len(heads)} checkpoints of {origins.pop()}")


def verify_proof(text, keys):
    head, _, note = text.partition("\n\n")
    extra, index, *path = head.split("\n")
    core, index = base64.b64decode(extra.removeprefix("extra "), validate=True), int(index.removeprefix("index "))
    _, size, root = checkpoint_of(note, keys)
    path = [base64.b64decode(line, validate=True) for line in path]
    if root_of_path(index, size, sha(b"\0" + core), path) != root:
        fail(f"entry {index + 1} is not under the root of the checkpoint of {size} entries")
    print(f"correct: entry {index + 1} is one of the {size} entries of the checkpoint\n{core.decode()}")


def main():
    if len(sys.argv) != 3:
        sys.exit(print(__doc__, file=sys.stderr) or 2)
    listed = open(sys.argv[2], encoding="utf-8").read() if os.path.exists(sys.argv[2]) else sys.argv[2]
    keys = [key_of(line.strip()) for line in listed.splitlines() if line.strip() and not line.startswith("#")]
    with open(sys.argv[1], encoding="utf-8", newline="\n") as file:
        is_proof = file.readline() == "c2sp.org/tlog-proof@v1\n"
        text = file.read() if is_proof else ""
    verify_proof(text, keys) if is_proof else verify_export(sys.argv[1], keys)


main()
