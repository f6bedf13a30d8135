import { describe, expect, it } from 'vitest';
import { corridorOf, pathOf } from '../../charts/axis';
import { drawnHistory, extentOfHistory, type History, holds, isDue, keptFrom, limitsNear, pointsFor, spanOf, type Want } from './history';

const hour = 3_600_000;
const to = Date.parse('2026-06-27T10:00:00Z');
const at = (hours: number): string => new Date(to + hours * hour).toISOString();
const bucket = (hours: number, mean: number, wide = 0.2) => ({ at: at(hours), low: mean - wide, high: mean + wide, mean, count: 6 });
const history = (step_s: number, buckets: History['buckets'], first?: string): History => ({ station: 's', from: at(-168), to: at(0), step_s, buckets, ...(first ? { first } : {}) });
const want = (more: Partial<Want> = {}): Want => ({ station: 's', range: 'week', to, at: null, version: 7, ...more });

describe('the history of a station', () => {
  it('reaches back as far as its name says, up to the moment that is shown', () => {
    expect(spanOf('week', to)).toEqual({ from: Date.parse('2026-06-20T10:00:00Z'), to });
    expect(spanOf('year', to).from).toBeLessThanOrEqual(Date.parse('2025-06-27T10:00:00Z'));
  });
  it('asks a point a two pixels, within what the server gives', () => expect([600, 0, 9000].map(pointsFor)).toEqual([300, 2, 2000]));
  it('breaks line and area where a bucket is left out', () => {
    const drawn = drawnHistory(history(4 * 3600, [bucket(-24, 1), bucket(-20, 1.2), bucket(-16, 1.1), bucket(-8, 1), bucket(-4, 1.3)]));
    expect(drawn.gap).toBe(6 * hour);
    const [x, y] = [(ms: number) => (ms - to) / hour, (v: number) => v];
    expect(pathOf(drawn.line, x, y, drawn.gap)).toBe('M-24.0 1.0L-20.0 1.2L-16.0 1.1M-8.0 1.0L-4.0 1.3');
    expect(corridorOf(drawn.spread, x, y, drawn.gap)).toBe('M-24.0 1.2L-20.0 1.4L-16.0 1.3L-16.0 0.9L-20.0 1.0L-24.0 0.8ZM-8.0 1.2L-4.0 1.5L-4.0 1.1L-8.0 0.8Z');
    expect(extentOfHistory(drawn)).toEqual({ low: 0.8, high: 1.5 });
  });
  it('single readings have no area, join as those of two days do, and the last of two at one moment counts', () => {
    const drawn = drawnHistory(history(0, [bucket(-2, 1, 0), bucket(-1, 1.1, 0), bucket(-1, 1.2, 0)]));
    expect(drawn).toEqual({ line: [{ at: to - 2 * hour, value: 1 }, { at: to - hour, value: 1.2 }], spread: [], gap: 3 * hour, step: 0 });
  });
  it('one reading a day has no holes', () => expect(drawnHistory(history(0, [-72, -48, -24, 0].map((one) => bucket(one, 1, 0)))).gap).toBe(72 * hour));
  it('nothing measured is nothing drawn', () => expect(extentOfHistory(drawnHistory(history(0, [])))).toBeNull());
  it('says since when readings are kept, when that is later than what is shown', () => {
    const view = spanOf('week', to);
    expect(keptFrom(history(0, [], at(-5)), view)).toBe(to - 5 * hour);
    expect(keptFrom(history(0, [], at(-167)), view)).toBeNull();
    expect(keptFrom(history(0, [], at(-9000)), view)).toBeNull();
    expect(keptFrom(history(0, []), view)).toBeNull();
  });
  it('is asked again for another range, an earlier moment, one ten minutes on, and for new readings after as long', () => {
    const later = want({ to: to + hour / 6, version: 8 });
    expect(isDue(null, want(), 0)).toBe(true);
    expect(isDue(want(), want(), 1e9)).toBe(false);
    expect(isDue(want(), want({ range: 'year' }), 0)).toBe(true);
    expect(isDue(want(), want({ to: to - 1000 }), 0)).toBe(true);
    expect(isDue(want(), want({ to: to + 60_000, version: 8 }), 1e9)).toBe(false);
    expect(isDue(want(), { ...later, version: 7 }, 1e9)).toBe(false);
    expect(isDue(want({ at: at(0) }), { ...later, version: 7 }, 0)).toBe(true); // back in the present
    expect(isDue(want({ at: at(0) }), want({ at: at(0), version: 8 }), 1e9)).toBe(false);
    expect([isDue(want(), later, 9_999), isDue(want(), later, 10_000)]).toEqual([false, true]);
  });
  it('an answer of a later moment is not shown for an earlier one', () => {
    expect(holds(want(), want({ to: to + hour }))).toBe(true);
    expect(holds(want(), want({ to: to - 1000 }))).toBe(false);
  });
  it('leaves out limits far above what is drawn, the lowest less soon', () => {
    const limits = [3, 3.4, 6].map((value) => ({ value, level: 'yellow' as const, words: '' }));
    expect(limitsNear(limits, 1, 2).map((one) => one.value)).toEqual([3]);
    expect(limitsNear(limits, 1, 3).map((one) => one.value)).toEqual([3, 3.4]);
    expect(limitsNear(limits, 1, 1.5)).toEqual([]);
  });
});
