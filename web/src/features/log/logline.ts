// A log line as it is typed: `1432 text` sets the time of the fact. Pure.
const zone = 'Europe/Amsterdam';
const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** Milliseconds that Amsterdam's wall clock is ahead of UTC at `at`. */
export function offset(at: number): number {
  const found = Object.fromEntries(parts.formatToParts(at).map((part) => [part.type, Number(part.value)]));
  const wall = Date.UTC(found['year'] ?? 0, (found['month'] ?? 1) - 1, found['day'], found['hour'], found['minute'], found['second']);
  return wall - Math.floor(at / 1000) * 1000;
}

/** The last moment that Amsterdam's clock showed hh:mm, seen from `now`; a few minutes ahead still count as today. */
export function lastTime(hour: number, minute: number, now: number): number {
  const wall = now + offset(now);
  const midnight = Math.floor(wall / 86_400_000) * 86_400_000;
  const wanted = midnight + (hour * 60 + minute) * 60_000;
  const at = wanted - offset(wanted - offset(now));
  if (at <= now + 5 * 60_000) return at;
  const before = wanted - 86_400_000;
  return before - offset(before - offset(now));
}

export interface Typed { text: string; at: number | null; people: string[]; headings: string[]; action: boolean }

export function parseLine(line: string, now: number): Typed {
  const trimmed = line.trim();
  const time = /^([01]\d|2[0-3])[:.]?([0-5]\d)\s+(?=\S)/.exec(trimmed);
  const text = time ? trimmed.slice(time[0].length) : trimmed;
  return {
    text, at: time ? lastTime(Number(time[1]), Number(time[2]), now) : null,
    people: [...text.matchAll(/(?:^|\s)@([\p{L}\d.-]+)/gu)].map((match) => match[1] as string),
    headings: [...text.matchAll(/(?:^|\s)#([\p{L}\d.-]+)/gu)].map((match) => match[1] as string),
    action: /^!/.test(text),
  };
}
