// The queue of Beeld: what asks for an act now, what is settled, what is only to know (screens.md 3.10, desk.md 1).
// Pure: signals and the moment in, sections out. The same order is used by Beeld, Signalen and the phone.
import { rankOf } from '../../map/palette';
import type { Level, Signal } from './entities';
import { ms, msOr } from './entities';

const minute = 60_000;

export type Section = 'now' | 'settled' | 'attention' | 'later' | 'gone';

export interface TimeLeft {
  ms: number;
  then: string; // sound, vic, rol, promise
}

export interface Row {
  id: string;
  section: Section;
  signal: Signal;
  promise: boolean; // a row for "bel terug", beside nothing else of that signal
  left: TimeLeft | null;
}

// A promise comes up for action half an hour before it is due; before that it stands under `Straks`.
export const promiseAhead = 30 * minute;
// A signal that its source closed is shown this long, so that the caco sees it once more.
export const closedShown = 15 * minute;

const bySource = new Set(['cancelled', 'expired', 'all-clear', 'vanished']);

export function isGrave(level: Level | null): boolean {
  return level === 'red' || level === 'orange';
}

export function isDeferred(signal: Signal, now: number): boolean {
  return signal.call_back_at !== null && signal.state !== 'closed' && signal.state !== 'rejected' && (signal.promise !== '' || ms(signal.call_back_at) > now);
}

export function sectionOf(signal: Signal, now: number): Section {
  if (signal.merged_into !== '' || signal.state === 'rejected') return 'gone';
  if (signal.state === 'closed') {
    return bySource.has(signal.closed_reason) && now - ms(signal.updated) < closedShown ? 'attention' : 'gone';
  }
  // What is in a crisis asks for nothing by itself any more; its facts count there.
  if (signal.crisis) return isGrave(signal.level) ? 'settled' : 'attention';
  if (isDeferred(signal, now)) return ms(signal.call_back_at!) - now <= promiseAhead && signal.promise !== '' ? 'now' : 'later';
  if (signal.level === 'green') return 'gone';
  if (!isGrave(signal.level)) return 'attention';
  return signal.state === 'verified' ? 'settled' : 'now';
}

// Time until the next step of the climb that has not been done, or until the promise is due.
export function timeLeft(signal: Signal, now: number): TimeLeft | null {
  if (signal.crisis) return null;
  if (isDeferred(signal, now)) return { ms: ms(signal.call_back_at!) - now, then: 'promise' };
  if (signal.climb_from === null || signal.state !== 'new') return null;
  const from = ms(signal.climb_from);
  const next = signal.climb.filter((s) => s.done_at === null).sort((a, b) => a.after_s - b.after_s)[0];
  return next ? { ms: from + next.after_s * 1000 - now, then: next.what } : null;
}

export function climbElapsed(signal: Signal, now: number): number {
  return signal.climb_from === null ? 0 : Math.max(0, now - ms(signal.climb_from));
}

export interface ClimbPart {
  share: number; // of the bar's width
  filled: number; // 0..1
}

// 3-3-4: parts as wide as the time they stand for.
export function climbParts(signal: Signal, now: number): ClimbPart[] {
  const steps = [...signal.climb].sort((a, b) => a.after_s - b.after_s);
  const total = steps.at(-1)?.after_s ?? 0;
  if (total <= 0) return [];
  const elapsed = climbElapsed(signal, now) / 1000;
  let before = 0;
  return steps.map((step) => {
    const length = step.after_s - before;
    const part = { share: length / total, filled: Math.min(1, Math.max(0, (elapsed - before) / length)) };
    before = step.after_s;
    return part;
  });
}

export function rowOf(signal: Signal, now: number): Row {
  return { id: signal.id, section: sectionOf(signal, now), signal, promise: isDeferred(signal, now), left: timeLeft(signal, now) };
}

// Least time left first, then the worst, then the oldest: the worst unseen never sinks below the fold.
export function compareNow(a: Row, b: Row): number {
  const left = (r: Row): number => r.left?.ms ?? Infinity;
  if (left(a) !== left(b)) return left(a) - left(b);
  return rankOf(b.signal.level) - rankOf(a.signal.level) || ms(a.signal.since) - ms(b.signal.since) || (a.id < b.id ? -1 : 1);
}

export function compareWorst(a: Row, b: Row): number {
  return rankOf(b.signal.level) - rankOf(a.signal.level) || Number(a.signal.expected) - Number(b.signal.expected) || ms(b.signal.updated) - ms(a.signal.updated) || (a.id < b.id ? -1 : 1);
}

export interface Queue {
  now: Row[];
  settled: Row[];
  attention: Row[];
  later: Row[];
}

export function queueOf(signals: Iterable<Signal>, now: number, theme: string | null = null): Queue {
  const queue: Queue = { now: [], settled: [], attention: [], later: [] };
  for (const signal of signals) {
    if (theme !== null && signal.theme !== theme) continue;
    const row = rowOf(signal, now);
    if (row.section !== 'gone') queue[row.section].push(row);
  }
  queue.now.sort(compareNow);
  queue.settled.sort(compareWorst);
  queue.attention.sort(compareWorst);
  queue.later.sort((a, b) => (a.left?.ms ?? 0) - (b.left?.ms ?? 0));
  return queue;
}

export function orderOf(queue: Queue): string[] {
  return [...queue.now, ...queue.settled, ...queue.attention, ...queue.later].map((r) => r.id);
}

export interface FloodGroup {
  key: string;
  theme: string;
  place: string;
  level: Level | null;
  ids: string[];
}

export const floodWindow = 10 * minute;
export const floodFrom = 10; // more than this many in the window is a flood

export function isNewIn(signal: Signal, now: number): boolean {
  const age = now - ms(signal.since);
  return signal.state === 'new' && signal.merged_into === '' && signal.level !== 'green' && age >= 0 && age <= floodWindow;
}

// More than ten new in ten minutes: one line a theme and place, worst first. Empty: no flood.
export function floodOf(signals: Iterable<Signal>, now: number): { count: number; groups: FloodGroup[] } {
  const fresh = [...signals].filter((s) => isNewIn(s, now));
  if (fresh.length <= floodFrom) return { count: fresh.length, groups: [] };
  const groups = new Map<string, FloodGroup>();
  for (const s of fresh) {
    const place = s.place.split(',')[0]!.trim();
    const key = `${s.theme}|${place}`;
    const known = groups.get(key);
    if (!known) groups.set(key, { key, theme: s.theme, place, level: s.level, ids: [s.id] });
    else {
      known.ids.push(s.id);
      if (rankOf(s.level) > rankOf(known.level)) known.level = s.level;
    }
  }
  // One alone stays a row of its own: it needs its own look, and its time left.
  const sorted = [...groups.values()].filter((g) => g.ids.length > 1).sort((a, b) => rankOf(b.level) - rankOf(a.level) || b.ids.length - a.ids.length || (a.key < b.key ? -1 : 1));
  return { count: fresh.length, groups: sorted };
}

// The draft lines of `Dus`, best first: what the rule proposes, what was written before, what the scale says.
export function drafts(signal: Signal, before: Iterable<Signal> = []): string[] {
  const out: string[] = [];
  const add = (text: string): void => {
    const clean = text.trim();
    if (clean !== '' && !out.includes(clean) && out.length < 3) out.push(clean);
  };
  add(signal.so_what);
  add(signal.proposal);
  const same = [...before]
    .filter((s) => s.id !== signal.id && s.kind === signal.kind && s.theme === signal.theme && s.so_what !== '')
    .sort((a, b) => msOr(b.verified_at, 0) - msOr(a.verified_at, 0));
  for (const s of same) add(s.so_what);
  return out;
}

export function needsSpokenTo(signal: Signal): boolean {
  return signal.source_count < 2;
}

export function proposedGrade(signal: Signal): 'unsure' | 'likely' | 'sure' {
  const given = signal.proposed_grade;
  if (given === 'unsure' || given === 'likely' || given === 'sure') return given;
  return signal.source_count >= 3 ? 'sure' : signal.source_count === 2 ? 'likely' : 'unsure';
}

const alikeWithinMetres = 10_000;
const alikeWithin = 60 * minute;

/** Metres between two points; flat earth, good to a percent over the region. */
function metres(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  const degree = 111_195;
  return Math.hypot((a.lat - b.lat) * degree, (a.lon - b.lon) * degree * Math.cos((a.lat * Math.PI) / 180));
}

/** Open signals that may be the same happening: the same theme, near, about the same time; the nearest first. */
export function alikeOf(signal: Signal, signals: readonly Signal[], limit: number): Signal[] {
  const here = signal.point;
  if (!here || signal.state === 'closed') return [];
  return signals
    .filter((other) => other.id !== signal.id && other.theme === signal.theme && other.state !== 'closed' && other.state !== 'rejected'
      && Math.abs(ms(other.updated) - ms(signal.updated)) <= alikeWithin)
    .flatMap((other) => (other.point ? [{ other, apart: metres(here, other.point) }] : []))
    .filter(({ apart }) => apart <= alikeWithinMetres)
    .sort((a, b) => a.apart - b.apart)
    .slice(0, limit)
    .map(({ other }) => other);
}
