// When somebody says to be there, and whether that is in time: the law's term of the position, else what the plan asks. Pure.
import type { Crisis, Doctrine } from '../../net/crisis';
import type { CalledAs } from '../crisis/mine';

export const etaMinutes = [5, 10, 15, 20, 30, 45, 60] as const;

export interface Limit { at: number; timer: string } // timer: empty, the plan's own time

/** By when this position must have begun; null: nothing asks it. */
export function limitOf(crisis: Crisis, plan: Doctrine | null, called: CalledAs): Limit | null {
  const found = plan?.teams.find((one) => one.id === called.team)?.positions.find((one) => one.id === called.position.id);
  const terms = crisis.terms.flatMap((term) => {
    const timer = plan?.timers.find((one) => one.id === term.timer);
    const waits = timer && (timer.positions.includes(called.position.id) || (timer.met_by === 'team' && timer.team === called.team && found?.chair));
    return waits && term.due !== null && term.met === null ? [{ at: Date.parse(term.due), timer: term.timer }] : [];
  }).sort((a, b) => a.at - b.at);
  if (terms[0]) return terms[0];
  const team = crisis.teams.find((one) => one.id === called.team && one.closed === null);
  const from = Date.parse(team?.activated ?? called.position.since ?? '');
  return found && found.begins_s > 0 && !Number.isNaN(from) ? { at: from + found.begins_s * 1000, timer: '' } : null;
}

/** Whole minutes after the limit, 0 when in time. */
export const lateBy = (eta: number, limit: Limit | null): number => (limit === null || eta <= limit.at ? 0 : Math.ceil((eta - limit.at) / 60_000));

/** What is chosen beforehand: nothing but the length of the way that most have, 15 minutes; never one that hides being late. */
export const usual = 15;
