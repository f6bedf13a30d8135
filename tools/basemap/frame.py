"""The frame of the base map and how its files are written: GeoJSON, at most five decimals, no white space."""
import json
import os

WEST, SOUTH, EAST, NORTH = 4.3, 51.6, 6.3, 53.0
ROOT = os.path.normpath(os.path.join(os.path.dirname(__file__), "..", ".."))
OUT = os.path.join(ROOT, "web", "public", "basemap")


def rounded(coordinates, digits):
    if isinstance(coordinates[0], (int, float)):
        return [round(c, digits) for c in coordinates[:2]]
    return [rounded(c, digits) for c in coordinates]


def write(name, features, digits=4):
    """features: (properties, geometry type, coordinates)."""
    collection = {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": p, "geometry": {"type": t, "coordinates": rounded(c, digits)}}
        for p, t, c in features]}
    path = os.path.join(OUT, name)
    os.makedirs(OUT, exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(collection, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")
    print(f"{name}: {len(features)} features, {os.path.getsize(path) // 1024} KB")


def write_cpp(name, variable, tool, text, licence):
    """src/geo/data/<name>.cpp: the text as pieces of raw string (compilers take 64 KB a piece)."""
    pieces, piece = [], ""
    for line in text.splitlines(keepends=True):
        while len(line) > 8000:  # a break at a comma keeps JSON whole
            at = line.rindex(",", 0, 8000) + 1
            pieces.append(piece + line[:at])
            piece, line = "", line[at:]
        if len(piece) + len(line) > 12000:
            pieces.append(piece)
            piece = ""
        piece += line
    pieces.append(piece)
    path = os.path.join(ROOT, "src", "geo", "data", f"{name}.cpp")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"// Made by {tool}. Sources: {licence}.\n// clang-format off\n")
        file.write('#include "geo/data/data.h"\n\nnamespace voorzien::geo::data {\n\n')
        file.write(f"std::vector<std::string_view> {variable}() {{\n  return {{\n")
        for piece in pieces:
            file.write(f'R"~({piece})~",\n')
        file.write("  };\n}\n\n}  // namespace voorzien::geo::data\n")
    print(f"{path}: {len(text) // 1024} KB in {len(pieces)} pieces")
