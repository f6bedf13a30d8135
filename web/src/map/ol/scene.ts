// What lies over the base map, projected once when it is set, and the plain geometry on it. No drawing here.
import { fromLonLat } from 'ol/proj.js';
import type { Geometry, MapFacts, MapShape, MapSignal, Position } from '../port';
import { rankOf } from '../palette';

export type Ring = Float64Array; // x, y, x, y in EPSG:3857

export interface SceneSignal extends MapSignal {
  x: number;
  y: number;
}

export interface SceneShape extends MapShape {
  rings: Ring[]; // every ring or line
  closed: boolean;
  box: [number, number, number, number];
  anchor: [number, number];
}

export type Transform = number[]; // a b c d e f of ol

export const toX = (t: Transform, x: number, y: number): number => t[0]! * x + t[2]! * y + t[4]!;
export const toY = (t: Transform, x: number, y: number): number => t[1]! * x + t[3]! * y + t[5]!;

function ring(points: Position[]): Ring {
  const out = new Float64Array(points.length * 2);
  points.forEach((p, i) => {
    const [x, y] = fromLonLat(p);
    out[2 * i] = x!;
    out[2 * i + 1] = y!;
  });
  return out;
}

export function ringsOf(geometry: Geometry): { rings: Position[][]; closed: boolean } {
  switch (geometry.type) {
    case 'Point':
      return { rings: [], closed: false };
    case 'LineString':
      return { rings: [geometry.coordinates], closed: false };
    case 'MultiLineString':
      return { rings: geometry.coordinates, closed: false };
    case 'Polygon':
      return { rings: geometry.coordinates, closed: true };
    case 'MultiPolygon':
      return { rings: geometry.coordinates.flat(), closed: true };
  }
}

function boxOf(rings: Ring[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const r of rings) {
    for (let i = 0; i < r.length; i += 2) {
      box[0] = Math.min(box[0], r[i]!);
      box[1] = Math.min(box[1], r[i + 1]!);
      box[2] = Math.max(box[2], r[i]!);
      box[3] = Math.max(box[3], r[i + 1]!);
    }
  }
  return box;
}

export function projectSignal(signal: MapSignal): SceneSignal {
  const [x, y] = fromLonLat(signal.at);
  return { ...signal, x: x!, y: y! };
}

export function projectShape(shape: MapShape): SceneShape | null {
  const { rings, closed } = ringsOf(shape.geometry);
  if (rings.length === 0) return null;
  const projected = rings.map(ring);
  const box = boxOf(projected);
  // Words of an area stand under its southern edge, of a line at its middle.
  const first = projected[0]!;
  const middle = 2 * Math.floor(first.length / 4);
  const anchor: [number, number] = closed ? [(box[0] + box[2]) / 2, box[1]] : [first[middle]!, first[middle + 1]!];
  return { ...shape, rings: projected, closed, box, anchor };
}

// Web Mercator by hand: ten thousand points ten times a second leave no room for arrays of two.
export function projectFacts(facts: MapFacts, into: Float64Array): Float64Array {
  const { coordinates } = facts;
  const out = into.length === coordinates.length ? into : new Float64Array(coordinates.length);
  const radius = 6378137;
  for (let i = 0; i < coordinates.length; i += 2) {
    out[i] = (coordinates[i]! * Math.PI * radius) / 180;
    out[i + 1] = radius * Math.log(Math.tan(Math.PI / 4 + (coordinates[i + 1]! * Math.PI) / 360));
  }
  return out;
}

export function insideRings(rings: Ring[], x: number, y: number): boolean {
  let inside = false;
  for (const r of rings) {
    for (let i = 0, j = r.length - 2; i < r.length; j = i, i += 2) {
      const yi = r[i + 1]!;
      const yj = r[j + 1]!;
      if (yi > y !== yj > y && x < ((r[j]! - r[i]!) * (y - yi)) / (yj - yi) + r[i]!) inside = !inside;
    }
  }
  return inside;
}

export interface Group {
  lead: SceneSignal;
  members: SceneSignal[];
  px: number;
  py: number;
}

// Marks closer than `near` pixels become one, led by the selected or else the worst; its words say how many more.
export function groupMarks(signals: SceneSignal[], t: Transform, selected: string | null, near: number): Group[] {
  const order = [...signals].sort(
    (a, b) => Number(b.id === selected) - Number(a.id === selected) || rankOf(b.level) - rankOf(a.level) || (a.id < b.id ? -1 : 1),
  );
  const groups: Group[] = [];
  for (const s of order) {
    const px = toX(t, s.x, s.y);
    const py = toY(t, s.x, s.y);
    const home = groups.find((g) => Math.abs(g.px - px) < near && Math.abs(g.py - py) < near);
    if (home) home.members.push(s);
    else groups.push({ lead: s, members: [s], px, py });
  }
  return groups;
}
