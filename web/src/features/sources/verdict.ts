// Whether a source that says nothing is at fault, by what is known of it. Pure, and only for the page of sources.
import type { Source } from '../../net/api';
import { standing } from './sources';

export type Verdict = 'unheard' | 'asking' | 'rejected' | 'missing' | 'frozen' | 'late' | 'failing' | 'partly' | 'clock' | 'calm' | 'fresh' | 'free';

/** By how much a new document's own time differs from its receipt, in ms and only when no rhythm explains it: a wrong zone or clock. */
export function offClock(source: Source): number | null {
  if (!source.last_published || !source.last_received || source.same_in_a_row > 0) return null;
  const late = Date.parse(source.last_received) - Date.parse(source.last_published);
  const usual = Math.max(2_700_000, source.expected_s * 3000);
  return late > usual || late < -600_000 ? late : null;
}

/** Fault or calm, by what is known of the source: the question at the moment that one says nothing. */
export function verdict(source: Source, now: number): Verdict {
  const stands = standing(source);
  // A failed asking leaves no bytes: then the last remark is about the asking.
  const asking = source.last_remarks.length > 0 && source.last_bad_sha256 === '';
  if (stands === 'silent') {
    if (asking) return 'asking';
    const newest = Math.max(0, ...source.recent.map((at) => Date.parse(at)));
    if (source.rejected > 0 && newest > Date.parse(source.last_received ?? '1970-01-01T00:00:00Z')) return 'rejected';
    return source.last_received ? 'missing' : 'unheard';
  }
  if (stands === 'frozen') return 'frozen';
  if (stands === 'slow') return 'late';
  if (stands === 'remarked') return asking ? 'failing' : 'partly';
  if (offClock(source) !== null) return 'clock';
  if (source.silent_after_s <= 0) return 'free';
  const news = source.last_news ? Date.parse(source.last_news) : 0;
  return now - news > source.silent_after_s * 1000 ? 'calm' : 'fresh';
}

/** When it is called silent if nothing comes. */
export const silentAt = (source: Source): number | null =>
  source.last_received && source.silent_after_s > 0 ? Date.parse(source.last_received) + source.silent_after_s * 1000 : null;
