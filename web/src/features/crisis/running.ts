// Which crises run, the worst first. Small and pure: the first view knows it too.
import type { Crisis, Doctrine } from '../../net/crisis';

const rankOf = (plan: Doctrine | null, id: string): number => plan?.levels.find((one) => one.id === id)?.rank ?? 0;
const colours = ['grey', 'green', 'yellow', 'orange', 'red'];
/** Running ones: a real one before an exercise, the highest level, the worst colour, the oldest; closed ones: the newest first. */
export function inOrder(crises: Iterable<Crisis>, planOf: (crisis: Crisis) => Doctrine | null): { running: Crisis[]; closed: Crisis[] } {
  const all = [...crises];
  const running = all.filter((one) => one.closed === null && one.merged_into === '');
  const colour = (one: Crisis): number => colours.indexOf(one.colour ?? '');
  running.sort((a, b) => Number(a.exercise) - Number(b.exercise) || rankOf(planOf(b), b.level) - rankOf(planOf(a), a.level) || colour(b) - colour(a)
    || Date.parse(a.started) - Date.parse(b.started) || (a.id < b.id ? -1 : 1));
  const closed = all.filter((one) => one.closed !== null || one.merged_into !== '').sort((a, b) => Date.parse(b.closed ?? b.started) - Date.parse(a.closed ?? a.started));
  return { running, closed };
}
