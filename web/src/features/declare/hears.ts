// Who hears it when a level is declared: the positions of the teams that it adds, and the functions that are told, each
// with who is on duty. Pure. A vacant one is named, never left out of the count in silence.
import type { Crisis, Doctrine, Duty, DutyContact } from '../../net/crisis';

export interface Heard { function: string; name: string; contact: DutyContact | null } // name of the position or function
export interface Row { id: string; name: string; told: boolean; people: Heard[]; already: Heard[]; vacant: string[]; first: Heard | null; term_s: number }
export interface Hears { rows: Row[]; alarm: number; message: number; standing: { name: string; count: number }[]; vacant: number; ends: string[] }

const first = (duties: ReadonlyMap<string, Duty>, id: string): DutyContact | null => duties.get(id)?.contacts[0] ?? null;

/** The shortest term that waits for this team, in seconds; 0: none. */
export function termOf(plan: Doctrine, team: string): number {
  const positions = new Set(plan.teams.find((one) => one.id === team)?.positions.map((one) => one.id) ?? []);
  const limits = plan.timers.filter((one) => one.limit_s > 0 && (one.team === team || (one.met_by === 'positions' && one.positions.some((id) => positions.has(id))))).map((one) => one.limit_s);
  return limits.length > 0 ? Math.min(...limits) : 0;
}

/** Teams that t0 alarms whatever the level (BVR 2.2.3 lid 1): those the plan marks, else those a term from t0 waits for. */
export function teamsOfT0(plan: Doctrine): string[] {
  if (plan.teams.some((one) => one.at_t0)) return plan.teams.filter((one) => one.at_t0).map((one) => one.id);
  return plan.teams.filter((team) => plan.timers.some((timer) => timer.anchor === 't0' && (timer.met_by === 'team' ? timer.team === team.id
    : timer.met_by === 'positions' && team.positions.some((one) => timer.positions.includes(one.id))))).map((one) => one.id);
}

export const functionName = (plan: Doctrine, duties: ReadonlyMap<string, Duty>, id: string): string => plan.functions?.find((one) => one.id === id)?.name ?? (duties.get(id)?.name || id);

export function whoHears(crisis: Crisis, plan: Doctrine, level: string, duties: ReadonlyMap<string, Duty>, t0 = crisis.t0.length > 0): Hears {
  const wanted = plan.levels.find((one) => one.id === level);
  const stand = new Set(crisis.teams.filter((one) => one.closed === null).map((one) => one.id));
  const rows: Row[] = [];
  const seen = new Set<string>();
  // Whom the call list holds already for this post is not called again.
  const called = (position: string, fn: string): boolean => crisis.calls.some((one) => one.function === fn && (position === '' || one.position === position) && one.outcome !== 'withdrawn');
  const row = (id: string, name: string, told: boolean, all: { function: string; name: string; position: string }[], term_s: number): void => {
    const people: Heard[] = [];
    const already: Heard[] = [];
    const vacant: string[] = [];
    for (const one of all) {
      const contact = first(duties, one.function);
      if (called(one.position, one.function) || (one.position !== '' && crisis.leader?.id === one.position && crisis.leader.state !== 'open')) already.push({ function: one.function, name: one.name, contact });
      else if (!contact) vacant.push(one.name);
      else if (!seen.has(contact.id)) {
        seen.add(contact.id);
        people.push({ function: one.function, name: one.name, contact });
      }
    }
    if (people.length + already.length + vacant.length > 0) rows.push({ id, name, told, people, already, vacant, first: people.find((one) => one.contact?.phone) ?? null, term_s });
  };
  const teams = [...new Set([...(wanted?.teams ?? []), ...(wanted && t0 ? teamsOfT0(plan) : [])])];
  for (const id of teams) {
    const team = plan.teams.find((one) => one.id === id);
    if (!team || stand.has(id)) continue;
    row(id, team.name, false, team.positions.filter((one) => !one.optional || first(duties, one.function || one.id)).map((one) => ({ function: one.function || one.id, name: one.name, position: one.id })), termOf(plan, id));
  }
  const told = (wanted?.told ?? []).map((id) => ({ function: id, name: functionName(plan, duties, id), position: '' }));
  const timer = plan.timers.find((one) => one.met_by === 'told' && one.positions.some((id) => wanted?.told.includes(id)));
  row('told', '', true, told, timer?.limit_s ?? 0);
  const standing = crisis.teams.filter((one) => one.closed === null)
    .map((one) => ({ name: one.name, count: one.positions.filter((p) => p.state === 'begun' || p.state === 'coming').length })).filter((one) => one.count > 0);
  return {
    rows, standing, alarm: rows.reduce((sum, one) => sum + one.people.length, 0), vacant: rows.reduce((sum, one) => sum + one.vacant.length, 0),
    message: standing.reduce((sum, one) => sum + one.count, 0),
    ends: wanted ? crisis.teams.filter((one) => one.closed === null && !wanted.teams.includes(one.id)).map((one) => one.name) : crisis.teams.filter((one) => one.closed === null).map((one) => one.name),
  };
}

/** Which level the dialog opens on: the advised one when it is higher, else the next above the one in force. */
export function opensOn(crisis: Crisis, plan: Doctrine): string {
  const rank = (id: string): number => plan.levels.find((one) => one.id === id)?.rank ?? 0;
  const now = rank(crisis.level);
  if (rank(crisis.advice.level) > now) return crisis.advice.level;
  const above = [...plan.levels].sort((a, b) => a.rank - b.rank).find((one) => one.rank > now);
  return above?.id ?? crisis.level;
}

export const reasonMin = 10;
/** What is missing before it may be declared; empty: nothing. */
export function missing(choice: { up: boolean; allowed: boolean; way: 'behalf' | 'reason'; behalf: string; reason: string; open: number; to: string; ending: boolean }): '' | 'behalf' | 'reason' | 'to' {
  if (!choice.up) {
    if (choice.reason.trim().length < reasonMin) return 'reason';
    return choice.ending && choice.open > 0 && choice.to.trim() === '' ? 'to' : '';
  }
  if (choice.allowed) return '';
  if (choice.way === 'behalf') return choice.behalf.trim() === '' ? 'behalf' : '';
  return choice.reason.trim().length < reasonMin ? 'reason' : '';
}
