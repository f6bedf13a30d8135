import { describe, expect, it } from 'vitest';
import type { Entity } from '../net/api';
import { apply, type Change, fold, mapsOf, type Step, Track } from './track';

const at = (minute: number): string => new Date(Date.UTC(2026, 5, 27, 12, minute)).toISOString();
const ms = (minute: number): number => Date.parse(at(minute));
const theme = (id: string, level: string, more: object = {}): Entity => ({ type: 'theme', id, version: 1, level, measured: [1, 2], ...more }) as unknown as Entity;
const change = (id: string, version: number, more: object): Change => ({ type: 'theme', id, version, ...more }) as Change;
const step = (minute: number, version: number, upserts: Change[], gone: string[] = []): Step =>
  ({ at: at(minute), version, upserts, removals: gone.map((id) => ({ type: 'theme', id, version })) });

const track = (): Track => {
  const out = new Track(ms(0), 10, [theme('fire', 'green'), theme('rail', 'green')]);
  out.add([step(1, 11, [change('fire', 11, { level: 'yellow' })]), step(2, 13, [change('fire', 13, { level: 'red', lists: { measured: [1, [3]] } }), change('air', 13, { level: 'grey', measured: [] })])], ms(3));
  out.add([step(5, 20, [], ['fire'])], ms(10));
  return out;
};
const levels = (t: Track, minute: number): Record<string, unknown> =>
  Object.fromEntries([...t.at(ms(minute)).maps.theme].map(([id, one]) => [id, (one as unknown as { level: string }).level]));

describe('track', () => {
  it('shows each moment as it was, forwards, backwards and by leaps', () => {
    const t = track();
    const truth: Record<number, object> = {
      0: { fire: 'green', rail: 'green' }, 1: { fire: 'yellow', rail: 'green' }, 2: { fire: 'red', rail: 'green', air: 'grey' },
      4: { fire: 'red', rail: 'green', air: 'grey' }, 5: { rail: 'green', air: 'grey' }, 9: { rail: 'green', air: 'grey' },
    };
    for (const minute of [0, 1, 2, 4, 5, 9, 5, 4, 2, 1, 0, 9, 0, 4]) expect(levels(t, minute)).toEqual(truth[minute]);
  });

  it('is never ahead of its moment and says at which version it stands', () => {
    const t = track();
    expect(t.at(ms(2) - 1).version).toBe(11);
    expect(t.at(ms(2)).version).toBe(13);
    expect(t.at(ms(0)).version).toBe(10);
    expect(t.reached).toBe(20);
  });

  it('moves lists on and leaves what was before as it was', () => {
    const t = track();
    const measured = (minute: number): unknown => (t.at(ms(minute)).maps.theme.get('fire') as unknown as { measured: number[] }).measured;
    expect(measured(2)).toEqual([2, 3]);
    expect(measured(1)).toEqual([1, 2]);
    expect(measured(2)).toEqual([2, 3]);
  });

  it('covers from its start to what is known', () => {
    const t = track();
    expect([ms(-1), ms(0), ms(10), ms(10) + 1].map((m) => t.covers(m))).toEqual([false, true, true, false]);
  });

  it('gives a new map only for what changed', () => {
    const t = track();
    const before = t.at(ms(0)).maps;
    const after = t.at(ms(1)).maps;
    expect(after.theme).not.toBe(before.theme);
    expect(after.signal).toBe(before.signal);
    expect(before.theme.get('fire')).toMatchObject({ level: 'green' }); // what was handed out stands still
  });
});

describe('apply and fold', () => {
  it('an entity that was not known is taken whole', () => expect(apply(undefined, change('x', 3, { level: 'red' }))).toEqual({ type: 'theme', id: 'x', version: 3, level: 'red' }));
  it('folds one step into maps without changing them', () => {
    const maps = mapsOf([theme('fire', 'green')]);
    const next = fold(maps, step(1, 4, [change('fire', 4, { level: 'red' })], []));
    expect(next.theme.get('fire')).toMatchObject({ level: 'red', version: 4 });
    expect(maps.theme.get('fire')).toMatchObject({ level: 'green', version: 1 });
    expect(fold(maps, step(1, 4, [], ['fire'])).theme.size).toBe(0);
  });
});
