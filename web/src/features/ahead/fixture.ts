// A finding for tests: 14 ambulance calls in half an hour where 3 are usual.
import type { Finding, Found } from '../../net/warning';

const bins = (to: number): Found['bins'] => Array.from({ length: 24 }, (_, n) => ({
  from: new Date(to - (24 - n) * 900_000).toISOString(), seen: n >= 22 ? 7 : n % 3, expected: 1.5, low: 0, high: 4,
}));

export function finding(id: string, more: Partial<Found> = {}): Finding {
  const at = more.at ?? '2026-06-27T14:14:00Z';
  const next = Math.ceil(Date.parse(at) / 900_000) * 900_000;
  return {
    type: 'finding', id, version: 1, detector_name: 'Meldingen per gemeente', before: [],
    found: {
      id, at, updated: at, detector: 'count-place', theme: 'care', title: 'Meer ambulanceritten in Amersfoort', place: 'Amersfoort', areas: ['GM0307'],
      since: new Date(next - 1_800_000).toISOString(), window_s: 1800, seen: 14, expected: 3.1, low: 0, high: 7, score: 1.9, limit: -0.2, bins: bins(next), parts: [], facts: [], fact_count: 14,
      state: 'shown', held: '', belongs_to: '', signal: `s-${id}`, promoted_by: '', promoted_reason: '', verdict: '', judged_by: '', ...more,
    },
  };
}
