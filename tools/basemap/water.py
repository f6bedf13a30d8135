#!/usr/bin/python3
"""lakes.json (sea and lakes as areas) and rivers.json (lines) from GSHHG.

Needs Debian's gmt, gmt-gshhg-full and python3-shapely. gmt gives the shores as pieces of line; they are joined
to areas within the frame, and gmt itself says which of those are wet."""
import subprocess

from shapely.geometry import LineString, Polygon, box
from shapely.ops import linemerge, polygonize, unary_union

import frame

FRAME = box(frame.WEST, frame.SOUTH, frame.EAST, frame.NORTH)
REGION = f"-R{frame.WEST - 0.3}/{frame.EAST + 0.3}/{frame.SOUTH - 0.2}/{frame.NORTH + 0.2}"

# What GSHHG leaves out, as own way-points.
OWN_LAKES = [
    # Eemmeer, Nijkerkernauw, Wolderwijd, Veluwemeer, Drontermeer: the water round the polder
    [(5.25, 52.328), (5.3, 52.308), (5.345, 52.285), (5.4, 52.267), (5.44, 52.26), (5.49, 52.272), (5.525, 52.283),
     (5.545, 52.31), (5.555, 52.335), (5.58, 52.355), (5.61, 52.363), (5.64, 52.378), (5.69, 52.398), (5.735, 52.412),
     (5.775, 52.425), (5.81, 52.447), (5.835, 52.475), (5.85, 52.51), (5.86, 52.55), (5.85, 52.58), (5.855, 52.58),
     (5.868, 52.55), (5.862, 52.51), (5.848, 52.47), (5.82, 52.435), (5.78, 52.412), (5.74, 52.398), (5.69, 52.382),
     (5.645, 52.365), (5.62, 52.347), (5.59, 52.335), (5.57, 52.315), (5.555, 52.29), (5.53, 52.27), (5.49, 52.262),
     (5.44, 52.252), (5.4, 52.255), (5.345, 52.27), (5.305, 52.29), (5.28, 52.302), (5.235, 52.31)],
    # Nuldernauw and Wolderwijd are wide
    [(5.545, 52.31), (5.54, 52.335), (5.56, 52.355), (5.59, 52.368), (5.62, 52.365), (5.61, 52.345), (5.58, 52.33)],
]
OWN_RIVERS = [
    ("Eem", 4, [(5.387, 52.157), (5.375, 52.17), (5.36, 52.183), (5.345, 52.2), (5.33, 52.218), (5.325, 52.235),
                (5.317, 52.247), (5.325, 52.26), (5.33, 52.277)]),
    ("Vecht", 4, [(5.122, 52.09), (5.115, 52.105), (5.095, 52.117), (5.072, 52.122), (5.045, 52.135), (5.033, 52.15),
                  (5.015, 52.163), (5.008, 52.178), (5.018, 52.195), (5.028, 52.21), (5.02, 52.227), (5.035, 52.24),
                  (5.06, 52.252), (5.063, 52.27), (5.045, 52.285), (5.04, 52.3), (5.06, 52.312), (5.07, 52.33)]),
    ("Amsterdam-Rijnkanaal", 3, [(4.96, 52.37), (4.985, 52.33), (5.0, 52.295), (4.998, 52.24), (4.992, 52.19), (5.01, 52.155),
                                 (5.03, 52.135), (5.06, 52.11), (5.085, 52.085), (5.095, 52.06), (5.115, 52.035), (5.14, 52.015),
                                 (5.175, 51.99), (5.215, 51.977), (5.31, 51.968), (5.34, 51.955), (5.37, 51.92), (5.4, 51.895), (5.435, 51.888)]),
    ("Lekkanaal", 4, [(5.115, 52.035), (5.105, 52.01), (5.1, 51.993)]),
    ("Merwedekanaal", 5, [(5.1, 52.05), (5.09, 52.02), (5.085, 51.995), (5.075, 51.965), (5.055, 51.94), (5.03, 51.915),
                          (4.995, 51.885), (4.98, 51.85), (4.975, 51.835)]),
    ("Kromme Rijn", 5, [(5.345, 51.975), (5.315, 51.985), (5.29, 52.0), (5.27, 52.02), (5.24, 52.04), (5.215, 52.055),
                        (5.19, 52.062), (5.165, 52.07), (5.14, 52.078), (5.125, 52.088)]),
    ("Hollandse IJssel", 5, [(5.085, 52.03), (5.045, 52.02), (5.01, 52.025), (4.98, 52.035), (4.95, 52.045), (4.915, 52.035),
                             (4.87, 52.025), (4.84, 52.015), (4.8, 52.01), (4.74, 52.0), (4.71, 52.005), (4.66, 51.985)]),
    ("Oude Rijn", 5, [(5.06, 52.09), (5.01, 52.09), (4.96, 52.088), (4.9, 52.087), (4.85, 52.085), (4.79, 52.083), (4.75, 52.083)]),
    ("Valleikanaal", 5, [(5.575, 51.963), (5.555, 52.0), (5.545, 52.03), (5.53, 52.06), (5.505, 52.09), (5.475, 52.11),
                         (5.44, 52.13), (5.41, 52.15), (5.387, 52.157)]),
    ("Linge", 5, [(5.62, 51.925), (5.5, 51.9), (5.42, 51.895), (5.36, 51.883), (5.29, 51.878), (5.22, 51.888), (5.15, 51.887),
                  (5.1, 51.885), (5.06, 51.872), (5.0, 51.85), (4.975, 51.832)]),
]


def smooth(line, steps=4):
    """Catmull-Rom through the way-points."""
    points = [line[0], *line, line[-1]]
    out = []
    for a, b, c, d in zip(points, points[1:], points[2:], points[3:]):
        for i in range(steps):
            t = i / steps
            out.append(tuple(0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t ** 3)
                             for p, q, r, s in zip(a, b, c, d)))
    return out + [line[-1]]


def gmt(*arguments, text=""):
    return subprocess.run(["gmt", *arguments], input=text, capture_output=True, text=True, check=True).stdout


def lines_of(dump):
    lines, line = [], []
    for row in dump.splitlines() + [">"]:
        if row.startswith((">", "#")):
            if len(line) > 1:
                lines.append(LineString(line))
            line = []
        else:
            x, y = row.split()[:2]
            line.append((float(x) - 360 if float(x) > 180 else float(x), float(y)))
    return lines


def wet(points):
    """For each point whether gmt takes it for sea or lake."""
    text = "".join(f"{x} {y} {i}\n" for i, (x, y) in enumerate(points))
    kept = gmt("select", REGION, "-Df", "-Nk/s/k/s/k", text=text)  # keep sea, lakes, ponds; skip land and islands
    return {int(float(row.split()[2])) for row in kept.splitlines()}


def main():
    shores = lines_of(gmt("pscoast", REGION, "-Df", "-M", "-W"))
    parts = list(polygonize(unary_union([s.intersection(FRAME) for s in shores] + [FRAME.boundary])))
    wet_parts = wet([p.representative_point().coords[0] for p in parts])
    own = [Polygon(smooth([*lake, lake[0]])).buffer(0) for lake in OWN_LAKES]
    water = unary_union([parts[i] for i in wet_parts] + own).simplify(0.0005)
    features = []
    for polygon in getattr(water, "geoms", [water]):
        if polygon.area * 7.6e9 < 150_000:  # m2 a square degree at 52 north
            continue
        rings = [polygon.exterior] + [r for r in polygon.interiors if Polygon(r).area * 7.6e9 > 100_000]
        features.append(({}, "Polygon", [list(r.coords) for r in rings]))
    frame.write("lakes.json", features)

    rivers = []
    for level in "1 2 3 4 5".split():
        pieces = unary_union(lines_of(gmt("pscoast", REGION, "-Df", "-M", f"-I{level}"))).intersection(FRAME)
        if pieces.is_empty:
            continue
        merged = linemerge(pieces) if pieces.geom_type == "MultiLineString" else pieces
        for line in getattr(merged, "geoms", [merged]):
            line = line.simplify(0.0006)
            if line.length > 0.02:
                rivers.append(({"rank": int(level)}, "LineString", list(line.coords)))
    for name, rank, line in OWN_RIVERS:
        rivers.append(({"rank": rank, "n": name}, "LineString", smooth(line)))
    frame.write("rivers.json", rivers)


main()
