import { describe, expect, it } from 'vitest';
import type { Station } from '../../net/api';
import type { Forecast } from '../../net/warning';
import { drawn, foretold, highestOf, mainCrossing, stationOf, type Foretold } from './forecast';
import { ringAbout } from './ring';

const from = Date.parse('2026-06-27T10:00:00Z');
const at = (hours: number): string => new Date(from + hours * 3_600_000).toISOString();
const step = (hours: number, middle: number) => ({ at: at(hours), quantiles: [middle - 0.3, middle - 0.2, middle - 0.1, middle, middle + 0.1, middle + 0.2, middle + 0.3] });
function forecast(chances: number[]): Forecast {
  return {
    station: 's', made: at(0), from: at(0), value: 3, basis: 'source', rows: 0, finding: '', steps: [step(1, 3.1), step(2, 3.4), step(3, 3.2)],
    crossings: chances.map((chance, n) => ({ threshold: 3.5 + n, level: (['yellow', 'orange', 'red'] as const)[n]!, words: `Grens ${n}`, chance, likely: at(2), before: at(3) })),
  };
}
const station = (name: string, chances: number[] | null): Station => ({
  type: 'station', id: name, version: 1, source: 'rws', name, kind: 'water-level', unit: 'm NAP', point: null, value: 3, at: at(0), direction_deg: null, trend_per_hour: 0, silent: false,
  measured: [{ at: at(-20), value: 2 }, { at: at(-1), value: 2.9 }], expected: [], thresholds: [], forecast: chances ? forecast(chances) : null, scores: [],
});

describe('forecasts', () => {
  it('the one whose limit is most likely passed stands first; a station without one is left out', () =>
    expect(foretold([station('a', [0.1]), station('b', null), station('c', [0.7])]).map((one) => one.name)).toEqual(['c', 'a']));
  it('tells the worst limit that is likelier passed than not, else the nearest that is in sight', () => {
    expect(mainCrossing(forecast([0.9, 0.6, 0.1]))?.level).toBe('orange');
    expect(mainCrossing(forecast([0.3, 0.1]))?.level).toBe('yellow');
    expect(mainCrossing(forecast([0.001]))).toBeNull();
    expect(mainCrossing(forecast([]))).toBeNull();
  });
  it('the highest is that of the middle', () => expect(highestOf(forecast([]))).toEqual({ at: from + 7_200_000, value: 3.4 }));
  it('line and band open at the last measurement, and twelve hours of past are shown', () => {
    const chart = drawn(station('a', [0.5]) as Foretold);
    expect(chart.expected[0]).toEqual({ at: from, value: 3 });
    expect(chart.band[0]).toEqual({ at: from, low: 3, high: 3 });
    expect(chart.band[2]!.high).toBeCloseTo(3.6);
    expect(chart.measured).toHaveLength(1);
    expect(chart.view).toEqual({ from: from - 12 * 3_600_000, to: from + 3 * 3_600_000 });
  });
  it('a finding knows its station while that has a forecast', () => {
    const all = new Map([['a', station('a', [0.5])], ['b', station('b', null)]]);
    const found = (id: string) => ({ station: id }) as never;
    expect(stationOf(all, found('a'))?.name).toBe('a');
    expect(stationOf(all, found('b'))).toBeUndefined();
    expect(stationOf(all, undefined)).toBeUndefined();
  });
});

it('a ring lies its radius from the middle', () => {
  const ring = ringAbout({ lon: 5, lat: 52 }, 10_000);
  if (ring.type !== 'Polygon') throw new Error('a polygon');
  expect(ring.coordinates[0]).toHaveLength(65);
  for (const [lon, lat] of ring.coordinates[0]!) {
    const north = (lat - 52) * 111_195;
    const east = (lon - 5) * 111_195 * Math.cos((52 * Math.PI) / 180);
    expect(Math.hypot(north, east)).toBeCloseTo(10_000, -2);
  }
});
