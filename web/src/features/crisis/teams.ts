// Teams and their positions: how full, and who will be too late, said before it happens. Pure.
import type { Crisis, CrisisPosition, CrisisTeam, Doctrine } from '../../net/crisis';

const stands = (team: CrisisTeam): boolean => team.closed === null;
/** The plan's id of its kind: of a second CoPI that of the first. */
export const kindOf = (team: CrisisTeam): string => team.twin?.of ?? team.id;
/** Teams of which one more may stand: each kind once. */
export const moreOf = (crisis: Crisis, plan: Doctrine | null) =>
  (plan?.teams ?? []).filter((one) => one.several && openTeams(crisis).some((team) => kindOf(team) === one.id));
export const openTeams = (crisis: Crisis): CrisisTeam[] => crisis.teams.filter(stands);

/** Filled of needed: an optional position counts once somebody is in it. */
export function filled(team: CrisisTeam): { begun: number; of: number } {
  const counted = team.positions.filter((one) => !one.optional || one.state === 'begun' || one.state === 'coming');
  return { begun: counted.filter((one) => one.state === 'begun').length, of: counted.length };
}

export function filledOf(crisis: Crisis): { begun: number; of: number } {
  return openTeams(crisis).map(filled).reduce((a, b) => ({ begun: a.begun + b.begun, of: a.of + b.of }), { begun: 0, of: 0 });
}

export interface Breach { position: string; timer: string; ms: number }
/** Positions whose announced time lies after the term that waits for them. */
export function breaches(crisis: Crisis, plan: Doctrine | null): Breach[] {
  const out: Breach[] = [];
  for (const team of openTeams(crisis))
    for (const one of team.positions) {
      if (one.state !== 'coming' || one.eta === null) continue;
      for (const term of crisis.terms) {
        if (term.met !== null || term.due === null) continue;
        const timer = plan?.timers.find((found) => found.id === term.timer);
        const waits = timer?.positions.includes(one.id) || (timer?.met_by === 'team' && timer.team === team.id && (plan?.teams.find((found) => found.id === kindOf(team))?.positions.find((p) => p.id === one.id)?.chair ?? false));
        const over = Date.parse(one.eta) - Date.parse(term.due);
        if (waits && over > 0) out.push({ position: one.name, timer: term.timer, ms: over });
      }
    }
  return out.sort((a, b) => b.ms - a.ms);
}

/** RPVR: from the second level on a policy team has a scenario before it first meets. The team that stands without; else nothing. */
export function withoutScenario(crisis: Crisis, plan: Doctrine | null): string {
  const rank = plan?.levels.find((one) => one.id === crisis.level)?.rank ?? 0;
  if (rank < 2 || crisis.questions.what_if.trim() !== '') return '';
  return openTeams(crisis).find((team) => plan?.teams.find((one) => one.id === kindOf(team))?.layer === 'besturen')?.name ?? '';
}

/** The calls that were made or stand for a position, in order. */
export const callsFor = (crisis: Crisis, team: string, position: string) => crisis.calls.filter((one) => one.team === team && one.position === position).sort((a, b) => a.attempt - b.attempt);

/** Teams of the plan that do not stand: they may be called together by themselves; those that a person forms first. */
export const idleTeams = (crisis: Crisis, plan: Doctrine | null) => [...(plan?.teams ?? [])].filter((one) => !openTeams(crisis).some((team) => team.id === one.id)).sort((a, b) => Number(b.by_hand ?? false) - Number(a.by_hand ?? false));

/** Teams that stand though the level in force does not ask for them: neither does t0, and no person formed them by hand. */
export function surplusTeams(crisis: Crisis, plan: Doctrine | null): string[] {
  const wanted = new Set(plan?.levels.find((one) => one.id === crisis.level)?.teams ?? []);
  const came = new Set(crisis.levels.flatMap((one) => plan?.levels.find((level) => level.id === one.level)?.teams ?? []));
  return openTeams(crisis).filter((one) => came.has(kindOf(one)) && !wanted.has(kindOf(one))).map((one) => one.id);
}

/** Open actions that a team holds, by its positions. */
export const actionsOf = (crisis: Crisis, team: CrisisTeam) =>
  crisis.actions.filter((one) => one.state === 'open' && team.positions.some((position) => position.id === one.owner || position.name === one.owner));

export const isGap = (one: CrisisPosition): boolean => !one.optional && (one.state === 'open' || one.state === 'refused');
