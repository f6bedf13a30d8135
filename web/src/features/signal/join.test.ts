import { describe, expect, it } from 'vitest';
import type { Fact, Signal } from '../picture/entities';
import { candidatesOf, factsOf } from './join';

const signal = (id: string, more: Partial<Signal> = {}): Signal =>
  ({ id, theme: 'fire', state: 'new', merged_into: '', point: { lon: 5.1, lat: 52 }, since: '2026-06-27T14:00:00Z', ...more }) as Signal;
const fact = (id: string, of: string, at: string): Fact => ({ id, signal: of, title: id, source: 'pager', place: '', t_observed: at, t_issued: null, t_received: at }) as Fact;

describe('what a signal may be joined with', () => {
  it('is open, not itself; the same theme first, then the nearest', () => {
    const all = [signal('self'), signal('far', { point: { lon: 5.5, lat: 52.2 } }), signal('near', { point: { lon: 5.11, lat: 52 } }),
      signal('other', { theme: 'weather' }), signal('nowhere', { point: null }), signal('closed', { state: 'closed' }), signal('gone', { merged_into: 'near' })];
    expect(candidatesOf(signal('self'), all).map((one) => one.id)).toEqual(['near', 'far', 'nowhere', 'other']);
  });
  it('its distance is in kilometres', () => expect(candidatesOf(signal('self'), [signal('b', { point: { lon: 5.1, lat: 52.1 } })])[0]?.km).toBeCloseTo(11.1, 1));
});

describe('what may be taken out of a signal', () => {
  it('is its own facts, the newest first', () =>
    expect(factsOf(signal('a'), [fact('1', 'a', '2026-06-27T14:00:00Z'), fact('2', 'a', '2026-06-27T15:00:00Z'), fact('3', 'b', '2026-06-27T15:00:00Z')]).map((one) => one.id)).toEqual(['2', '1']));
});
