// Layout of the theme lanes: which bar stands where. Pure; Axis.svelte only draws.
import type { Level } from '../map/port';
import type { Scale, Span } from './time';

export interface LevelSpan {
  from: number;
  to: number | null; // null: still so
  level: Level;
  reason: string;
}

export interface Lane {
  id: string;
  name: string;
  level: Level;
  word: string; // the level in words
  measured: LevelSpan[];
  expected: LevelSpan[];
  note?: string; // right of the last thing drawn: 'tot 22:00', 'stil sinds 14:10'
}

export interface Bar {
  x: number;
  width: number;
  height: number;
  level: Level;
  expected: boolean;
  reason: string;
}

// Height grows with the level, so that a print in grey still reads.
export function barHeight(level: Level, lane: number): number {
  const part: Record<Level, number> = { grey: 0.1, green: 0.14, yellow: 0.42, orange: 0.6, red: 0.8 };
  return Math.max(2, Math.round(part[level] * lane));
}

function bar(span: LevelSpan, from: number, to: number, scale: Scale, laneHeight: number, expected: boolean): Bar {
  const x = scale(from);
  return { x, width: Math.max(1, scale(to) - x), height: barHeight(span.level, laneHeight), level: span.level, expected, reason: span.reason };
}

// Measured ends at now at the latest, expected begins there: what was expected for the past is not drawn.
export function barsOf(lane: Lane, view: Span, now: number, scale: Scale, laneHeight: number): Bar[] {
  const out: Bar[] = [];
  for (const s of lane.measured) {
    const from = Math.max(s.from, view.from);
    const to = Math.min(s.to ?? now, now, view.to);
    if (to > from) out.push(bar(s, from, to, scale, laneHeight, false));
  }
  for (const s of lane.expected) {
    const from = Math.max(s.from, now, view.from);
    const to = Math.min(s.to ?? view.to, view.to);
    if (to > from) out.push(bar(s, from, to, scale, laneHeight, true));
  }
  return out;
}

export interface Act {
  at: number;
  label: string;
}

export interface PlacedAct extends Act {
  x: number;
  labelX: number;
  anchor: 'start' | 'end';
  shown: boolean; // false: the ring stands, its label found no room
}

// Labels of acts stand left of their ring (right at the edge); the newest wins when two would touch. `width` measures text.
export function placeActs(acts: Act[], scale: Scale, left: number, right: number, width: (text: string) => number): PlacedAct[] {
  const rings = acts.map((a) => scale(a.at)).filter((x) => x >= left && x <= right);
  const taken: [number, number][] = rings.map((x) => [x - 5, x + 5]);
  const out: PlacedAct[] = [];
  for (const act of [...acts].sort((a, b) => b.at - a.at)) {
    const x = scale(act.at);
    if (x < left || x > right) continue;
    const w = width(act.label);
    const options: [number, 'start' | 'end'][] = [
      [x - 8, 'end'],
      [x + 8, 'start'],
    ];
    const spot = options.find(([at, anchor]) => {
      const from = anchor === 'end' ? at - w : at;
      return from >= left - 60 && from + w <= right && !taken.some(([a, b]) => from < b && a < from + w);
    });
    if (spot) taken.push(spot[1] === 'end' ? [spot[0] - w - 6, spot[0]] : [spot[0], spot[0] + w + 6]);
    out.push({ ...act, x, labelX: spot?.[0] ?? x, anchor: spot?.[1] ?? 'end', shown: spot !== undefined });
  }
  return out.reverse();
}

export interface Point {
  at: number;
  value: number;
}

// A line of points, broken where the distance is more than `gap` ms: a hole in the data is not a straight line. Of points in one column of
// pixels the first, lowest, highest and last are drawn, which gives the same pixels (Jugel et al., PVLDB 7:797, 2014): a year of ten minutes
// costs what its width does.
export function pathOf(points: Point[], x: Scale, y: (value: number) => number, gap = Infinity): string {
  let out = '';
  for (let first = 0, last = 0; first < points.length; first = last + 1) {
    const column = Math.floor(x(points[first]!.at));
    let low = first;
    let high = first;
    for (last = first; last + 1 < points.length; ++last) {
      const next = points[last + 1]!;
      if (Math.floor(x(next.at)) !== column || next.at - points[last]!.at > gap) break;
      if (next.value < points[low]!.value) low = last + 1;
      if (next.value > points[high]!.value) high = last + 1;
    }
    const broken = first === 0 || points[first]!.at - points[first - 1]!.at > gap;
    for (const k of new Set([first, Math.min(low, high), Math.max(low, high), last]))
      out += `${k === first && broken ? 'M' : 'L'}${x(points[k]!.at).toFixed(1)} ${y(points[k]!.value).toFixed(1)}`;
    if (broken && first === last && !(points[last + 1] && points[last + 1]!.at - points[last]!.at <= gap)) out += 'h0'; // alone: a dot
  }
  return out;
}

export interface BandPoint {
  at: number;
  low: number;
  high: number;
}

// The area between low and high, broken where the line is; of points in one column of pixels the widest.
export function corridorOf(band: BandPoint[], x: Scale, y: (value: number) => number, gap = Infinity): string {
  let out = '';
  for (let first = 0, last = 0; first < band.length; first = last) {
    const drawn: BandPoint[] = [];
    for (last = first; last < band.length && (last === first || band[last]!.at - band[last - 1]!.at <= gap); ++last) {
      const b = band[last]!;
      const before = drawn.at(-1);
      if (before && Math.floor(x(b.at)) === Math.floor(x(before.at))) {
        before.low = Math.min(before.low, b.low);
        before.high = Math.max(before.high, b.high);
      } else drawn.push({ ...b });
    }
    if (last - first < 2) continue;
    const line = (of: (b: BandPoint) => number) => drawn.map((b) => `${x(b.at).toFixed(1)} ${y(of(b)).toFixed(1)}`);
    out += `M${line((b) => b.high).join('L')}L${line((b) => b.low).reverse().join('L')}Z`;
  }
  return out;
}

// Lowest and highest of any number of values: an argument each would be too many for a year.
export function extentOf(...lists: Iterable<number>[]): { low: number; high: number } | null {
  let low = Infinity;
  let high = -Infinity;
  for (const list of lists)
    for (const value of list) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  return low <= high ? { low, high } : null;
}

export function niceSteps(low: number, high: number, most: number): number[] {
  const range = high - low || 1;
  const rough = range / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough) ?? rough;
  const out: number[] = [];
  for (let v = Math.ceil(low / step) * step; v <= high + step * 1e-6; v += step) out.push(Number(v.toFixed(10)));
  return out;
}

export interface Bin {
  at: number;
  count: number;
}

// Facts of a signal per `minutes`, from the first to now, empty bins included.
export function binsOf(times: number[], minutes: number, until: number, most = 72): Bin[] {
  if (times.length === 0) return [];
  const size = minutes * 60_000;
  const first = Math.floor(Math.min(...times) / size) * size;
  const last = Math.floor(Math.max(until, ...times) / size) * size;
  const from = Math.max(first - size, last - (most - 1) * size);
  const out: Bin[] = [];
  for (let at = from; at <= last; at += size) out.push({ at, count: 0 });
  for (const t of times) {
    const i = Math.floor((t - from) / size);
    if (i >= 0 && i < out.length) out[i]!.count++;
  }
  return out;
}
