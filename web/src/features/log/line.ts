// What a typed line says before its words: a leading `1432` is the time of the fact, on the local day that fits best.

/** The moment of a leading hhmm (not in the future), and the text without it; no moment when there is none. */
export function timeOfFact(text: string, now: number): { at: number | null; text: string } {
  const found = /^\s*([01]\d|2[0-3])[:.]?([0-5]\d)\s+(.*)$/s.exec(text);
  if (!found) return { at: null, text: text.trim() };
  const minutes = Number(found[1]) * 60 + Number(found[2]);
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(now);
  const value = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const back = (value('hour') * 60 + value('minute') - minutes + 1440) % 1440;
  return { at: Math.floor(now / 60_000) * 60_000 - back * 60_000, text: (found[3] ?? '').trim() };
}
