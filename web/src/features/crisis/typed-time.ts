// Times as officers type them: 1430, 14:30, 14.30; and days of a review. Region time in, instants out. Pure.
import { lastTime, offset } from '../log/logline';

const day = 86_400_000;
const pattern = /^\s*([01]?\d|2[0-3])[:.]?([0-5]\d)\s*$/;

/** `next`: the coming time it is that late; `last`: the last one that is not after now. Null: not a time; '' is up to the caller. */
export function timeOf(text: string, now: number, which: 'next' | 'last'): number | null {
  const found = pattern.exec(text);
  if (!found) return null;
  const at = lastTime(Number(found[1]), Number(found[2]), now);
  if (which === 'last') return at <= now ? at : at - now < 60_000 ? now : null;
  return at >= now - 60_000 ? at : lastTime(Number(found[1]), Number(found[2]), now + day);
}

/** "2026-11-26" and "1400" to an instant. */
export function dateTimeOf(date: string, time: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const hours = pattern.exec(time);
  if (!found || !hours) return null;
  const wall = Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]), Number(hours[1]), Number(hours[2]));
  const guess = wall - offset(wall);
  return wall - offset(guess);
}

/** The date in Amsterdam so many days on, as "2026-11-26". */
export const dateAhead = (now: number, days: number): string => new Date(now + offset(now) + days * day).toISOString().slice(0, 10);

export const iso = (ms: number): string => new Date(ms).toISOString();
