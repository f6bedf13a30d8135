import { describe, expect, it } from 'vitest';
import { marksIn, nothing, placesOffline, type Preview } from './preview';

const preview: Preview = {
  ...nothing,
  understood: { ...nothing.understood, quantity: { value: 1500, unit: 'households' }, from: 'Netbeheerder', until: '2026-06-27T17:30:00Z' },
  places: [{ name: 'Houten-Zuid', kind: 'town', point: { lon: 5, lat: 52 }, municipality: '', municipality_name: '', score: 1, clicked: false }],
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

describe('places without a link', () => {
  const names = [{ name: 'Houten', at: [5.17, 52.03] as const }, { name: 'De Bilt', at: [5.18, 52.11] as const }, { name: 'Bilt', at: [6, 52] as const }];
  it('are found by the names of the base map, the longest first', () => {
    expect(placesOffline('stroom weg De Bilt, 300 huizen', names).map((one) => one.name)).toEqual(['De Bilt', 'Bilt']);
    expect(placesOffline('rook boven houten.', names)[0]?.point).toEqual({ lon: 5.17, lat: 52.03 });
  });
  it('are found by RD coordinates', () => expect(placesOffline('olie op 136000 455000', names)[0]?.kind).toBe('coordinates'));
  it('are none when nothing is named', () => expect(placesOffline('brand', names)).toEqual([]));
});
