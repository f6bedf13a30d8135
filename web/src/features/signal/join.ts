// What a signal may be joined with, and what may be taken out of it. Pure.
import type { Fact, Signal } from '../picture/entities';

export interface Candidate extends Signal { km: number | null }
export interface Part { id: string; title: string; source: string; place: string; at: string | null }

const perDegree = 111.32;

function kmBetween(a: Signal, b: Signal): number | null {
  if (!a.point || !b.point) return null;
  const x = (a.point.lon - b.point.lon) * Math.cos((a.point.lat * Math.PI) / 180);
  return Math.hypot(x, a.point.lat - b.point.lat) * perDegree;
}

/** Open signals: those of the same theme first, then the nearest, then the newest. */
export function candidatesOf(signal: Signal, all: readonly Signal[]): Candidate[] {
  const rank = (one: Candidate): number => (one.theme === signal.theme ? 0 : 1);
  return all
    .filter((one) => one.id !== signal.id && one.state !== 'closed' && one.state !== 'rejected' && one.merged_into === '')
    .map((one) => ({ ...one, km: kmBetween(signal, one) }))
    .sort((a, b) => rank(a) - rank(b) || (a.km ?? Infinity) - (b.km ?? Infinity) || b.since.localeCompare(a.since))
    .slice(0, 20);
}

/** The facts of a signal that are valid now, newest first. */
export const factsOf = (signal: Signal, facts: readonly Fact[]): Part[] =>
  facts
    .filter((one) => one.signal === signal.id)
    .map((one) => ({ id: one.id, title: one.title, source: one.source, place: one.place, at: one.t_observed ?? one.t_issued ?? one.t_received }))
    .sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''));
