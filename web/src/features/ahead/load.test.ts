import { describe, expect, it } from 'vitest';
import type { Load } from '../../net/warning';
import { against, drawnLoad, foreseen, nextHour, told } from './load';

const hour = 3_600_000;
const from = Date.parse('2026-06-27T10:00:00Z');
const at = (hours: number): string => new Date(from + hours * hour).toISOString();
const step = (hours: number, middle: number, usual = middle) => ({ at: at(hours), usual, quantiles: [middle - 6, middle - 4, middle - 2, middle, middle + 2, middle + 4, middle + 6] });
const load = (id: string, more: Partial<Load> = {}): Load => ({
  type: 'load', id, version: 1, name: id, name_en: id, theme: 'care', source: 'pager', silent: false, scores: [], missed: 0,
  forecast: { load: id, made: at(0.1), from: at(0), closed: 0, rows: 1344, seen: [-14, -3, -2, -1].map((h) => ({ at: at(h), count: h === -2 ? null : 20, usual: 21 })), steps: [step(0, 30), step(1, 31, 20), step(2, 28)], shifts: [], announced: [] }, ...more,
});

describe('loads', () => {
  it('without a forecast, or with one of seven hours ago, nothing is foreseen', () => {
    const all = [load('a'), load('b', { forecast: null })];
    expect(foreseen(all, from + hour).map((one) => one.id)).toEqual(['a']);
    expect(foreseen(all, from + 7 * hour)).toEqual([]);
  });
  it('the hour that runs is told, and the last one when all are over', () => {
    const { forecast } = load('a');
    expect(nextHour(forecast!, from + 1.5 * hour).at).toBe(at(1));
    expect(nextHour(forecast!, from + 9 * hour).at).toBe(at(2));
  });
  it('busier only where what is usual lies outside the band', () => {
    expect(against(told(step(0, 30, 27)))).toBe('usual');
    expect(against(told(step(0, 30, 20)))).toBe('more');
    expect(against(told(step(0, 30, 40)))).toBe('less');
  });
  it('an hour that is not known is a gap and no bar; what is expected stands in the middle of its hour', () => {
    const chart = drawnLoad(load('a').forecast!);
    expect(chart.view).toEqual({ from: from - 12 * hour, to: from + 3 * hour });
    expect(chart.seen.map((one) => one.at)).toEqual([from - 3 * hour, from - hour]);
    expect(chart.gaps).toEqual([from - 2 * hour]);
    expect(chart.expected[0]).toEqual({ at: from + hour / 2, value: 30 });
    expect(chart.band[1]).toEqual({ at: from + 1.5 * hour, low: 27, high: 35 });
    expect(chart.usual).toHaveLength(6);
  });
});
