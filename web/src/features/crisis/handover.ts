// What a successor must read before a position changes hands: everything that is open, in the order of a handover. Pure.
import type { Crisis, CrisisPosition, Doctrine } from '../../net/crisis';
import { coming, nameOfLevel, positionName, standing } from './course';
import { isGap, openTeams } from './teams';
import { termState } from './terms';

export interface Place { team: string; position: CrisisPosition }
/** Positions that somebody fills; those of this person first. */
export function filledPlaces(crisis: Crisis, me: string): Place[] {
  const all = openTeams(crisis).flatMap((team) => team.positions.map((position) => ({ team: team.id, position })));
  if (crisis.leader?.id && !all.some((one) => one.position.id === crisis.leader?.id)) all.push({ team: '', position: crisis.leader });
  return all.filter((one) => one.position.person !== '').sort((a, b) => Number(b.position.person === me) - Number(a.position.person === me));
}

/** Posts that are offered and not yet taken over; those for this person first. */
export function offeredPlaces(crisis: Crisis, me: string): Place[] {
  return filledPlaces(crisis, me).filter((one) => one.position.handover && one.position.handover.taken === null)
    .sort((a, b) => Number(b.position.handover?.to === me) - Number(a.position.handover?.to === me));
}

export interface HandoverItem { key: string; text: string; at: string | null; ms: number | null }
export interface HandoverPart { id: string; items: HandoverItem[] }
export function handoverOf(crisis: Crisis, plan: Doctrine | null, now: number): HandoverPart[] {
  const item = (key: string, text: string, at: string | null = null, ms: number | null = null): HandoverItem => ({ key, text, at, ms });
  const level = standing(crisis);
  return [
    { id: 'level', items: [item('level', crisis.level ? nameOfLevel(plan, crisis.level) : '', level?.at ?? crisis.started)] },
    { id: 'contradictions', items: (crisis.contradictions ?? []).filter((one) => one.state !== 'settled').map((one) => item(one.id, `${one.about}: ${one.values.map((value) => `${value.text} (${positionName(crisis, plan, value.source)})`).join(' / ')}`)) },
    { id: 'decisions', items: crisis.decisions.filter((one) => one.state !== 'done' && one.state !== 'decided').map((one) => item(one.id, `${one.number} ${one.choice || one.question}`, one.latest)) },
    { id: 'actions', items: crisis.actions.filter((one) => one.state === 'open').map((one) => item(one.id, `${one.number} ${one.text}${one.owner ? ` · ${positionName(crisis, plan, one.owner)}` : ''}`, one.due)) },
    { id: 'terms', items: crisis.terms.flatMap((one) => { const state = termState(one, now); return state.word === 'runs' || state.word === 'almost' || state.word === 'late' ? [item(one.timer, `${one.timer} ${one.name}`, one.due, state.word === 'late' ? -state.ms : state.ms)] : []; }) },
    { id: 'gaps', items: openTeams(crisis).flatMap((team) => team.positions.filter(isGap).map((one) => item(`${team.id}/${one.id}`, `${one.name} · ${team.name}`, one.since))) },
    { id: 'calls', items: crisis.calls.filter((one) => one.outcome === '').map((one) => item(one.id, one.name || one.function, one.listed)) },
    { id: 'coming', items: coming(crisis, plan, now).filter((one) => one.kind === 'arrives' || one.kind === 'relief' || one.kind === 'review').slice(0, 8).map((one, index) => item(`${one.kind}-${index}-${one.name}`, [one.name, one.more].filter(Boolean).join(' · '), new Date(one.at).toISOString())) },
  ];
}
