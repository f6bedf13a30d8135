// The review (herijking) of a tailored crisis: when, and how long until or past it. Pure.
import type { Crisis } from '../../net/crisis';
import { age } from '../../i18n/time';
import type { CrisisWords } from './words.nl';

export interface ReviewState { state: 'none' | 'ahead' | 'late'; at: number; words: (w: CrisisWords) => string }
const day = 86_400_000;

export function reviewState(crisis: Crisis, now: number, language = 'nl'): ReviewState {
  if (crisis.next_review === null) return { state: 'none', at: now, words: () => '' };
  const at = Date.parse(crisis.next_review);
  const ms = Math.abs(at - now);
  const words = (w: CrisisWords): string => (ms >= 1.5 * day ? w.days(Math.round(ms / day)) : age(ms, language));
  return { state: at < now ? 'late' : 'ahead', at, words };
}
