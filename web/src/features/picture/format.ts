// Times, ages and durations in the words of the desk. Pure.
import { clock, dateWords, zone } from '../../charts/time';
import type { PictureWords } from './words.nl';

const dayKey = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });

// '16:41' today, 'ma 06:00' within the week, 'ma 22 jun' before that.
export function when(at: number, now: number, language: string): string {
  if (dayKey.format(at) === dayKey.format(now)) return clock(at);
  const words = dateWords(at, language);
  return Math.abs(now - at) < 6 * 86_400_000 ? `${words.split(' ')[0]} ${clock(at)}` : words;
}

// '2:14', '1:05:09'; never negative: what is over is said in words.
export function countdown(ms: number): string {
  const s = Math.max(0, Math.floor(Math.abs(ms) / 1000));
  const h = Math.floor(s / 3600);
  const m = Math.floor((s % 3600) / 60);
  const two = (n: number): string => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s % 60)}` : `${m}:${two(s % 60)}`;
}

export function age(ms: number, w: PictureWords): string {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 60) return w.seconds(s);
  if (s < 5400) return w.minutes(Math.round(s / 60));
  if (s < 172_800) return w.hours(Math.round(s / 3600));
  return w.days(Math.round(s / 86_400));
}

const numbers = new Map<string, Intl.NumberFormat>();

export function number(value: number, language: string, digits?: number): string {
  const places = digits ?? (Math.abs(value) < 10 && !Number.isInteger(value) ? 2 : Number.isInteger(value) ? 0 : 1);
  const key = `${language} ${places}`;
  let format = numbers.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'nl-NL', { minimumFractionDigits: places, maximumFractionDigits: places });
    numbers.set(key, format);
  }
  return format.format(value);
}

export function quantity(value: number, unit: string, language: string): string {
  const km = unit === 'm/s' ? { value: value * 3.6, unit: language === 'en' ? 'km/h' : 'km/u' } : null;
  if (km) return `${number(Math.round(km.value), language)} ${km.unit}`;
  // 'm boven NAP' is said once, beside the name; a table has room for 'm'.
  const short = unit.split(' ')[0] ?? unit;
  const words = short === 'km/h' && language !== 'en' ? 'km/u' : short.replace(/^ug\//, 'µg/');
  return `${number(value, language)} ${words}`.trim();
}

// '14:30', '1430' or '9.05' -> the next moment it is that time in Amsterdam, after `now`; null: not a time.
export function nextTime(text: string, now: number): number | null {
  const match = /^\s*(\d{1,2})[:.]?(\d{2})\s*$/.exec(text);
  if (!match) return null;
  const h = Number(match[1]);
  const m = Number(match[2]);
  if (h > 23 || m > 59) return null;
  const wanted = `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;
  const start = Math.ceil((now + 1) / 60_000) * 60_000;
  for (let at = start; at < start + 26 * 3_600_000; at += 60_000) if (clock(at) === wanted) return at;
  return null;
}
