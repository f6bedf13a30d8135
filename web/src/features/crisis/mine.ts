// What is for whom in a crisis: by role, by name, by the position that a person fills. Pure.
import type { Crisis, CrisisPosition, Doctrine } from '../../net/crisis';

export interface Who { role: string; name: string; contact?: string } // contact: of the directory, when it knows this name

/** By the name in the post, or by the person of the directory who was chosen for it. */
const sits = (one: CrisisPosition, who: Who): boolean => one.person !== '' && (one.person === who.name || (who.contact !== undefined && one.contact?.id === who.contact));

/** Whose an action is: a position that this person fills or plays, or the person. */
export function isMine(owner: string, crisis: Crisis, who: Who): boolean {
  if (owner === '') return false;
  if (owner === who.role || owner === who.name) return true;
  return crisis.teams.some((team) => team.positions.some((one) => (one.id === owner || one.name === owner) && sits(one, who)));
}

/** A position's line: of who fills it; or of the role that plays it ("im" of "im-copi") while nobody else does. */
export function isFor(owner: string, crisis: Crisis, who: Who): boolean {
  if (isMine(owner, crisis, who)) return true;
  if (!owner.startsWith(`${who.role}-`)) return false;
  return !crisis.teams.some((team) => team.closed === null && team.positions.some((one) => one.id === owner && one.person !== '' && !sits(one, who)));
}

export interface CalledAs { team: string; position: CrisisPosition }
/** Positions that this person is called for: by name on the call list, or by the role that the plan gives the position. */
export function positionsOf(crisis: Crisis, plan: Doctrine | null, who: Who): CalledAs[] {
  const all = crisis.teams.filter((team) => team.closed === null).flatMap((team) => team.positions.map((position) => ({ team: team.id, position })));
  if (crisis.leader?.id && !all.some((one) => one.position.id === crisis.leader?.id)) all.push({ team: '', position: crisis.leader });
  return all.filter(({ team, position }) => {
    if (position.person !== '') return sits(position, who);
    const played = plan?.teams.flatMap((one) => one.positions).find((one) => one.id === position.id)?.function;
    return position.id === who.role || played === who.role || crisis.calls.some((call) => call.team === team && call.position === position.id && call.name !== '' && call.name === who.name && call.outcome !== 'withdrawn');
  });
}
export const calledAs = (crisis: Crisis, plan: Doctrine | null, who: Who): CalledAs[] => positionsOf(crisis, plan, who).filter((one) => one.position.state === 'called');
