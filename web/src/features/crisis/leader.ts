// Who leads this crisis now: the position that the plan names, as it is filled; before a team stands, who is on duty. Pure.
import type { Crisis, Doctrine, Duty } from '../../net/crisis';

export interface Leader { role: string; name: string; phone: string; state: 'begun' | 'coming' | 'duty' | 'vacant'; at: number | null; since: number | null }

export function leaderOf(crisis: Crisis, plan: Doctrine | null, duties: ReadonlyMap<string, Duty>): Leader | null {
  const id = plan?.leader ?? '';
  const position = plan?.teams.flatMap((team) => team.positions).find((one) => one.id === id);
  const duty = duties.get(position?.function || id)?.contacts[0];
  const role = position?.name ?? duties.get(id)?.name ?? id;
  for (const team of crisis.teams) {
    if (team.closed !== null) continue;
    const one = team.positions.find((found) => found.id === id);
    if (!one) continue;
    if (one.state === 'begun') return { role, name: one.person, phone: one.phone || duty?.phone || '', state: 'begun', at: one.begun === null ? null : Date.parse(one.begun), since: null };
    if (one.state === 'coming' || one.state === 'called') return { role, name: one.person || duty?.name || '', phone: one.phone || duty?.phone || '', state: one.state === 'coming' ? 'coming' : 'duty', at: one.eta === null ? null : Date.parse(one.eta), since: null };
    return { role, name: duty?.name ?? '', phone: duty?.phone ?? '', state: 'vacant', at: null, since: Date.parse(one.since ?? team.activated) };
  }
  return duty ? { role, name: duty.name, phone: duty.phone, state: 'duty', at: null, since: null } : null;
}
