// What of the picture goes on the map, and in which words. Pure; the words come in as functions of the language.
import type { Geometry, MapFacts, MapShape, MapSignal, Position, ShapeKind } from '../../map/port';
import type { Fact, Signal, Station } from './entities';
import { ms, msOr } from './entities';
import { sectionOf } from './queue';

export interface MapWords {
  expectedAt: (ms: number) => string; // 'verwacht 17:05'
  expected: string;
  silentStation: string;
}

export function middleOf(geometry: Geometry): Position {
  switch (geometry.type) {
    case 'Point':
      return geometry.coordinates;
    case 'LineString':
      return geometry.coordinates[Math.floor(geometry.coordinates.length / 2)] ?? [0, 0];
    case 'MultiLineString':
      return middleOf({ type: 'LineString', coordinates: geometry.coordinates[0] ?? [] });
    case 'Polygon':
      return centroid(geometry.coordinates[0] ?? []);
    case 'MultiPolygon': {
      const largest = [...geometry.coordinates].sort((a, b) => (b[0]?.length ?? 0) - (a[0]?.length ?? 0))[0];
      return centroid(largest?.[0] ?? []);
    }
  }
}

function centroid(ring: Position[]): Position {
  let area = 0;
  let x = 0;
  let y = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax, ay] = ring[i]!;
    const [bx, by] = ring[i + 1]!;
    const cross = ax * by - bx * ay;
    area += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return Math.abs(area) < 1e-12 ? (ring[0] ?? [0, 0]) : [x / (3 * area), y / (3 * area)];
}

export function placeOf(signal: Signal): Position | null {
  if (signal.point) return [signal.point.lon, signal.point.lat];
  return signal.geometry ? middleOf(signal.geometry) : null;
}

// The title up to its first comma: the map has no room for a sentence, the list beside it has the whole.
export function shortTitle(title: string, most = 24): string {
  const head = title.split(/[,;:(]/)[0]!.trim() || title;
  if (head.length <= most) return head;
  const cut = head.slice(0, most).lastIndexOf(' ');
  return `${head.slice(0, cut > 6 ? cut : most).trim()}…`;
}

function shapeKind(signal: Signal): ShapeKind {
  const { geometry } = signal;
  if (geometry && (geometry.type === 'LineString' || geometry.type === 'MultiLineString')) return 'line';
  if (signal.expected || signal.geometry_kind === 'expected') return 'expected';
  return signal.geometry_kind === 'reports' ? 'reports' : 'official';
}

export function expectedWords(signal: Signal, now: number, words: MapWords): string {
  const from = msOr(signal.valid_from, now);
  return from > now ? words.expectedAt(from) : words.expected;
}

export function onMap(signals: Iterable<Signal>, stations: Iterable<Station>, now: number, words: MapWords): { signals: MapSignal[]; shapes: MapShape[] } {
  const marks: MapSignal[] = [];
  const shapes: MapShape[] = [];
  for (const s of signals) {
    if (sectionOf(s, now) === 'gone' || s.level === 'green') continue;
    const at = placeOf(s);
    const expected = s.expected || s.geometry_kind === 'expected';
    if (at) {
      const title = shortTitle(s.title);
      marks.push({ id: s.id, at, level: s.level, expected: s.expected, words: s.expected && !title.toLowerCase().includes(words.expected) ? `${title}, ${words.expected}` : title, count: s.fact_count });
    }
    if (s.geometry && s.geometry.type !== 'Point' && s.geometry_kind !== 'none') {
      shapes.push({ id: s.id, kind: shapeKind(s), level: s.level, geometry: s.geometry, words: expected ? expectedWords(s, now, words) : '' });
    }
  }
  for (const s of stations) {
    if (!s.silent || !s.point) continue;
    marks.push({ id: `station ${s.id}`, at: [s.point.lon, s.point.lat], level: 'grey', expected: false, words: words.silentStation, count: 0, quiet: true });
  }
  return { signals: marks, shapes };
}

export function dotsOf(facts: Iterable<Fact>): MapFacts {
  const out: number[] = [];
  for (const f of facts) {
    if (!f.geometry) continue;
    if (f.geometry.type === 'Polygon' || f.geometry.type === 'MultiPolygon') continue; // an area is not a dot
    const [lon, lat] = middleOf(f.geometry);
    out.push(lon, lat);
  }
  return { coordinates: Float64Array.from(out) };
}

export interface Wind {
  station: string;
  from: number; // degrees it comes from
  force: number; // Beaufort
  gustKmh: number | null;
  at: number;
  silent: boolean;
}

const toMs: Record<string, number> = { 'm/s': 1, 'm s-1': 1, 'km/h': 1 / 3.6, 'km/u': 1 / 3.6, kt: 0.514444, kn: 0.514444 };
const beaufortUpTo = [0.2, 1.5, 3.3, 5.4, 7.9, 10.7, 13.8, 17.1, 20.7, 24.4, 28.4, 32.6];

export function speedMs(value: number, unit: string): number {
  return value * (toMs[unit] ?? 1);
}

export function beaufort(speed: number): number {
  const at = beaufortUpTo.findIndex((most) => speed <= most);
  return at < 0 ? 12 : at;
}

export function compass(degrees: number, names: readonly string[]): string {
  return names[Math.round((((degrees % 360) + 360) % 360) / 22.5) % 16]!;
}

const far = (a: Position, b: { lon: number; lat: number }): number => Math.hypot((a[0] - b.lon) * 0.62, a[1] - b.lat);

// Of the stations that lie nearest to `near`: direction and force, and the gust of the same place.
export function windOf(stations: Iterable<Station>, near: Position): Wind | null {
  const all = [...stations];
  const usable = all.filter((s) => s.kind === 'wind' && s.value !== null && s.direction_deg !== null && s.at !== null && s.point);
  const best = usable.sort((a, b) => Number(a.silent) - Number(b.silent) || far(near, a.point!) - far(near, b.point!))[0];
  if (!best) return null;
  const gust = all.find((s) => s.kind === 'gust' && s.name === best.name && s.value !== null && !s.silent);
  return {
    station: best.name,
    from: best.direction_deg!,
    force: beaufort(speedMs(best.value!, best.unit)),
    gustKmh: gust ? Math.round(speedMs(gust.value!, gust.unit) * 3.6) : null,
    at: ms(best.at!),
    silent: best.silent,
  };
}

export interface Compared {
  station: Station;
  expected: { value: number; at: number } | null; // the highest that is expected within 6 hours
}

// Stations near a signal, one a kind: what is measured beside what is expected.
export function near(stations: Iterable<Station>, at: Position, now: number, most = 4): Compared[] {
  const out: Compared[] = [];
  const kinds = new Set<string>();
  const sorted = [...stations].filter((s) => s.point && s.value !== null && far(at, s.point) < 0.3).sort((a, b) => far(at, a.point!) - far(at, b.point!));
  for (const station of sorted) {
    if (kinds.has(station.kind) || out.length === most) continue;
    kinds.add(station.kind);
    const coming = station.expected.filter((p) => ms(p.at) > now && ms(p.at) < now + 6 * 3_600_000);
    const top = coming.reduce<{ value: number; at: number } | null>((best, p) => (best && best.value >= p.value ? best : { value: p.value, at: ms(p.at) }), null);
    out.push({ station, expected: top });
  }
  return out;
}

// The station that deserves the lane under the themes: closest to (or furthest over) a limit.
export function laneStation(stations: Iterable<Station>): Station | null {
  const room = (s: Station): number => {
    const highest = [...s.expected, ...s.measured.slice(-1)].reduce((m, p) => Math.max(m, p.value), -Infinity);
    const limits = s.thresholds.filter((t) => t.level !== 'green').map((t) => t.value);
    if (limits.length === 0 || highest === -Infinity) return Infinity;
    const spread = Math.max(...limits) - Math.min(...limits, highest) || 1;
    return (Math.min(...limits) - highest) / spread;
  };
  const usable = [...stations].filter((s) => s.thresholds.length > 0 && s.measured.length > 1);
  const rank = (s: Station): number => (s.kind === 'water-level' ? 0 : 1);
  return usable.sort((a, b) => rank(a) - rank(b) || room(a) - room(b) || (a.id < b.id ? -1 : 1))[0] ?? null;
}
