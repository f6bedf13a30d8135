#!/usr/bin/env python3
"""roads.json for the map (smooth lines) and src/geo/data/roads.cpp for the gazetteer, both from roads.txt."""
import os

import frame


def smooth(line, steps=5):
    """Catmull-Rom through the way-points."""
    points = [line[0], *line, line[-1]]
    out = []
    for a, b, c, d in zip(points, points[1:], points[2:], points[3:]):
        for i in range(steps):
            t = i / steps
            out.append(tuple(0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t ** 3)
                             for p, q, r, s in zip(a, b, c, d)))
    return out + [line[-1]]


def main():
    features, marked = [], []
    with open(os.path.join(os.path.dirname(__file__), "roads.txt"), encoding="utf-8") as file:
        for row in file:
            if not row.strip() or row.startswith("#"):
                continue
            kind, ref, *points = row.split()
            line = [tuple(float(v) for v in p.split("@")[0].split(",")) for p in points]
            marks = [float(p.split("@")[1]) if "@" in p else None for p in points]
            properties = {"kind": kind} if ref == "-" else {"kind": kind, "ref": ref.rstrip("b")}
            features.append((properties, "LineString", smooth(line)))
            # A stretch from mark to mark: km grows evenly in between.
            at = [i for i, mark in enumerate(marks) if mark is not None]
            for first, last in zip(at, at[1:]):
                way = " ".join(f"{x:.4f},{y:.4f}" for x, y in smooth(line, 3)[3 * first:3 * last + 1])
                marked.append(f"{ref}\t{marks[first]:.1f}\t{marks[last]:.1f}\t{way}\n")
    frame.write("roads.json", features, 5)
    frame.write_cpp("roads", "roads_tsv", "tools/basemap/roads.py", "".join(marked), "own way-points (tools/basemap/roads.txt)")


main()
