// What the page Vooruit reckons from a forecast: its chart, its highest, the limit that is most in sight. Pure.
import { hour, type Span } from '../../charts/time';
import type { Station } from '../../net/api';
import type { Crossing, Forecast, Found } from '../../net/warning';

export const low80 = 1; // places in `quantiles`
export const median = 3;
export const high80 = 5;

export type Foretold = Station & { forecast: Forecast };
/** Stations with a forecast: the one whose limit is most likely passed first, then the highest against its limit. */
export function foretold(stations: Iterable<Station>): Foretold[] {
  const all = [...stations].filter((one): one is Foretold => !!one.forecast && one.forecast.steps.length > 0);
  const chance = (one: Foretold): number => one.forecast.crossings[0]?.chance ?? 0;
  return all.sort((a, b) => chance(b) - chance(a) || a.name.localeCompare(b.name));
}

/** Below one in a hundred nobody should read a chance. */
export const inSight = (crossing: Crossing): boolean => crossing.chance >= 0.01;
/** The worst limit that is more likely passed than not, else the nearest one. */
export function mainCrossing(forecast: Forecast): Crossing | null {
  const likely = forecast.crossings.filter((one) => one.chance >= 0.5).at(-1);
  const first = forecast.crossings[0];
  return likely ?? (first && inSight(first) ? first : null);
}

export function highestOf(forecast: Forecast): { at: number; value: number } {
  const best = forecast.steps.reduce((a, b) => (b.quantiles[median]! > a.quantiles[median]! ? b : a));
  return { at: Date.parse(best.at), value: best.quantiles[median]! };
}

export interface ForecastDrawn {
  view: Span; measured: { at: number; value: number }[]; expected: { at: number; value: number }[]; band: { at: number; low: number; high: number }[];
}
const past = 12 * hour;
/** Both begin at the last measurement, so that the band opens there. */
export function drawn(station: Foretold): ForecastDrawn {
  const { forecast } = station;
  const from = Date.parse(forecast.from);
  const here = { at: from, value: forecast.value };
  const view = { from: from - past, to: Date.parse(forecast.steps.at(-1)!.at) };
  return {
    view,
    measured: station.measured.map((one) => ({ at: Date.parse(one.at), value: one.value })).filter((one) => one.at >= view.from),
    expected: [here, ...forecast.steps.map((one) => ({ at: Date.parse(one.at), value: one.quantiles[median]! }))],
    band: [{ at: from, low: forecast.value, high: forecast.value }, ...forecast.steps.map((one) => ({ at: Date.parse(one.at), low: one.quantiles[low80]!, high: one.quantiles[high80]! }))],
  };
}

/** The station that a finding foretells, while there is a forecast of it. */
export function stationOf(stations: ReadonlyMap<string, Station>, found: Found | undefined): Foretold | undefined {
  const station = stations.get(found?.station ?? '');
  return station?.forecast ? (station as Foretold) : undefined;
}
