// The numbers by which detectors warn: as typed, as asked of the server, and what one change of them was.
import type { EarlyWarning, SetThresholds, Thresholds } from '../../net/warning';

/** What is typed in the dialog: texts as people write numbers, and the themes that stay watched. */
export interface Typed { perShift: string; cluster: string; measured: string; chance: string; unwatched: string[] }
export type Fault = 'perShift' | 'shares' | 'chance' | 'themes';

const read = (text: string): number => (/^\s*\d+([.,]\d+)?\s*$/.test(text) ? Number(text.replace(',', '.')) : NaN);
const share = (text: string): number => Math.round(read(text) * 10) / 1000; // 12,5 % is 0.125

export function typedOf(now: Thresholds, say: (value: number) => string): Typed {
  return { perShift: say(now.per_shift), cluster: say(now.cluster_share * 100), measured: say(now.measured_share * 100), chance: now.warn_chance === null ? '' : say(now.warn_chance * 100), unwatched: [...now.unwatched] };
}

/** What is asked, or what about it is wrong. */
export function askedOf(typed: Typed, themes: readonly string[]): Thresholds | Fault {
  const per_shift = read(typed.perShift);
  if (!(per_shift >= 0.5 && per_shift <= 10)) return 'perShift';
  const [cluster_share, measured_share] = [share(typed.cluster), share(typed.measured)];
  if (!(cluster_share >= 0 && measured_share >= 0 && cluster_share + measured_share <= 0.9)) return 'shares';
  const warn_chance = typed.chance === '' ? null : share(typed.chance);
  if (warn_chance !== null && !(warn_chance >= 0.05 && warn_chance <= 0.99)) return 'chance';
  if (themes.every((one) => typed.unwatched.includes(one))) return 'themes';
  return { per_shift, cluster_share, measured_share, warn_chance, unwatched: [...typed.unwatched] }; // a plain copy: it is posted to a worker
}

export const restOf = (one: Thresholds): number => 1 - one.cluster_share - one.measured_share;

/** The body of POST /api/budget/set without its reason. */
export const bodyOf = (one: Thresholds): Omit<SetThresholds, 'reason'> =>
  ({ per_shift: one.per_shift, cluster_share: one.cluster_share, measured_share: one.measured_share, ...(one.warn_chance === null ? {} : { warn_chance: one.warn_chance }), unwatched: one.unwatched });

export function queryOf(one: Thresholds): string {
  const query = new URLSearchParams({ per_shift: String(one.per_shift), cluster_share: String(one.cluster_share), measured_share: String(one.measured_share), unwatched: one.unwatched.join(',') || 'none' });
  if (one.warn_chance !== null) query.set('warn_chance', String(one.warn_chance));
  return query.toString();
}

export type Part = 'per_shift' | 'cluster_share' | 'measured_share' | 'warn_chance' | 'unwatched';
export const partsThatDiffer = (a: Thresholds, b: Thresholds): Part[] =>
  (['per_shift', 'cluster_share', 'measured_share', 'warn_chance', 'unwatched'] as const).filter((part) => String(a[part]) !== String(b[part]));

/** Each change with what held before it, newest first; before the oldest known one doctrine held, if all are known. */
export function changesOf(warning: EarlyWarning): { at: string; name: string; reason: string; was: Thresholds; is: Thresholds }[] {
  const { by_doctrine: base } = warning;
  const filled = warning.changes.map((one): Thresholds => ({ per_shift: one.per_shift, cluster_share: one.cluster_share ?? base.cluster_share, measured_share: one.measured_share ?? base.measured_share, warn_chance: one.warn_chance ?? base.warn_chance, unwatched: one.unwatched ?? [] }));
  return warning.changes.map((one, index) => ({ at: one.at ?? '', name: one.name, reason: one.reason, was: filled[index + 1] ?? base, is: filled[index] ?? base }));
}
