// The arithmetic of the slider. Pure.
import { lastTime } from '../log/logline';

export const snapPixels = 6;

/** The moment under the pointer, or that of an act within a few pixels of it. */
export function snapped(pixel: number, momentOf: (pixel: number) => number, acts: readonly { at: number }[], pixelOf: (at: number) => number): number {
  let best = momentOf(pixel);
  let nearest = snapPixels;
  for (const act of acts) {
    const distance = Math.abs(pixelOf(act.at) - pixel);
    if (distance <= nearest) {
      nearest = distance;
      best = act.at;
    }
  }
  return best;
}

/** `1547` typed: the last time that the clock showed it. Null while there are not four digits, or no such time. */
export function jumpOf(digits: string, now: number): number | null {
  const found = /^([01]\d|2[0-3])([0-5]\d)$/.exec(digits);
  if (!found) return null;
  const at = lastTime(Number(found[1]), Number(found[2]), now);
  return at <= now ? at : at - 86_400_000;
}

/** "1 u 45 min", "12 min", "3 d 2 u": how long ago, in words that need no language but that of the units. */
export function ago(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 ? `${hours} u ${minutes % 60} min` : `${hours} u`;
  return hours % 24 ? `${Math.floor(hours / 24)} d ${hours % 24} u` : `${hours / 24} d`;
}
