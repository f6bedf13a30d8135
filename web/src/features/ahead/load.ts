// What the page Vooruit reckons from the forecast of a load: its chart, and whether more or less than usual comes. Pure.
import { hour, type Span } from '../../charts/time';
import type { Load, LoadForecast } from '../../net/warning';
import { high80, low80, median } from './forecast';

export type Foreseen = Load & { forecast: LoadForecast };
const tooOld = 6 * hour;
/** Loads with a forecast that can still be gone by, in the order of doctrine's ids. */
export function foreseen(loads: Iterable<Load>, now: number): Foreseen[] {
  return [...loads].filter((one): one is Foreseen => !!one.forecast && one.forecast.steps.length > 0 && now - Date.parse(one.forecast.from) <= tooOld);
}

export interface Told { expected: number; low: number; high: number; usual: number }
export const told = (of: { usual: number; quantiles: number[] }): Told => ({ expected: of.quantiles[median]!, low: of.quantiles[low80]!, high: of.quantiles[high80]!, usual: of.usual });

/** The hour that runs or comes next. */
export const nextHour = (forecast: LoadForecast, now: number): LoadForecast['steps'][number] =>
  forecast.steps.find((one) => Date.parse(one.at) + hour > now) ?? forecast.steps.at(-1)!;

/** Told apart only where what is usual lies outside the band of eight in ten. */
export function against(of: Told): 'more' | 'less' | 'usual' {
  if (of.usual < of.low) return 'more';
  return of.usual > of.high ? 'less' : 'usual';
}

interface Points { at: number; value: number }
export interface LoadDrawn { view: Span; seen: Points[]; gaps: number[]; expected: Points[]; band: { at: number; low: number; high: number }[]; usual: Points[] }
const past = 12 * hour;
/** A count is a bar of its hour; what is expected of an hour stands in its middle. */
export function drawnLoad(forecast: LoadForecast): LoadDrawn {
  const from = Date.parse(forecast.from) - past;
  const before = forecast.seen.map((one) => ({ ...one, at: Date.parse(one.at) })).filter((one) => one.at >= from);
  const middle = (at: string): number => Date.parse(at) + hour / 2;
  return {
    view: { from, to: Date.parse(forecast.steps.at(-1)!.at) + hour },
    seen: before.flatMap(({ at, count }) => (count === null ? [] : [{ at, value: count }])),
    gaps: before.filter((one) => one.count === null).map((one) => one.at),
    expected: forecast.steps.map((one) => ({ at: middle(one.at), value: one.quantiles[median]! })),
    band: forecast.steps.map((one) => ({ at: middle(one.at), low: one.quantiles[low80]!, high: one.quantiles[high80]! })),
    usual: [...before.map(({ at, usual }) => ({ at, value: usual })), ...forecast.steps.map((one) => ({ at: Date.parse(one.at), value: one.usual }))],
  };
}
