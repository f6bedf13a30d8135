// The ground of the map: land, regions, municipalities, water, roads and rail, from our own small files.
// /basemap/*.json is in the app; /api/basemap/{gm,vr}.json is there when the site imported boundaries (a 404 is
// normal then and the coarse outlines stay). Nothing is ever asked of another host.
import GeoJSON from 'ol/format/GeoJSON.js';
import VectorImageLayer from 'ol/layer/VectorImage.js';
import VectorSource from 'ol/source/Vector.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { FeatureLike } from 'ol/Feature.js';
import type Feature from 'ol/Feature.js';
import type { LayerName, MapPalette, PlaceName } from '../port';

type Name = 'regions' | 'gm' | 'vr' | 'lakes' | 'rivers' | 'rail' | 'roads';

export interface Shield {
  ref: string;
  points: [number, number][]; // places along the road, EPSG:3857
  rank: number;
}

export interface Base {
  layers: VectorImageLayer<VectorSource>[];
  restyle(palette: MapPalette): void;
  show(shown: Partial<Record<LayerName, boolean>>): void;
  load(codes: string[], first: () => void): Promise<void>; // `first`: what is in the app itself is there

  shields(): Shield[];
  places(): PlaceName[];
  ownExtent(): number[] | null;
}

interface Collection {
  features: { properties: Record<string, unknown>; geometry: { type: string; coordinates: unknown } }[];
}

async function get(url: string): Promise<Collection | null> {
  try {
    const answer = await fetch(url);
    if (!answer.ok || !(answer.headers.get('content-type') ?? '').includes('json')) return null;
    return (await answer.json()) as Collection;
  } catch {
    return null;
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function codeOf(feature: FeatureLike): string {
  return text(feature.get('code')) || text(feature.get('statcode')) || text(feature.get('c')) || text(feature.get('vr'));
}

function kindOf(feature: FeatureLike): string {
  return text(feature.get('kind')) || text(feature.get('k'));
}

const isRail = (feature: FeatureLike): boolean => /rail/.test(kindOf(feature));
const isMotorway = (feature: FeatureLike): boolean => kindOf(feature) === 'motorway' || /^A\d/.test(text(feature.get('ref')));

function styleOf(name: Name, palette: MapPalette, own: Set<string>): (feature: FeatureLike) => Style {
  const plain = (fill: string | null, stroke: string | null, width = 1, dash?: number[]): Style =>
    new Style({
      ...(fill ? { fill: new Fill({ color: fill }) } : {}),
      ...(stroke ? { stroke: new Stroke({ color: stroke, width, ...(dash ? { lineDash: dash } : {}), lineCap: 'round', lineJoin: 'round' }) } : {}),
    });
  const foreign = plain(palette.land, palette.municipality, 1);
  const ours = plain(palette.region, palette.regionEdge, 1.6);
  const motorway = plain(null, palette.road, 2.6);
  const minor = plain(null, palette.roadMinor, 1.5);
  const rail = plain(null, palette.rail, 1.2, [6, 5]);
  const fixed: Record<Exclude<Name, 'regions' | 'vr' | 'roads'>, Style> = {
    gm: plain(null, palette.municipality, 1),
    lakes: plain(palette.water, palette.waterEdge, 0.8),
    rivers: plain(null, palette.waterEdge, 2.6),
    rail,
  };
  if (name === 'regions' || name === 'vr') return (f) => (own.size > 0 && own.has(codeOf(f)) ? ours : foreign);
  if (name === 'roads') return (f) => (isMotorway(f) ? motorway : minor);
  const style = fixed[name];
  return () => style;
}

function lineOf(feature: Feature): [number, number][] {
  const geometry = feature.getGeometry();
  if (!geometry) return [];
  if (geometry.getType() === 'LineString') return (geometry as unknown as { getCoordinates(): [number, number][] }).getCoordinates();
  if (geometry.getType() === 'MultiLineString')
    return (geometry as unknown as { getCoordinates(): [number, number][][] }).getCoordinates().flat();
  return [];
}

// A shield about every 6 km of road, the first half-way a step.
function shieldsOf(features: Feature[]): Shield[] {
  const out: Shield[] = [];
  for (const feature of features) {
    const ref = text(feature.get('ref'));
    if (!ref || isRail(feature)) continue;
    const line = lineOf(feature);
    const points: [number, number][] = [];
    let left = 4000;
    for (let i = 1; i < line.length; i++) {
      const [ax, ay] = line[i - 1]!;
      const [bx, by] = line[i]!;
      const length = Math.hypot(bx - ax, by - ay);
      let at = left;
      while (at < length) {
        points.push([ax + ((bx - ax) * at) / length, ay + ((by - ay) * at) / length]);
        at += 9000;
      }
      left = at - length;
    }
    if (points.length === 0 && line.length > 0) points.push(line[Math.floor(line.length / 2)]!);
    out.push({ ref, points, rank: isMotorway(feature) ? 0 : 1 });
  }
  return out.sort((a, b) => a.rank - b.rank);
}

const dutch: Record<string, string> = { 'The Hague': 'Den Haag' };

function placesOf(collection: Collection | null): PlaceName[] {
  return (collection?.features ?? [])
    .map((f) => {
      const name = text(f.properties.n) || text(f.properties.name);
      const population = Number(f.properties.p ?? f.properties.population ?? 0);
      return { name: dutch[name] ?? name, at: f.geometry.coordinates as [number, number], population };
    })
    .filter((p) => p.name !== '')
    .sort((a, b) => b.population - a.population);
}

export function makeBase(first: MapPalette): Base {
  const format = new GeoJSON({ featureProjection: 'EPSG:3857' });
  const order: Name[] = ['regions', 'vr', 'gm', 'lakes', 'rivers', 'rail', 'roads'];
  const layers = new Map<Name, VectorImageLayer<VectorSource>>();
  order.forEach((name, i) => layers.set(name, new VectorImageLayer({ source: new VectorSource(), imageRatio: 1.4, zIndex: i })));
  let palette = first;
  let own = new Set<string>();
  let names: PlaceName[] = [];
  let shields: Shield[] = [];
  const layer = (name: Name): VectorImageLayer<VectorSource> => layers.get(name)!;
  const restyle = (next: MapPalette): void => {
    palette = next;
    for (const [name, each] of layers) each.setStyle(styleOf(name, palette, own));
  };
  const fill = (name: Name, collection: Collection | null): Feature[] => {
    if (!collection) return [];
    const features = format.readFeatures(collection) as Feature[];
    const source = layer(name).getSource()!;
    source.clear(true);
    source.addFeatures(features);
    return features;
  };
  const fillRoads = (collection: Collection | null): void => {
    if (!collection) return;
    const all = format.readFeatures(collection) as Feature[];
    layer('rail').getSource()!.addFeatures(all.filter(isRail));
    const roads = all.filter((f) => !isRail(f)).sort((a, b) => Number(isMotorway(a)) - Number(isMotorway(b)));
    layer('roads').getSource()!.addFeatures(roads);
    shields = shieldsOf(roads);
  };
  restyle(first);
  return {
    layers: order.map(layer),
    restyle,
    show(shown) {
      const set = (name: Name, on: boolean | undefined): void => {
        if (on !== undefined) layer(name).setVisible(on);
      };
      set('roads', shown.roads);
      set('rail', shown.rail);
      set('lakes', shown.water);
      set('rivers', shown.water);
      set('gm', shown.municipalities);
    },
    async load(codes, first) {
      own = new Set(codes);
      const [regions, lakes, rivers, roads, places] = await Promise.all(
        ['regions', 'lakes', 'rivers', 'roads', 'places'].map((name) => get(`/basemap/${name}.json`)),
      );
      fill('regions', regions ?? null);
      fill('lakes', lakes ?? null);
      fill('rivers', rivers ?? null);
      fillRoads(roads ?? null);
      names = placesOf(places ?? null);
      restyle(palette);
      first();
      const [gm, vr] = await Promise.all([get('/api/basemap/gm.json'), get('/api/basemap/vr.json')]);
      fill('gm', gm);
      if (vr) {
        fill('vr', vr);
        layer('regions').setVisible(false);
      }
      restyle(palette);
    },
    shields: () => shields,
    places: () => names,
    ownExtent() {
      for (const name of ['vr', 'regions'] as const) {
        const features = layer(name).getSource()!.getFeatures().filter((f) => own.has(codeOf(f)));
        if (features.length === 0) continue;
        const boxes = features.map((f) => f.getGeometry()!.getExtent());
        return [
          Math.min(...boxes.map((b) => b[0]!)),
          Math.min(...boxes.map((b) => b[1]!)),
          Math.max(...boxes.map((b) => b[2]!)),
          Math.max(...boxes.map((b) => b[3]!)),
        ];
      }
      return null;
    },
  };
}
