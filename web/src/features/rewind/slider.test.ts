import { describe, expect, it } from 'vitest';
import { ago, jumpOf, snapped } from './slider';

const noon = Date.parse('2026-06-27T12:00:00Z'); // 14:00 in Amsterdam

describe('the slider', () => {
  const pixelOf = (at: number): number => (at - noon) / 60_000; // a minute a pixel
  const momentOf = (pixel: number): number => noon + pixel * 60_000;
  const acts = [{ at: momentOf(100) }, { at: momentOf(104) }];
  it('snaps to an act within six pixels, to the nearest of two', () => {
    expect(snapped(94, momentOf, acts, pixelOf)).toBe(momentOf(100));
    expect(snapped(103, momentOf, acts, pixelOf)).toBe(momentOf(104));
    expect(snapped(93, momentOf, acts, pixelOf)).toBe(momentOf(93));
    expect(snapped(50, momentOf, [], pixelOf)).toBe(momentOf(50));
  });
  it('1547 is the last time that the clock showed it', () => {
    expect(jumpOf('1347', noon)).toBe(Date.parse('2026-06-27T11:47:00Z'));
    expect(jumpOf('1401', noon)).toBe(Date.parse('2026-06-26T12:01:00Z')); // a minute ahead is yesterday's
    expect(jumpOf('1547', noon)).toBe(Date.parse('2026-06-26T13:47:00Z'));
  });
  it('what is no time goes nowhere', () => {
    for (const digits of ['', '1', '154', '2460', '2400', '9999']) expect(jumpOf(digits, noon)).toBeNull();
  });
  it('says how long ago in words', () => {
    expect([0, 12, 60, 105, 48 * 60, 74 * 60].map((m) => ago(m * 60_000))).toEqual(['0 min', '12 min', '1 u', '1 u 45 min', '2 d', '3 d 2 u']);
  });
});
