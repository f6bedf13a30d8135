// How a source stands, worst first, from its two fields (decision 20): state ok, slow, silent; beside it the condition.
import type { Source } from '../../net/api';

export type Stand = 'silent' | 'frozen' | 'slow' | 'remarked' | 'ok';
const order: Stand[] = ['silent', 'frozen', 'slow', 'remarked', 'ok'];

export function standOf(source: Source): Stand {
  if (source.state === 'silent') return 'silent';
  if (source.condition === 'frozen') return 'frozen';
  if (source.state === 'slow') return 'slow';
  return source.condition === 'remarked' ? 'remarked' : 'ok';
}

export const worstFirst = (sources: Iterable<Source>): Source[] =>
  [...sources].sort((a, b) => order.indexOf(standOf(a)) - order.indexOf(standOf(b)) || a.name.localeCompare(b.name, 'nl'));

/** Age against rhythm, for the bar: 0..1 where 0.5 is due; more than 1 runs off the end. */
export const lateness = (source: Source, now: number): number =>
  source.last_received && source.expected_s > 0 ? (now - Date.parse(source.last_received)) / (source.expected_s * 2000) : 0;
