#!/usr/bin/env python3
"""Kills the demonstration in mid-film, again and again, and asks whether anything was lost.

usage: kill_test.py VOORZIEN_BINARY [kills]

1. Plays the film to its end without interruption and notes the state hash of the picture.
2. Plays it again, writing log lines all the while, and sends SIGKILL `kills` times at moments that follow from a
   seed; after each kill `journal verify` must be clean, and after each start every line that was acknowledged must be
   there, once: on the log page while it is recent, in the journal for good.
3. At the end of the film the picture must be that of the uninterrupted run.
Exit 0: nothing lost; 1: the first loss is named.
"""
import collections
import json
import pathlib
import random
import shutil
import sqlite3
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))
from demonstration import Demonstration, verify

binary = sys.argv[1]
kills = int(sys.argv[2]) if len(sys.argv) > 2 else 20
speed = "600"
film_kills = 40  # of more, the film ends before the last


def start(folder: str, fresh: bool) -> Demonstration:
    return Demonstration(binary, folder, "--speed", speed, "--at", "2026-06-27T10:00:00Z", *(["--fresh"] if fresh else []))


def written_in(folder: str) -> collections.Counter:
    """Every log line that the journal holds, however old: their texts stand in the sealed parts, which no export shows."""
    with sqlite3.connect(f"file:{folder}/journal.db?mode=ro", uri=True) as journal:
        parts = [json.loads(sealed) for (sealed,) in journal.execute("SELECT sealed FROM entry WHERE sealed IS NOT NULL")]
    return collections.Counter(happened["desk"]["line"]["text"] for part in parts for happened in part["happened"]
                               if happened.get("desk") and happened["desk"]["kind"] == "log-line-written")


def essence(server: Demonstration) -> dict:
    """What the picture says, without what differs by the number of restarts or by who wrote log lines."""
    picture = server.call("GET", "/api/changes?since=0&types=theme,signal,station")
    kept = {}
    for entity in picture["upserts"]:
        entity.pop("version")
        kept[entity["type"] + "/" + entity["id"]] = entity
    return kept


def wait_for_the_end(server: Demonstration) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        region = server.call("GET", "/api/changes?since=0&types=region")["upserts"][0]
        if region["film_ended"]:
            server.call("POST", "/api/demo/speed", {"speed": 0})
            return
        time.sleep(0.2)
    sys.exit("the film did not end")


def main() -> None:
    chance = random.Random(20260627)
    folder = tempfile.mkdtemp(prefix="voorzien-kill-")
    try:
        server = start(folder + "/whole", fresh=True)
        wait_for_the_end(server)
        whole = essence(server)
        server.stop()

        acknowledged: list[str] = []
        server = start(folder + "/killed", fresh=True)
        for round_number in range(kills):
            until = time.monotonic() + chance.uniform(0.05, 0.9)
            while time.monotonic() < until:
                text = f"regel {round_number}.{len(acknowledged)}"
                server.write(text, f"k-{text.replace(' ', '-')}")
                acknowledged.append(text)
            server.kill()
            verify(binary, folder + "/killed", f"after kill {round_number + 1}")
            server = start(folder + "/killed", fresh=False)
            found = collections.Counter(line["text"] for line in server.log())
            for text in acknowledged:
                if found[text] != 1:
                    sys.exit(f"after kill {round_number + 1}: '{text}' was acknowledged and is there {found[text]} times")
        server.call("POST", "/api/demo/speed", {"speed": 600})
        wait_for_the_end(server)
        killed = essence(server)
        server.stop()
        entries = verify(binary, folder + "/killed", "after the last stop")["entries"]
        written = written_in(folder + "/killed")
        for text in acknowledged:
            if written[text] != 1:
                sys.exit(f"'{text}' was acknowledged and stands in the journal {written[text]} times")
        if kills > film_kills:  # the region's clock went on for hours after the film: another moment, another picture
            print(f"{kills} kills, {len(acknowledged)} acknowledged lines, none lost, none twice; "
                  f"journal verify clean each time, {entries} entries at the end; the picture is compared up to {film_kills} kills")
            return
        differing = [key for key in sorted(set(whole) | set(killed)) if whole.get(key) != killed.get(key)]
        if differing:
            for key in differing[:10]:
                was, is_now = whole.get(key, {}), killed.get(key, {})
                for field in sorted(set(was) | set(is_now)):
                    if was.get(field) != is_now.get(field):
                        print(f"{key} {field}: uninterrupted {json.dumps(was.get(field))[:300]}, killed {json.dumps(is_now.get(field))[:300]}")
            sys.exit(f"the picture differs in {len(differing)} of {len(whole)} entities")
        print(f"{kills} kills, {len(acknowledged)} acknowledged lines, none lost, none twice; {len(whole)} entities the same; "
              f"journal verify clean each time, {entries} entries at the end")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
