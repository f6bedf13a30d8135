// Who hears it when a level is declared: the positions of the teams that it adds, and the functions that are told, each
// with who is on duty. Pure. A vacant one is named, never left out of the count in silence.
import type { Crisis, Doctrine, Duty, DutyContact } from '../../net/crisis';

export interface Heard { function: string; name: string; contact: DutyContact | null } // name of the position or function
export interface Row { id: string; name: string; told: boolean; people: Heard[]; vacant: string[]; first: Heard | null; term_s: number }
export interface Hears { rows: Row[]; alarm: number; message: number; standing: { name: string; count: number }[]; vacant: number; ends: string[] }

const first = (duties: ReadonlyMap<string, Duty>, id: string): DutyContact | null => duties.get(id)?.contacts[0] ?? null;

/** The shortest term that waits for this team, in seconds; 0: none. */
export function termOf(plan: Doctrine, team: string): number {
  const positions = new Set(plan.teams.find((one) => one.id === team)?.positions.map((one) => one.id) ?? []);
  const limits = plan.timers.filter((one) => one.limit_s > 0 && (one.team === team || (one.met_by === 'positions' && one.positions.some((id) => positions.has(id))))).map((one) => one.limit_s);
  return limits.length > 0 ? Math.min(...limits) : 0;
}

export function whoHears(crisis: Crisis, plan: Doctrine, level: string, duties: ReadonlyMap<string, Duty>): Hears {
  const wanted = plan.levels.find((one) => one.id === level);
  const stand = new Set(crisis.teams.filter((one) => one.closed === null).map((one) => one.id));
  const rows: Row[] = [];
  const seen = new Set<string>();
  const row = (id: string, name: string, told: boolean, all: { function: string; name: string }[], term_s: number): void => {
    const people: Heard[] = [];
    const vacant: string[] = [];
    for (const one of all) {
      const contact = first(duties, one.function);
      if (!contact) vacant.push(one.name);
      else if (!seen.has(contact.id)) {
        seen.add(contact.id);
        people.push({ ...one, contact });
      }
    }
    if (people.length + vacant.length > 0) rows.push({ id, name, told, people, vacant, first: people.find((one) => one.contact?.phone) ?? null, term_s });
  };
  for (const id of wanted?.teams ?? []) {
    const team = plan.teams.find((one) => one.id === id);
    if (!team || stand.has(id)) continue;
    row(id, team.name, false, team.positions.filter((one) => !one.optional).map((one) => ({ function: one.function || one.id, name: one.name })), termOf(plan, id));
  }
  const told = (wanted?.told ?? []).map((id) => ({ function: id, name: duties.get(id)?.name || id }));
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
