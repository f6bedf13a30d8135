// `Eerst dit`: what this person must do now in this crisis, the most pressing first; the bar shows three. Pure.
import type { Crisis, Doctrine } from '../../net/crisis';
import { cardsOf, isOpenLine } from './cards';
import { calledAs, isMine, type Who } from './mine';
import { termState } from './terms';

export type ThingKind = 'decide' | 'back' | 'review' | 'term' | 'empty' | 'calls' | 'action' | 'relief' | 'card' | 'alarm' | 'contradiction';
export interface Thing {
  kind: ThingKind; id: string; // of the decision, term, position (team/position), action, team
  name: string; // what it is called; for calls: empty
  count: number; // of calls
  at: number | null; // when it was or is due, or since when
  late: boolean;
  number: string; // B-04, A-03, T2
}

const minute = 60_000;
const watchers = new Set(['caco', 'rol', 'im', 'leider-copi', 'vic', 'officer']);
const deciders = new Set(['burgemeester', 'voorzitter', 'dpg']);
const settlers = new Set(['rol', 'im', 'leider-copi']); // who is to say which of two is so

export function mayDecide(type: string, crisis: Crisis, plan: Doctrine | null, who: Who): boolean {
  const found = plan?.decisions.find((one) => one.id === type);
  if (!found) return who.role === plan?.leader || who.role === 'rol';
  const applied = crisis.article_39.some((one) => one.ended === null);
  return (applied && found.holders_39.length > 0 ? found.holders_39 : found.holders).includes(who.role);
}

export function firstThings(crisis: Crisis, plan: Doctrine | null, who: Who, now: number): Thing[] {
  if (crisis.closed !== null) return [];
  const out: (Thing & { rank: number })[] = [];
  const ranks: ThingKind[] = who.role === 'caco'
    ? ['calls', 'alarm', 'term', 'empty', 'card', 'back', 'decide', 'contradiction', 'action', 'review', 'relief']
    : ['decide', 'back', 'alarm', 'review', 'contradiction', 'term', 'empty', 'card', 'action', 'calls', 'relief'];
  const add = (kind: ThingKind, id: string, more: Partial<Thing>): void =>
    void out.push({ kind, id, name: '', count: 1, at: null, late: false, number: '', ...more, rank: ranks.indexOf(kind) });

  for (const { team, position } of calledAs(crisis, plan, who)) add('alarm', `${team}/${position.id}`, { name: position.name, at: position.since === null ? null : Date.parse(position.since) });
  for (const card of cardsOf(crisis, plan, who)) {
    const open = card.lines.filter((line) => line.mine && isOpenLine(line) && line.due !== null && line.due - now < 5 * minute);
    if (open.length > 0) { const due = Math.min(...open.map((line) => line.due!)); add('card', card.id, { name: card.title, at: due, late: due < now, count: open.length }); }
  }
  if (!watchers.has(who.role) && !deciders.has(who.role)) return inRank(out);
  if (settlers.has(who.role))
    for (const one of crisis.contradictions ?? []) if (one.state === 'open') add('contradiction', one.id, { name: one.about, at: Date.parse(one.raised) });
  for (const one of crisis.decisions) {
    const latest = one.latest === null ? null : Date.parse(one.latest);
    if (one.state === 'proposed' && mayDecide(one.type, crisis, plan, who)) add('decide', one.id, { name: one.question, number: one.number, at: latest, late: latest !== null && latest < now });
    if ((one.state === 'partly' || one.state === 'refused') && one.decided_by.role === who.role)
      add('back', one.id, { name: one.choice || one.question, number: one.number, at: one.follow_ups.at(-1) ? Date.parse(one.follow_ups.at(-1)!.at) : null });
  }
  if (watchers.has(who.role)) {
    for (const term of crisis.terms) {
      const state = termState(term, now);
      const due = term.due === null ? null : Date.parse(term.due);
      if (state.word === 'almost' || state.word === 'late') add('term', term.timer, { name: term.name, number: term.timer, at: due, late: state.word === 'late' });
    }
    const again = (plan?.call_again_s ?? 180) * 1000;
    for (const team of crisis.teams) {
      if (team.closed !== null) continue;
      for (const one of team.positions) {
        const since = one.since === null ? Date.parse(team.activated) : Date.parse(one.since);
        if (!one.optional && (one.state === 'open' || one.state === 'refused') && now - since >= again) add('empty', `${team.id}/${one.id}`, { name: one.name, at: since });
      }
    }
    const leader = crisis.leader;
    if (leader && leader.id !== '' && leader.state === 'open' && leader.since !== null && now - Date.parse(leader.since) >= again && !crisis.teams.some((team) => team.closed === null && team.positions.some((one) => one.id === leader.id)))
      add('empty', `/${leader.id}`, { name: leader.name, at: Date.parse(leader.since) });
    const open = crisis.calls.filter((one) => one.outcome === '');
    if (open.length > 0) {
      const oldest = Math.min(...open.map((one) => Date.parse(one.listed)));
      add('calls', open[0]!.id, { count: open.length, name: open.length === 1 ? open[0]!.name || open[0]!.function : '', at: oldest, late: open.some((one) => one.overdue) || now - oldest > again });
    }
    if (crisis.review_due) add('review', crisis.id, { at: crisis.next_review === null ? null : Date.parse(crisis.next_review), late: true });
    for (const id of crisis.relief) add('relief', id, { name: crisis.teams.find((one) => one.id === id)?.name ?? id });
  }
  for (const one of crisis.actions) {
    if (one.state !== 'open' || one.due === null) continue;
    const due = Date.parse(one.due);
    const mine = isMine(one.owner, crisis, who);
    if (due < now && (mine || watchers.has(who.role))) add('action', one.id, { name: one.text, number: one.number, at: due, late: true });
    else if (mine && due - now < 5 * minute) add('action', one.id, { name: one.text, number: one.number, at: due });
  }
  return inRank(out);
}

const inRank = (out: (Thing & { rank: number })[]): Thing[] =>
  out.sort((a, b) => a.rank - b.rank || Number(b.late) - Number(a.late) || (a.at ?? Infinity) - (b.at ?? Infinity)).map(({ rank, ...thing }) => { void rank; return thing; });

/** At most three, no kind twice before each kind was there once: three empty chairs must not hide a decision. */
export function topThings(all: readonly Thing[], most = 3): Thing[] {
  const once = all.filter((thing, index) => all.findIndex((one) => one.kind === thing.kind) === index);
  const rest = all.filter((thing) => !once.includes(thing));
  const chosen = new Set([...once, ...rest].slice(0, most));
  return all.filter((thing) => chosen.has(thing));
}
