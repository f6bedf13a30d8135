// Time along an axis: windows round now, ticks on whole local hours, midnight with its date. Pure.
// Amsterdam is always whole hours from UTC, so ticks are found by asking each UTC hour for its local hour: the
// night of 25 October shows 02:00 twice and stays right.
export const zone = 'Europe/Amsterdam';
export const hour = 3_600_000;

export type WindowName = '6u' | '24u' | '48u' | '7d';
export const windowNames: WindowName[] = ['6u', '24u', '48u', '7d'];

// One third behind, two thirds ahead; six hours looks back, seven days both ways.
const windows: Record<WindowName, { back: number; ahead: number; step: number }> = {
  '6u': { back: 4, ahead: 2, step: 1 },
  '24u': { back: 8, ahead: 16, step: 2 },
  '48u': { back: 16, ahead: 32, step: 6 },
  '7d': { back: 84, ahead: 84, step: 24 },
};

export interface Span {
  from: number;
  to: number;
}

export function windowAt(name: WindowName, now: number): Span {
  const { back, ahead } = windows[name];
  return { from: now - back * hour, to: now + ahead * hour };
}

/** How far a window reaches back, in hours. */
export const hoursBack = (name: WindowName): number => windows[name].back;

export type Scale = (ms: number) => number;

export function scaleOf(span: Span, left: number, width: number): Scale {
  return (ms) => left + ((ms - span.from) / (span.to - span.from)) * width;
}

const hours = new Intl.DateTimeFormat('nl-NL', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' });
const datesIn = (locale: string): Intl.DateTimeFormat => new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short' });
const dates = { nl: datesIn('nl-NL'), en: datesIn('en-GB') };
const clocks = new Intl.DateTimeFormat('nl-NL', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

export function localHour(ms: number): number {
  return Number(hours.format(ms));
}

export function clock(ms: number): string {
  return clocks.format(ms);
}

export function dateWords(ms: number, language = 'nl'): string {
  return dates[language === 'en' ? 'en' : 'nl'].format(ms).replace(/[.,]/g, '');
}

export interface Tick {
  at: number;
  words: string;
  midnight: boolean;
}

// `room` = pixels there are, `need` = pixels a label takes: ticks thin out before they touch.
export function ticksOf(name: WindowName, span: Span, room: number, need: number, language = 'nl'): Tick[] {
  let { step } = windows[name];
  const total = (span.to - span.from) / hour;
  while ((total / step) * need > room && step < 24) step = step < 6 ? step * 2 : step * 2 > 24 ? 24 : step * 2;
  if (step > 6 && step < 24) step = 12;
  const out: Tick[] = [];
  for (let at = Math.ceil(span.from / hour) * hour; at <= span.to; at += hour) {
    const local = localHour(at);
    if (local === 0) out.push({ at, words: dateWords(at, language), midnight: true });
    else if (step < 24 && local % step === 0) out.push({ at, words: clock(at), midnight: false });
  }
  return out;
}

const day = 24 * hour;
const dayRoom = 76; // pixels for 'wo 24 jun'
const monthRoom = 44;
const months = { nl: new Intl.DateTimeFormat('nl-NL', { timeZone: zone, month: 'short' }), en: new Intl.DateTimeFormat('en-GB', { timeZone: zone, month: 'short' }) };

const midnightOf = (utc: number): number => utc - (localHour(utc - 2 * hour) === 0 ? 2 : 1) * hour;

// Ticks of more days than hours have room for: local midnights, of weeks the Mondays; from a hundred days the first of months, January with its year.
export function calendarTicks(span: Span, room: number, language = 'nl'): Tick[] {
  const out: Tick[] = [];
  const add = (utc: number, words: (at: number) => string): void => {
    const at = midnightOf(utc);
    if (at >= span.from && at <= span.to) out.push({ at, words: words(at), midnight: true });
  };
  const days = (span.to - span.from) / day;
  if (days <= 100) {
    const every = [1, 2, 7, 14].find((n) => (days / n) * dayRoom <= room) ?? 28;
    for (let n = Math.floor(span.from / day); n * day <= span.to + day; n++) if ((n + 3) % every === 0) add(n * day, (at) => dateWords(at, language));
    return out;
  }
  const every = [1, 2, 3, 6].find((n) => (days / 30.4 / n) * monthRoom <= room) ?? 12;
  const year = new Date(span.from).getUTCFullYear();
  for (let month = 0, utc = Date.UTC(year, 0); utc <= span.to + day; month += every, utc = Date.UTC(year, month))
    add(utc, (at) => (month % 12 === 0 ? `jan ${year + month / 12}` : months[language === 'en' ? 'en' : 'nl'].format(at).replace('.', '')));
  return out;
}
