// What happened in a crisis since this device last read its timeline; kept on the device.
import type { Event } from './course';

const key = (crisis: string): string => `voorzien.looked.${crisis}`;
export function lookedAt(crisis: string): number | null {
  const kept = Number(localStorage.getItem(key(crisis)));
  return kept > 0 ? kept : null;
}
export const keepLooked = (crisis: string, at: number): void => localStorage.setItem(key(crisis), String(at));

/** Of others, after that moment; who looks for the first time has seen all that is there. */
export const newSince = <T extends Pick<Event, 'at' | 'who'>>(all: readonly T[], at: number | null, me: string): T[] =>
  at === null ? [] : all.filter((one) => one.at > at && one.who !== me);
