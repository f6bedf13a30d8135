import { describe, expect, it } from 'vitest';
import { lastTime, offset, parseLine } from './logline';

const now = Date.parse('2026-06-27T14:45:00Z'); // 16:45 in Amsterdam

describe('log line', () => {
  it('a leading time is the time of the fact', () =>
    expect(parseLine('1432 Sporthal open', now)).toMatchObject({ text: 'Sporthal open', at: Date.parse('2026-06-27T12:32:00Z') }));
  it('takes colon and point', () => {
    expect(parseLine('14:32 x', now).at).toBe(Date.parse('2026-06-27T12:32:00Z'));
    expect(parseLine('14.32 x', now).at).toBe(Date.parse('2026-06-27T12:32:00Z'));
  });
  it('a time still to come is that of yesterday', () => expect(lastTime(23, 50, now)).toBe(Date.parse('2026-06-26T21:50:00Z')));
  it('a few minutes ahead is today', () => expect(lastTime(16, 48, now)).toBe(Date.parse('2026-06-27T14:48:00Z')));
  it('just past midnight the evening is yesterday', () => {
    const midnight = Date.parse('2026-06-27T22:05:00Z'); // 00:05 on the 28th
    expect(lastTime(23, 58, midnight)).toBe(Date.parse('2026-06-27T21:58:00Z'));
  });
  it('knows winter and the hour that is twice there', () => {
    expect(offset(Date.parse('2026-12-01T12:00:00Z'))).toBe(3_600_000);
    expect(lastTime(14, 0, Date.parse('2026-10-25T13:30:00Z'))).toBe(Date.parse('2026-10-25T13:00:00Z'));
  });
  it('a number that is no time stays text', () => {
    expect(parseLine('2560 huizen', now)).toMatchObject({ text: '2560 huizen', at: null });
    expect(parseLine('1432', now)).toMatchObject({ text: '1432', at: null });
  });
  it('reads people, headings and actions', () =>
    expect(parseLine('! bel @netbeheerder over #stroom', now)).toMatchObject({ people: ['netbeheerder'], headings: ['stroom'], action: true }));
});
