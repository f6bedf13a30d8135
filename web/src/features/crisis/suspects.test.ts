import { describe, expect, it } from 'vitest';
import { at } from './invented';
import { counts, suspects, type Said } from './suspects';

const said = (text: string, source: string, minutes: number, heading = ''): Said => ({ text, source, at: at(minutes), heading });

describe('numbers that may contradict each other', () => {
  it('counts things, not times, distances or numbered doors', () => {
    expect(counts('7 gewonden, 2 zwaar. Portiek 1 doorzocht om 15:30, over 20 minuten meer.')).toEqual([{ thing: 'gewonden', value: '7' }, { thing: 'zwaar', value: '2' }]);
  });
  it('two sources with another number are put side by side, with who and when', () => {
    const [one, ...rest] = suspects([said('7 gewonden', 'OvD-G', -8, 'c2'), said('11 gewonden geteld', 'OvD-P', -5)], []);
    expect(rest).toEqual([]);
    expect(one).toMatchObject({ about: 'Gewonden', heading: 'c2', values: [{ text: '7', source: 'OvD-G', at: at(-8) }, { text: '11', source: 'OvD-P', at: at(-5) }] });
  });
  it('a newer number of the same source is news, and the same number of two is agreement', () => {
    expect(suspects([said('7 gewonden', 'OvD-G', -8), said('9 gewonden', 'OvD-G', -2)], [])).toEqual([]);
    expect(suspects([said('7 gewonden', 'OvD-G', -8), said('7 Gewonden', 'OvD-P', -2)], [])).toEqual([]);
    expect(suspects([said('7 gewonden', 'OvD-G', -8), said('11 gewonden', 'OvD-P', -5), said('11 gewonden', 'OvD-G', -1)], [])).toEqual([]);
  });
  it('what stands side by side already, or was waved away, is not proposed again', () => {
    const two = [said('7 gewonden', 'OvD-G', -8), said('11 gewonden', 'OvD-P', -5)];
    const key = suspects(two, [])[0]!.key;
    expect(suspects(two, [], new Set([key]))).toEqual([]);
    const by = { name: '', role: '' };
    expect(suspects(two, [{ id: 'x', heading: '', about: 'Gewonden', values: [{ text: '7', source: 'a', at: null }, { text: '11', source: 'b', at: null }], raised: at(-1), by, state: 'open', asked: null, chosen: 0, reason: '', settled: null, settled_by: by }])).toEqual([]);
  });
});
