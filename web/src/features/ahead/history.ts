// What the chart of a station reckons from its history: how far back is asked, when again, and what is drawn of it. Pure.
import { type BandPoint, extentOf, type Point } from '../../charts/axis';
import { hour, type Span } from '../../charts/time';
import type { Moment, Threshold } from '../../net/api';

export interface Bucket { at: Moment; low: number; high: number; mean: number; count: number }
/** Of GET /api/station/history: buckets of `step_s` from `at` on, none where nothing was measured; 0: each is one reading. */
export interface History { station: string; from: Moment; to: Moment; step_s: number; first?: Moment | null; buckets: Bucket[] }

export type Range = 'week' | 'month' | 'year';
export const ranges: readonly Range[] = ['week', 'month', 'year'];
const day = 24 * hour;
const lengths: Record<Range, number> = { week: 7 * day, month: 31 * day, year: 366 * day }; // the same date of before is in it
export const spanOf = (range: Range, to: number): Span => ({ from: to - lengths[range], to });

/** What is shown: of which station, up to which moment, and by which version of the station there may be more. */
export interface Want { station: string; range: Range; to: number; at: Moment | null; version: number }

const minute = 60_000;
const fresh = 10 * minute; // of the region
const rest = 10_000; // of the machine: a film at 600 times asks no more than this

/** An answer of a later moment knows too much for an earlier one. */
export const holds = (asked: Want, want: Want): boolean => asked.station === want.station && asked.range === want.range && asked.to <= want.to;
/** What was measured since shows within ten minutes; of now only where something was. */
export const isDue = (asked: Want | null, want: Want, sinceMs: number): boolean =>
  !asked || !holds(asked, want) || (want.to - asked.to >= fresh && (asked.at !== want.at || (asked.version !== want.version && sinceMs >= rest)));

/** A point a two pixels: more is not seen. */
export const pointsFor = (width: number): number => Math.min(2000, Math.max(2, Math.round(width / 2)));

export interface HistoryDrawn { line: Point[]; spread: BandPoint[]; gap: number; step: number }
/** The mean with what it lies between. `gap`: what is further apart is not joined. */
export function drawnHistory(history: History): HistoryDrawn {
  const step = history.step_s * 1000;
  const buckets = history.buckets.map((one) => ({ ...one, at: Date.parse(one.at) })).filter((one, n, all) => one.at !== all[n + 1]?.at);
  return {
    line: buckets.map(({ at, mean }) => ({ at, value: mean })),
    spread: step > 0 ? buckets.map(({ at, low, high }) => ({ at, low, high })) : [],
    gap: Math.max(3 * hour, usualStep(buckets) * (step > 0 ? 1.5 : 3)),
    step,
  };
}

// A station that measures once a day has no hole between two days.
function usualStep(all: { at: number }[]): number {
  const steps = all.slice(1).map((one, n) => one.at - all[n]!.at).sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 2)] ?? 0;
}

/** Where the kept readings begin, when that is later than what is shown: a hundredth of it is not seen. */
export function keptFrom(history: History, view: Span): number | null {
  const first = history.first ? Date.parse(history.first) : NaN;
  return first - view.from > (view.to - view.from) / 100 ? first : null;
}

/** A limit far above anything drawn would flatten the line; the lowest one may lie further off. */
export function limitsNear(limits: Threshold[], low: number, high: number): Threshold[] {
  return limits.filter((one, n) => one.value <= high + (high - low) * (n === 0 ? 2 : 0.5));
}

export const extentOfHistory = (drawn: HistoryDrawn): { low: number; high: number } | null =>
  extentOf(drawn.line.map((one) => one.value), drawn.spread.map((one) => one.low), drawn.spread.map((one) => one.high));
