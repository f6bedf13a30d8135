// What changed in the situation since this device last read it. Pure, but for the two functions that keep it.
import type { SituationLine } from '../../net/crisis';

export interface Read { at: number; lines: Record<string, string> }
export interface Part { text: string; fresh: boolean }

const sentences = (text: string): string[] => text.match(/[^.!?]+[.!?]*\s*/g) ?? (text === '' ? [] : [text]);

/** The sentences of a text, those that were not there before marked. */
export function parts(before: string | undefined, now: string): Part[] {
  if (before === undefined || before === now) return now === '' ? [] : [{ text: now, fresh: false }];
  const had = new Set(sentences(before).map((one) => one.trim()));
  const out: Part[] = [];
  for (const one of sentences(now)) {
    const fresh = !had.has(one.trim());
    const last = out.at(-1);
    if (last && last.fresh === fresh) last.text += one;
    else out.push({ text: one, fresh });
  }
  return out;
}

export const readOf = (lines: readonly SituationLine[], at: number): Read => ({ at, lines: Object.fromEntries(lines.map((one) => [one.heading, one.text])) });

/** Headings whose text is another than what was read. */
export const changedSince = (lines: readonly SituationLine[], read: Read | null): string[] =>
  read === null ? [] : lines.filter((one) => (read.lines[one.heading] ?? '') !== one.text).map((one) => one.heading);

const key = (crisis: string): string => `voorzien.read.${crisis}`;
export function loadRead(crisis: string): Read | null {
  try {
    return JSON.parse(localStorage.getItem(key(crisis)) ?? 'null') as Read | null;
  } catch {
    return null;
  }
}
export const keepRead = (crisis: string, read: Read): void => localStorage.setItem(key(crisis), JSON.stringify(read));
