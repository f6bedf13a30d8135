// Who leads this crisis now: the position that the plan names, as it is filled; before a team stands, who is on duty. Pure.
import type { Crisis, Doctrine, Duty } from '../../net/crisis';

export interface Leader { role: string; name: string; phone: string; state: 'begun' | 'coming' | 'duty' | 'vacant'; at: number | null; since: number | null }

export function leaderOf(crisis: Crisis, plan: Doctrine | null, duties: ReadonlyMap<string, Duty>): Leader | null {
  const id = plan?.leader ?? '';
  const position = plan?.teams.flatMap((team) => team.positions).find((one) => one.id === id);
  const duty = duties.get(position?.function || id)?.contacts[0];
  const role = position?.name ?? duties.get(id)?.name ?? id;
  // In post from the start; a team that stands takes the post over.
  const inTeam = crisis.teams.filter((team) => team.closed === null).flatMap((team) => team.positions.filter((one) => one.id === id).map((one) => ({ ...one, since: one.since ?? team.activated })))[0];
  const one = inTeam ?? (crisis.leader?.id === id ? crisis.leader : undefined);
  if (one) {
    if (!inTeam && one.state === 'open' && duty) return { role, name: duty.name, phone: duty.phone, state: 'duty', at: null, since: null };
    if (one.state === 'begun') return { role, name: one.person, phone: one.phone || duty?.phone || '', state: 'begun', at: one.begun === null ? null : Date.parse(one.begun), since: null };
    if (one.state === 'coming' || one.state === 'called') return { role, name: one.person || duty?.name || '', phone: one.phone || duty?.phone || '', state: one.state === 'coming' ? 'coming' : 'duty', at: one.eta === null ? null : Date.parse(one.eta), since: null };
    return { role, name: duty?.name ?? '', phone: duty?.phone ?? '', state: 'vacant', at: null, since: one.since === null ? null : Date.parse(one.since) };
  }
  return duty ? { role, name: duty.name, phone: duty.phone, state: 'duty', at: null, since: null } : null;
}
