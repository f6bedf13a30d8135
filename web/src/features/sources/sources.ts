// What the list of sources says, from the source entities. Pure.
import type { Source } from '../../net/api';

export type Standing = 'silent' | 'frozen' | 'slow' | 'remarked' | 'ok';
const order: Standing[] = ['silent', 'frozen', 'slow', 'remarked', 'ok'];

/** Worst first: silent is worse than frozen, frozen worse than slow. */
export function standing(source: Source): Standing {
  if (source.state === 'silent') return 'silent';
  if (source.condition === 'frozen') return 'frozen';
  if (source.state === 'slow') return 'slow';
  if (source.condition === 'remarked') return 'remarked';
  return 'ok';
}

export const levelOf = (s: Standing): 'grey' | 'yellow' | 'green' =>
  s === 'silent' || s === 'frozen' ? 'grey' : s === 'ok' ? 'green' : 'yellow';

export const sorted = (sources: readonly Source[]): Source[] =>
  [...sources].sort((a, b) => order.indexOf(standing(a)) - order.indexOf(standing(b)) || Number(!a.last_received) - Number(!b.last_received) || a.name.localeCompare(b.name, 'nl'));

export interface Short { all: number; alive: number; silent: string[]; frozen: string[] }

export function sourcesInShort(sources: readonly Source[]): Short {
  const silent = sources.filter((s) => standing(s) === 'silent').map((s) => s.name);
  const frozen = sources.filter((s) => standing(s) === 'frozen').map((s) => s.name);
  return { all: sources.length, alive: sources.length - silent.length - frozen.length, silent, frozen };
}

/** Age against rhythm: 1 = just due, drawn to 2; more than that is an arrow. */
export function rhythm(source: Source, now: number): { share: number; over: boolean } | null {
  if (!source.last_received || source.expected_s <= 0) return null;
  const share = (now - Date.parse(source.last_received)) / 1000 / source.expected_s;
  return { share: Math.max(0, Math.min(share, 2)), over: share > 2 };
}

/** Deliveries as bars over the last hours: `same` are those with the content of before. */
export function arrivals(source: Source, now: number, wide: number): { from: number; to: number; bars: { x: number; same: boolean }[]; frozenX: number | null } {
  const times = source.recent.map((at) => Date.parse(at)).sort((a, b) => a - b);
  const to = now;
  const from = Math.min(times[0] ?? now - source.expected_s * 12_000, now - 60_000);
  const x = (at: number): number => ((at - from) / Math.max(1, to - from)) * wide;
  const sameFrom = times.length - source.same_in_a_row;
  const frozen = source.condition === 'frozen' || source.same_in_a_row > 1;
  return {
    from, to, bars: times.map((at, index) => ({ x: x(at), same: frozen && index >= sameFrom })),
    frozenX: frozen && times[sameFrom] !== undefined ? x(times[sameFrom]) : null,
  };
}

/** "2 min", "1 u", "7 d": a rhythm in its own unit. */
export function every(seconds: number): string {
  if (seconds <= 0) return '–';
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.round(seconds / 3600)} u`;
  return `${Math.round(seconds / 86_400)} d`;
}
