#!/usr/bin/env python3
"""GDAL as the second reader of geometry: the shapes of CAP messages, their GeoJSON and the areas that they touch.
usage: geometry_test.py VOORZIEN_BINARY      (with Debian's python3-gdal; boundaries from VOORZIEN_SHARED)

Six hundred polygons, circles and points from a fixed seed over the Netherlands go through `feed check`; OGR reads the geometry that
comes out and the boundaries by itself, and has to find the same municipalities and regions. Touching only at a border counts for neither.
"""
import json
import math
import os
import pathlib
import random
import subprocess
import sys
import tempfile

shapes = 600
edge = 1e-9  # square degrees: a common border, not a common area


def skip(why: str) -> None:
    print(f"SKIPPED geometry against GDAL: {why}", file=sys.stderr)
    sys.exit(0)


def shape(draw: random.Random) -> str:
    lon, lat = draw.uniform(3.3, 7.2), draw.uniform(50.7, 53.5)
    kind = draw.choice(["large", "small", "circle", "point"])
    if kind == "point":
        return f"<circle>{lat:.5f},{lon:.5f} 0</circle>"
    if kind == "circle":
        return f"<circle>{lat:.5f},{lon:.5f} {draw.uniform(0.5, 25):.2f}</circle>"
    wide = 0.3 if kind == "large" else 0.02
    turns = sorted(draw.uniform(0, 2 * math.pi) for _ in range(draw.randrange(3, 12)))
    corners = [(lat + wide * draw.uniform(0.4, 1) * math.sin(t), lon + 1.6 * wide * draw.uniform(0.4, 1) * math.cos(t)) for t in turns]
    return "<polygon>" + " ".join(f"{y:.5f},{x:.5f}" for y, x in corners + corners[:1]) + "</polygon>"


def alert(number: int, area: str) -> str:
    return ("<entry><content type='text/xml'><alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'>"
            f"<identifier>K{number}</identifier><sender>s</sender><sent>2026-07-03T14:00:00+02:00</sent><status>Actual</status>"
            "<msgType>Alert</msgType><scope>Public</scope><info><category>Met</category><event>x</event><urgency>Past</urgency>"
            f"<severity>Minor</severity><certainty>Likely</certainty><area><areaDesc>x</areaDesc>{area}</area></info></alert></content></entry>")


def main() -> None:
    binary, shared = sys.argv[1], os.environ.get("VOORZIEN_SHARED", "")
    if not shared:
        skip("VOORZIEN_SHARED is not set")
    try:
        from osgeo import gdal, ogr
    except ImportError:
        skip("no python3-gdal for " + sys.executable)
    ogr.UseExceptions()
    gdal.PushErrorHandler("CPLQuietErrorHandler")  # it warns of each shape that crosses itself
    geo = pathlib.Path(shared) / "data/feeds/geo"
    boundaries = str(geo / "nl-vr-gm.topo.json")
    known, opened = [], ogr.Open(boundaries)
    for layer in (opened.GetLayer(i) for i in range(opened.GetLayerCount())):
        for feature in layer:
            code = feature.items().get("code") or ""
            if code[:2] in ("GM", "VR"):
                one = feature.GetGeometryRef().Clone()
                known.append((code, one if one.IsValid() else one.Buffer(0)))
    assert len(known) == 367, len(known)

    with tempfile.TemporaryDirectory(prefix="voorzien-geometry-") as folder:
        subprocess.run([binary, "region", "import", "--boundaries", boundaries, "--names", str(geo / "gemeenten-by-veiligheidsregio-2023.json"),
                        "--data", folder], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        draw = random.Random(5)
        feed = pathlib.Path(folder) / "feed.xml"
        feed.write_text("<feed xmlns='http://www.w3.org/2005/Atom'>" + "".join(alert(i, shape(draw)) for i in range(shapes)) + "</feed>")
        said = subprocess.run([binary, "feed", "check", "--observations", "--data", folder, "cap", str(feed)], check=True, capture_output=True,
                              text=True).stdout.splitlines()
    assert len(said) == shapes, len(said)

    same = crossing = 0
    for line in said:
        one = json.loads(line)
        found = ogr.CreateGeometryFromJson(json.dumps(one["geometry"]))
        if not found.IsValid():  # it crosses itself: kept as it is, and what lies inside is a matter of taste
            crossing += 1
            continue
        ours, theirs, border = set(one["areas"]), set(), set()
        for code, area in known:
            if not area.Intersects(found):
                continue
            is_point = found.GetGeometryName() == "POINT"
            (theirs if is_point or area.Intersection(found).GetArea() > edge else border).add(code)
        assert not (ours ^ theirs) - border, (one["native_id"], "only ours", ours - theirs, "only GDAL's", theirs - ours)
        same += 1
    assert same > shapes * 0.9, same
    print(f"{same} shapes have the areas that GDAL {gdal.__version__} finds, {crossing} cross themselves")


main()
