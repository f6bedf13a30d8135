// The course of a crisis in words of its plan: the short history of its head, what comes next, and the whole timeline. Pure.
import type { Crisis, Doctrine, LevelChange } from '../../net/crisis';

export interface Step { at: number; kind: 'report' | 't0' | 'level' | 'procedure'; name: string; who: string; withdrawn: boolean; reason: string }

export const nameOfLevel = (plan: Doctrine | null, id: string): string => plan?.levels.find((one) => one.id === id)?.name ?? id;
export const procedureOf = (plan: Doctrine | null, id: string) => plan?.procedures.find((one) => one.id === id);
export const isFlash = (plan: Doctrine | null, crisis: Crisis): boolean => procedureOf(plan, crisis.procedure)?.kind !== 'tailored';
export const positionName = (crisis: Crisis, plan: Doctrine | null, id: string): string =>
  crisis.teams.flatMap((team) => team.positions).find((one) => one.id === id)?.name
  ?? plan?.teams.flatMap((team) => team.positions).find((one) => one.id === id)?.name ?? id;

export const standing = (crisis: Crisis): LevelChange | undefined => crisis.levels.filter((one) => one.withdrawn === null).at(-1);
export const t0Of = (crisis: Crisis) => crisis.t0.at(-1);

export function history(crisis: Crisis, plan: Doctrine | null): Step[] {
  const out: Step[] = [{ at: Date.parse(crisis.started), kind: 'report', name: '', who: crisis.started_by.role, withdrawn: false, reason: '' }];
  const t0 = t0Of(crisis);
  if (t0) out.push({ at: Date.parse(t0.at), kind: 't0', name: t0.criterion, who: t0.by.role, withdrawn: false, reason: t0.reason });
  for (const one of crisis.levels) out.push({ at: Date.parse(one.at), kind: 'level', name: nameOfLevel(plan, one.level), who: one.by.role, withdrawn: one.withdrawn !== null, reason: one.reason });
  for (const one of crisis.procedures.slice(1)) out.push({ at: Date.parse(one.at), kind: 'procedure', name: procedureOf(plan, one.procedure)?.short_name ?? one.procedure, who: one.by.role, withdrawn: false, reason: one.reason });
  return out.sort((a, b) => a.at - b.at);
}

export interface Coming { at: number; kind: 'decide' | 'action' | 'review' | 'arrives' | 'relief' | 'meet'; name: string; more: string }
/** What stands on the clock after now, the soonest first. */
export function coming(crisis: Crisis, plan: Doctrine | null, now: number): Coming[] {
  const out: Coming[] = [];
  for (const one of crisis.decisions) if (one.state === 'proposed' && one.latest !== null) out.push({ at: Date.parse(one.latest), kind: 'decide', name: one.question, more: one.number });
  for (const one of crisis.actions) if (one.state === 'open' && one.due !== null) out.push({ at: Date.parse(one.due), kind: 'action', name: one.text, more: positionName(crisis, plan, one.owner) });
  if (crisis.next_review !== null) out.push({ at: Date.parse(crisis.next_review), kind: 'review', name: '', more: '' });
  for (const team of crisis.teams) {
    if (team.closed !== null) continue;
    if (team.meeting) out.push({ at: Date.parse(team.meeting.at), kind: 'meet', name: team.name, more: '' });
    for (const one of team.positions) if (one.state === 'coming' && one.eta !== null) out.push({ at: Date.parse(one.eta), kind: 'arrives', name: one.name, more: team.name });
    const after = plan?.teams.find((found) => found.id === (team.twin?.of ?? team.id))?.relief_after_s ?? 0;
    if (after > 0 && team.begun !== null) out.push({ at: Date.parse(team.begun) + after * 1000, kind: 'relief', name: team.name, more: '' });
  }
  return out.filter((one) => one.at >= now).sort((a, b) => a.at - b.at);
}

/** The step of the procedure that the crisis is in, as the plan calls it. */
export const phaseName = (plan: Doctrine | null, crisis: Crisis): string => procedureOf(plan, crisis.procedure)?.phases.find((one) => one.id === crisis.phase)?.name ?? '';

/** The meeting clock: which team meets first; one whose time is past stands until the next is planned. */
export interface Meeting { team: string; name: string; at: number }
export const meetings = (crisis: Crisis): Meeting[] =>
  crisis.teams.flatMap((team) => (team.closed === null && team.meeting ? [{ team: team.id, name: team.name, at: Date.parse(team.meeting.at) }] : [])).sort((a, b) => a.at - b.at);
export const nextMeeting = (crisis: Crisis, now: number): Meeting | undefined => { const all = meetings(crisis); return all.find((one) => one.at > now) ?? all.at(-1); };

export interface Event { at: number; kind: string; name: string; text: string; who: string; role: string; number: string }
/** Everything that happened, newest first; log lines are merged in by who shows it. */
export function events(crisis: Crisis, plan: Doctrine | null): Event[] {
  const out: Event[] = [];
  const add = (at: string | null, kind: string, name: string, by: { name: string; role: string } | null, text = '', number = ''): void => {
    if (at !== null) out.push({ at: Date.parse(at), kind, name, text, who: by?.name ?? '', role: by?.role ?? '', number });
  };
  add(crisis.started, 'started', crisis.title, crisis.started_by);
  for (const one of crisis.signals) add(one.linked, 'linked', one.title, null, one.place, one.number);
  for (const one of crisis.t0) add(one.set, 't0', one.criterion, one.by, one.reason);
  for (const one of crisis.levels) {
    add(one.at, one.level === '' ? 'level-ended' : 'level', nameOfLevel(plan, one.level), one.by, one.reason);
    if (one.withdrawn !== null) add(one.withdrawn, 'withdrawn', nameOfLevel(plan, one.level), one.by);
  }
  for (const one of crisis.procedures.slice(1)) add(one.at, 'procedure', procedureOf(plan, one.procedure)?.name ?? one.procedure, one.by, one.reason);
  for (const one of crisis.phases) add(one.at, 'phase', procedureOf(plan, crisis.procedure)?.phases.find((phase) => phase.id === one.phase)?.name ?? one.phase, null);
  for (const team of crisis.teams) {
    add(team.activated, 'team', team.name, team.by);
    add(team.begun, 'team-begun', team.name, null);
    add(team.closed, 'team-closed', team.name, null, team.closed_reason);
    for (const one of team.positions) add(one.begun, 'position', one.name, one.person ? { name: one.person, role: '' } : null, team.name);
  }
  for (const one of crisis.terms) add(one.met, 'term', one.name, null, '', one.timer);
  for (const one of crisis.decisions) {
    add(one.proposed, 'proposed', one.question, one.by, one.advice, one.number);
    add(one.decided, 'decided', one.choice, one.decided_by, one.reason, one.number);
    for (const follow of one.follow_ups) add(follow.at, `follow-${follow.state}`, one.choice || one.question, follow.by, follow.note, one.number);
  }
  for (const one of crisis.actions) {
    add(one.created, 'action', one.text, one.by, positionName(crisis, plan, one.owner), one.number);
    add(one.ended, `action-${one.state}`, one.text, null, one.note, one.number);
  }
  for (const one of crisis.contradictions ?? []) {
    const said = one.values.map((value) => `${value.text} (${positionName(crisis, plan, value.source)})`);
    add(one.raised, 'contradiction', one.about, one.by, said.join(' / '));
    add(one.asked, 'asked', one.about, null);
    add(one.settled, 'settled', `${one.about}: ${one.values[one.chosen - 1]?.text ?? ''}`, one.settled_by, one.reason);
  }
  for (const one of crisis.calls) if (one.answered !== null) add(one.answered, `call-${one.outcome}`, one.name || one.function, one.by, one.note);
  for (const one of crisis.sent) add(one.at, 'sent', String(one.number), { name: one.by, role: '' }, one.note);
  for (const one of crisis.reviews) add(one.at, 'review', one.outcome, one.by, one.text);
  for (const one of crisis.article_39) {
    add(one.at, 'article-39', one.municipalities.join(', '), one.by, one.reason);
    for (const objection of one.objections) add(objection.at, 'objection', objection.municipality, { name: objection.by, role: '' }, objection.text);
    add(one.ended, 'article-39-ended', '', null);
  }
  add(crisis.closed, 'closed', crisis.closed_reason, crisis.closed_by, crisis.handed_to);
  return out.sort((a, b) => b.at - a.at);
}

/** A level as pips: the nth of so many; 0 when none is in force. */
export function pipsOf(plan: Doctrine | null, level: string): { rank: number; of: number } {
  const sorted = [...(plan?.levels ?? [])].sort((a, b) => a.rank - b.rank);
  return { rank: sorted.findIndex((one) => one.id === level) + 1, of: sorted.length };
}
