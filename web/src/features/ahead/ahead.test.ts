import { describe, expect, it } from 'vitest';
import { chartOf, floodFrom, listsOf, rarityOf, shareOf, shiftAt, slotsOf, tempoOf } from './ahead';
import { finding } from './fixture';

const now = Date.parse('2026-06-27T14:30:00Z'); // 16:30 in Amsterdam
const hours = ({ from, to }: { from: number; to: number }): number => (to - from) / 3_600_000;
const shift = (at: string): string => { const one = shiftAt(Date.parse(at)); return `${one.name} ${new Date(one.from).toISOString().slice(0, 16)} ${hours(one)}`; };

describe('the shift of a moment', () => {
  it('begins at 07, 15 and 23 in Amsterdam', () => {
    expect(shift('2026-06-27T05:00:00Z')).toBe('early 2026-06-27T05:00 8');
    expect(shift('2026-06-27T12:59:59Z')).toBe('early 2026-06-27T05:00 8');
    expect(shift('2026-06-27T13:00:00Z')).toBe('late 2026-06-27T13:00 8');
    expect(shift('2026-06-27T21:30:00Z')).toBe('night 2026-06-27T21:00 8');
    expect(shift('2026-12-01T02:00:00Z')).toBe('night 2026-11-30T22:00 8');
  });
  it('a night of a clock change has nine or seven hours', () => {
    expect(shift('2026-10-25T00:30:00Z')).toBe('night 2026-10-24T21:00 9');
    expect(shift('2026-10-25T01:30:00Z')).toBe('night 2026-10-24T21:00 9');
    expect(shift('2026-03-29T01:30:00Z')).toBe('night 2026-03-28T22:00 7');
  });
});

describe('the budget', () => {
  const late = shiftAt(now);
  const judged = (verdict: 'hit' | 'false', judged_at: string) => finding(verdict + judged_at, { verdict, judged_at });
  it('is spent by what was judged false in this shift, nothing else', () => {
    const all = [judged('false', '2026-06-27T13:10:00Z'), judged('hit', '2026-06-27T13:20:00Z'), judged('false', '2026-06-27T12:50:00Z')];
    expect(slotsOf(all, late, 2)).toEqual({ used: 1, free: 1, spent: false });
    expect(slotsOf([...all, judged('false', '2026-06-27T14:00:00Z')], late, 2)).toEqual({ used: 2, free: 0, spent: true });
    expect(slotsOf(all, late, 0.5)).toEqual({ used: 1, free: 0, spent: true });
  });
  it('the tempo is warnings a ten minutes over the last hour', () => {
    expect(tempoOf([finding('a', { at: '2026-06-27T14:10:00Z' }), finding('b', { at: '2026-06-27T13:20:00Z' }), finding('d', { at: '2026-06-27T13:40:00Z' }), finding('e', { at: '2026-06-27T14:12:00Z', promoted_by: 'L. Hoekstra' }), finding('c', { at: '2026-06-27T14:20:00Z', state: 'held' })], now)).toEqual({ perTen: 2 / 6, pace: 'normal' });
    const many = (n: number, at: string) => Array.from({ length: n }, (_, i) => finding(`m${i}`, { at }));
    expect(tempoOf(many(13, '2026-06-27T14:00:00Z'), now).pace).toBe('busy');
    expect(tempoOf(many(floodFrom, '2026-06-27T14:25:00Z'), now).pace).toBe('flood');
  });
});

describe('the lists', () => {
  const all = [
    finding('old-open', { at: '2026-06-20T08:00:00Z', updated: '2026-06-20T08:00:00Z' }), finding('old-judged', { at: '2026-06-20T09:00:00Z', updated: '2026-06-20T09:00:00Z', verdict: 'hit' }),
    finding('judged', { at: '2026-06-27T14:00:00Z', verdict: 'false' }), finding('new', { at: '2026-06-27T13:00:00Z' }),
    finding('held', { state: 'held', held: 'limit', signal: '' }), finding('old-held', { state: 'held', held: 'limit', at: '2026-06-20T08:00:00Z', updated: '2026-06-20T08:00:00Z' }),
  ];
  it('what is not judged comes first, then the newest of two days', () => {
    const lists = listsOf(all, now);
    expect(lists.warnings.map((one) => one.id)).toEqual(['new', 'old-open', 'judged']);
    expect(lists.held.map((one) => one.id)).toEqual(['held']);
    expect(lists.open).toBe(2);
  });
  it('what was judged just now stays under the hand', () => expect(listsOf(all, now, 'judged').warnings.map((one) => one.id)).toEqual(['judged', 'new', 'old-open']));
});

describe('how unlikely', () => {
  it('in words that an operator reads: a shift, shifts, months, years', () => {
    expect(rarityOf(-0.5)).toEqual({ kind: 'per-shift', n: 3 });
    expect(rarityOf(-0.2)).toEqual({ kind: 'per-shift', n: 1.5 });
    expect(rarityOf(-1.3)).toEqual({ kind: 'per-shift', n: 20 });
    expect(rarityOf(0)).toEqual({ kind: 'one-in', n: 1, unit: 'shift' });
    expect(rarityOf(1.08)).toEqual({ kind: 'one-in', n: 12, unit: 'shift' });
    expect(rarityOf(1.9)).toEqual({ kind: 'one-in', n: 80, unit: 'shift' });
    expect(rarityOf(2.3)).toEqual({ kind: 'one-in', n: 2, unit: 'month' });
    expect(rarityOf(3.4)).toEqual({ kind: 'one-in', n: 2, unit: 'year' });
    expect(rarityOf(5)).toEqual({ kind: 'hardly' });
  });
  it('never goes back as the score rises', () => {
    const order = (score: number): number => { const r = rarityOf(score); return r.kind === 'per-shift' ? 1 / r.n : r.kind === 'hardly' ? 1e9 : r.n * { shift: 1, month: 91.3, year: 1095.75 }[r.unit]; };
    for (let score = -3; score < 5; score += 0.01) expect(order(score + 0.01), String(score)).toBeGreaterThanOrEqual(order(score) * 0.999);
  });
  it('has its place on a bar', () => expect([shareOf(-9), shareOf(-2), shareOf(1), shareOf(4), shareOf(9)]).toEqual([0, 0, 0.5, 1, 1]));
});

describe('the chart', () => {
  it('shows its quarters, the window and the bar of the moment', () => {
    const chart = chartOf(finding('a').found)!;
    expect(chart.seen).toHaveLength(24);
    expect(chart.view.to - chart.view.from).toBe(6 * 3_600_000);
    expect(chart.window.to - chart.window.from).toBe(1_800_000);
    expect(chart.at).toBe(Date.parse('2026-06-27T14:00:00Z'));
  });
  it('without quarters there is none', () => expect(chartOf({ ...finding('a').found, bins: [] })).toBeNull());
});
