// Time as the region reads it: Europe/Amsterdam, 24 hours, with the date where it is not today.
const zone = 'Europe/Amsterdam';
const cache = new Map<string, Intl.DateTimeFormat>();

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let found = cache.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { timeZone: zone, ...options });
    cache.set(key, found);
  }
  return found;
}

export const hhmm = (ms: number, language = 'nl'): string => format(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms);
export const hhmmss = (ms: number, language = 'nl'): string =>
  format(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(ms);
/** "za 27 jun" */
export const day = (ms: number, language = 'nl'): string =>
  format(language, { weekday: 'short', day: 'numeric', month: 'short' }).format(ms).replaceAll('.', '').replace(',', '');
/** "za 27 jun 2026" */
export const date = (ms: number, language = 'nl'): string =>
  format(language, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(ms).replaceAll('.', '').replace(',', '');
/** Time, with the day before it when that is not the day of `now`. */
export const moment = (ms: number, now: number, language = 'nl'): string =>
  day(ms, language) === day(now, language) ? hhmm(ms, language) : `${day(ms, language)} ${hhmm(ms, language)}`;
/** "2:14", "1:02:05"; negative lengths are given without sign. */
export function length(ms: number): string {
  const total = Math.floor(Math.abs(ms) / 1000);
  const h = Math.floor(total / 3600);
  const m = Math.floor((total % 3600) / 60);
  const s = String(total % 60).padStart(2, '0');
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${s}` : `${m}:${s}`;
}
/** "6 s", "26 min", "3 u 02", "3 d"; English: "3 h 02" */
export function age(ms: number, language = 'nl'): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min`;
  if (s < 172_800) return `${Math.floor(s / 3600)} ${language === 'en' ? 'h' : 'u'}${s % 3600 >= 60 ? ` ${String(Math.floor((s % 3600) / 60)).padStart(2, '0')}` : ''}`;
  return `${Math.floor(s / 86_400)} d`;
}
/** Dutch numbers: point for thousands, comma for decimals. */
export const number = (value: number, language = 'nl', digits = 0): string =>
  new Intl.NumberFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { maximumFractionDigits: digits }).format(value);
