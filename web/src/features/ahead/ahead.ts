// What the page Vooruit reckons from the findings: shifts, slots of the budget, order, how rare, the chart. Pure.
import { hour, localHour, type Span } from '../../charts/time';
import type { Finding, Found, Verdict } from '../../net/warning';

export const minute = 60_000;
export const aDay = 24 * hour;
export const quarter = 15 * minute;
export const verdicts: Verdict[] = ['hit', 'false', 'late', 'duplicate']; // keys 1 to 4

export type ShiftName = 'early' | 'late' | 'night';
export interface Shift extends Span { name: ShiftName }
const begins: Record<number, ShiftName> = { 7: 'early', 15: 'late', 23: 'night' };

/** The shift of a moment: 07-15, 15-23, 23-07 in the region's time; the night of a clock change has 7 or 9 hours. */
export function shiftAt(now: number): Shift {
  let from = Math.floor(now / hour) * hour;
  while (!begins[localHour(from)]) from -= hour;
  let to = from + hour;
  while (!begins[localHour(to)]) to += hour;
  return { name: begins[localHour(from)]!, from, to };
}

/** What was judged false this shift, against the budget. */
export function slotsOf(findings: readonly Finding[], shift: Span, budget: number): { used: number; free: number; spent: boolean } {
  const used = findings.filter(({ found }) => {
    const at = Date.parse(found.judged_at ?? found.at);
    return found.verdict === 'false' && at >= shift.from && at < shift.to;
  }).length;
  return { used, free: Math.max(0, Math.ceil(budget - used)), spent: used >= budget };
}

export const floodFrom = 10; // as the gate has it (EEMUA 191)
/** Warnings per ten minutes over the last hour, and how that feels; ten in the last ten minutes are a flood. */
export function tempoOf(findings: readonly Finding[], now: number): { perTen: number; pace: 'normal' | 'busy' | 'flood' } {
  const since = (from: number): number => findings.filter(({ found }) => found.state === 'shown' && found.promoted_by === '' && Date.parse(found.at) > from && Date.parse(found.at) <= now).length;
  const perTen = since(now - hour) / 6;
  return { perTen, pace: since(now - 10 * minute) >= floodFrom ? 'flood' : perTen >= 2 ? 'busy' : 'normal' };
}

const shownFor = 48 * hour;
const newest = (a: Finding, b: Finding): number => Date.parse(b.found.at) - Date.parse(a.found.at) || (a.id < b.id ? 1 : -1);

/** Warnings of the last two days, those that were not judged first and whatever their age; what was held back beside
    them. `stays` was judged just now: it keeps its place as long as it is selected. */
export function listsOf(findings: Iterable<Finding>, now: number, stays = ''): { warnings: Finding[]; held: Finding[]; open: number } {
  const all = [...findings];
  const recent = (one: Finding): boolean => Date.parse(one.found.updated) > now - shownFor;
  const first = (one: Finding): boolean => one.found.verdict === '' || one.id === stays;
  const warnings = all.filter((one) => one.found.state === 'shown' && (recent(one) || first(one))).sort((a, b) => Number(first(b)) - Number(first(a)) || newest(a, b));
  const held = all.filter((one) => one.found.state === 'held' && recent(one)).sort(newest);
  return { warnings, held, open: warnings.filter((one) => one.found.verdict === '').length };
}

/** How often chance alone makes one this strong; a score is -log10 of how often a shift. */
export type Rarity = { kind: 'per-shift'; n: number } | { kind: 'one-in'; n: number; unit: 'shift' | 'month' | 'year' } | { kind: 'hardly' };
const shiftsAMonth = 91.3;
const shiftsAYear = 1095.75;
export function rarityOf(score: number): Rarity {
  const shifts = 10 ** score;
  if (shifts <= 1 / 1.25) {
    const n = 1 / shifts;
    return { kind: 'per-shift', n: n < 5 ? Math.round(n * 2) / 2 : rounded(n) };
  }
  if (shifts < shiftsAMonth * 0.95) return { kind: 'one-in', n: rounded(shifts), unit: 'shift' };
  if (shifts < shiftsAYear * 0.95) return { kind: 'one-in', n: rounded(shifts / shiftsAMonth), unit: 'month' };
  if (shifts < shiftsAYear * 10) return { kind: 'one-in', n: rounded(shifts / shiftsAYear), unit: 'year' };
  return { kind: 'hardly' };
}
// 'About' has two figures at most.
function rounded(n: number): number {
  const unit = n < 20 ? 1 : n < 100 ? 5 : 10 ** (Math.floor(Math.log10(n)) - 1);
  return Math.max(1, Math.round(n / unit) * unit);
}

/** Where a score stands on its bar: from a hundred a shift to once in ten thousand shifts, the same for all. */
export const shareOf = (score: number): number => Math.min(1, Math.max(0, (score + 2) / 6));

export interface Usual { at: number; expected: number; low: number; high: number }
export interface ChartOf { step: number; view: Span; seen: { at: number; value: number }[]; usual: Usual[]; window: Span; at: number; bar: number }
/** The chart of a finding: its quarters (of a cluster its days), the window that stands out, and the bar at which it was said. */
export function chartOf(found: Found): ChartOf | null {
  const first = found.bins[0];
  const last = found.bins.at(-1);
  if (!first || !last) return null;
  const second = found.bins[1];
  const step = second ? Date.parse(second.from) - Date.parse(first.from) : quarter;
  const view = { from: Date.parse(first.from), to: Date.parse(last.from) + step };
  const at = Date.parse(found.at);
  const bin = found.bins.filter((one) => Date.parse(one.from) <= at).at(-1) ?? last;
  const since = Date.parse(found.since);
  return {
    step, view, at: Date.parse(bin.from), bar: bin.seen,
    seen: found.bins.map((one) => ({ at: Date.parse(one.from), value: one.seen })),
    usual: found.bins.map((one) => ({ at: Date.parse(one.from), expected: one.expected, low: one.low, high: one.high })),
    window: { from: Math.max(view.from, since), to: Math.min(view.to, since + found.window_s * 1000) },
  };
}

/** The filled ones of the last verdicts: the detector was right, in time or too late. */
export const isRight = (verdict: Verdict): boolean => verdict === 'hit' || verdict === 'late';
