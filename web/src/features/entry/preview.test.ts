import { describe, expect, it } from 'vitest';
import { marksIn, nothing, type Preview } from './preview';

const preview: Preview = {
  ...nothing,
  understood: { ...nothing.understood, quantity: { value: 1500, unit: 'households' }, from: 'Netbeheerder', until: '2026-06-27T17:30:00Z' },
  places: [{ name: 'Houten-Zuid', kind: 'town', point: { lon: 5, lat: 52 }, municipality: '', score: 1 }],
};

describe('marks in the line', () => {
  it('marks place, numbers and source, and loses no letter', () => {
    const text = 'ook stroom weg houten zuid, 1500 huizen, terug 1930 @netb';
    const pieces = marksIn(text, preview);
    expect(pieces.map((one) => one.text).join('')).toBe(text);
    expect(pieces.filter((one) => one.mark).map((one) => one.text)).toEqual(['houten zuid', '1500', '1930', '@netb']);
  });
  it('marks nothing that was not understood', () => expect(marksIn('brand 12', nothing).some((one) => one.mark)).toBe(false));
});
