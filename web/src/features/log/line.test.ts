import { describe, expect, it } from 'vitest';
import { timeOfFact } from './line';

const now = Date.parse('2026-06-27T14:47:20Z'); // 16:47:20 in Amsterdam

describe('time of the fact', () => {
  it('a leading 1432 is today at 14:32', () => {
    expect(timeOfFact('1432 poort open', now)).toEqual({ at: Date.parse('2026-06-27T12:32:00Z'), text: 'poort open' });
  });
  it('a time that is still to come was yesterday', () => {
    expect(timeOfFact('2310 stroom weg', now).at).toBe(Date.parse('2026-06-26T21:10:00Z'));
  });
  it('a number in the text is no time', () => {
    expect(timeOfFact('1500 huizen', Date.parse('2026-06-27T10:00:00Z')).text).toBe('huizen');
    expect(timeOfFact('9999 huizen', now)).toEqual({ at: null, text: '9999 huizen' });
    expect(timeOfFact('poort 1432 open', now).at).toBeNull();
  });
});
