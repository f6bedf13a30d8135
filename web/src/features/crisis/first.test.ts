import { describe, expect, it } from 'vitest';
import type { CrisisAction, CrisisDecision } from '../../net/crisis';
import { firstThings, mayDecide, topThings } from './first';
import { at, crisis, now, plan, position, standing, term } from './invented';
import { isMine } from './mine';

const rol = { role: 'rol', name: 'Wouters' };
const caco = { role: 'caco', name: 'Terpstra' };
const decision = (more: Partial<CrisisDecision> = {}): CrisisDecision => ({ id: 'd5', number: 'B-05', type: 'evacuate', question: 'Evacuate?', advice: '', state: 'proposed', proposed: at(-4), by: rol, latest: at(6), choice: '', decided: null, decided_by: { name: '', role: '' }, rests_on: 0, allowed: true, reason: '', follow_ups: [], ...more });
const action = (more: Partial<CrisisAction> = {}): CrisisAction => ({ id: 'a3', number: 'A-03', text: 'List', owner: 'health', due: at(-6), created: at(-20), by: rol, state: 'open', ended: null, note: '', decision: '', card: '', climbed: [], ...more });
const kinds = (things: { kind: string }[]): string[] => things.map((one) => one.kind);

describe('first this', () => {
  it('a decision is put before who may take it, and nobody else', () => {
    const one = crisis({ decisions: [decision()] });
    expect(kinds(firstThings(one, plan, rol, now))).toEqual(['decide']);
    expect(kinds(firstThings(one, plan, caco, now))).toEqual([]);
  });
  it('what was not carried out goes back to who decided', () => {
    const one = crisis({ decisions: [decision({ state: 'partly', decided_by: rol, choice: 'Shut gas', follow_ups: [{ at: at(-2), by: caco, state: 'partly', note: 'stuck' }] })] });
    expect(firstThings(one, plan, rol, now)[0]).toMatchObject({ kind: 'back', name: 'Shut gas', number: 'B-05' });
    expect(firstThings(one, plan, caco, now)).toEqual([]);
  });
  it('who is called is told so, after what is to decide; who leads the picture settles what contradicts', () => {
    const by = { name: '', role: '' };
    const one = crisis({
      decisions: [decision()], teams: [standing('staff', [position('rol', { state: 'called' })])],
      contradictions: [{ id: 'c', heading: '', about: 'Injured', values: [{ text: '7', source: 'a', at: null }, { text: '11', source: 'b', at: null }], raised: at(-2), by, state: 'open', asked: null, chosen: 0, reason: '', settled: null, settled_by: by }],
    });
    expect(kinds(firstThings(one, plan, rol, now))).toEqual(['decide', 'alarm', 'contradiction']);
    expect(kinds(firstThings(one, plan, caco, now))).toEqual([]);
    expect(kinds(firstThings({ ...one, teams: [standing('staff', [position('rol', { state: 'coming', person: 'Wouters' })])] }, plan, rol, now))).toEqual(['decide', 'contradiction']);
  });
  it('a card of mine counts when its first open line is nearly due', () => {
    const doctrine = { ...plan, cards: [{ id: 't0', title: 'Alarm', from_level: '', team: '', theme: '', procedure: '', t0: true, actions: [{ text: 'Call', owner: 'caco', within_s: 600 }] }] };
    const one = (since: number) => crisis({ cards: ['t0'], cards_since: { t0: at(since) } });
    expect(firstThings(one(-1), doctrine, caco, now)).toEqual([]);
    expect(firstThings(one(-6), doctrine, caco, now)[0]).toMatchObject({ kind: 'card', name: 'Alarm', late: false });
    expect(firstThings(one(-11), doctrine, caco, now)[0]).toMatchObject({ late: true });
    expect(firstThings(one(-11), doctrine, rol, now)).toEqual([]);
  });
  it('a term counts when it is nearly due or late, not before and not once met', () => {
    const names = (due: number, more = {}): string[] => firstThings(crisis({ terms: [term({ from: at(-40), due: at(due), limit_s: (40 + due) * 60, ...more })] }), plan, caco, now).map((one) => one.id);
    expect(names(30)).toEqual([]);
    expect(names(3)).toEqual(['T5']);
    expect(names(-3)).toEqual(['T5']);
    expect(names(-3, { met: at(-1) })).toEqual([]);
  });
  it('an empty position counts after the time in which the next one is called', () => {
    const of = (since: number, more = {}): string[] => kinds(firstThings(crisis({ teams: [standing('staff', [position('health', { since: at(since), ...more })])] }), plan, rol, now));
    expect(of(-2)).toEqual([]);
    expect(of(-4)).toEqual(['empty']);
    expect(of(-4, { optional: true })).toEqual([]);
    expect(of(-4, { state: 'coming' })).toEqual([]);
  });
  it('calls without outcome are one thing, and the first of the coordinator', () => {
    const call = { id: 'k', function: 'health', team: 'staff', position: 'health', contact: 'm', name: 'Mulder', phone: '1', listed: at(-5), outcome: '', answered: null, by: caco, note: '', attempt: 1 };
    const one = crisis({ alarmed: at(-6), calls: [call, { ...call, id: 'k2' }], terms: [term({ due: at(-1) })] });
    expect(firstThings(one, plan, caco, now).map((thing) => [thing.kind, thing.count])).toEqual([['calls', 2], ['term', 1]]);
    expect(kinds(firstThings(one, plan, rol, now))).toEqual(['term', 'calls']);
  });
  it('an overdue action and a review that is due', () => {
    expect(kinds(firstThings(crisis({ actions: [action(), action({ id: 'b', state: 'done' })], review_due: true, next_review: at(-60) }), plan, rol, now))).toEqual(['review', 'action']);
  });
  it('nothing for who only reads, and nothing of a closed crisis', () => {
    expect(firstThings(crisis({ actions: [action()] }), plan, { role: 'reader', name: '' }, now)).toEqual([]);
    expect(firstThings(crisis({ actions: [action()], closed: at(-1) }), plan, rol, now)).toEqual([]);
  });
  it('three at most, and three empty chairs do not hide a decision', () => {
    const one = crisis({ decisions: [decision()], teams: [standing('staff', ['a', 'b', 'c', 'd'].map((id) => position(id)))] });
    const top = topThings(firstThings(one, plan, caco, now).concat(firstThings(one, plan, rol, now)));
    expect(top).toHaveLength(3);
    expect(kinds(top)).toContain('decide');
  });
});

describe('whose', () => {
  it('an action is mine by role, by name or by the position that I fill', () => {
    const one = crisis({ teams: [standing('staff', [position('health', { person: 'Mulder' })])] });
    expect(isMine('health', one, { role: 'officer', name: 'Mulder' })).toBe(true);
    expect(isMine('health', one, { role: 'officer', name: 'Other' })).toBe(false);
    expect(isMine('rol', one, rol)).toBe(true);
    expect(isMine('', one, { role: '', name: '' })).toBe(false);
  });
  it('article 39 moves who decides', () => {
    const applied = crisis({ article_39: [{ at: at(-5), by: rol, municipalities: ['X'], consulted: true, reason: '', objections: [], ended: null }] });
    expect(mayDecide('evacuate', crisis(), plan, rol)).toBe(true);
    expect(mayDecide('evacuate', applied, plan, rol)).toBe(false);
    expect(mayDecide('evacuate', applied, plan, { role: 'voorzitter', name: '' })).toBe(true);
    expect(mayDecide('', crisis(), plan, rol)).toBe(true);
  });
});
