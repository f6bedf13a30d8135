import { describe, expect, it } from 'vitest';
import { cardsOf } from './cards';
import { at, crisis, plan, position, standing } from './invented';
import { isFor, positionsOf } from './mine';

const doctrine = { ...plan, cards: [
  { id: 't0', title: 'Alarm', from_level: '', team: '', theme: '', procedure: '', t0: true, actions: [{ text: 'Call the mayor', owner: 'caco', within_s: 120 }, { text: 'Look at the level', owner: 'rol', within_s: 0 }] },
  { id: 'team', title: 'Team begins', from_level: '', team: 'field', theme: '', procedure: '', t0: false, actions: [{ text: 'First picture', owner: 'im-field', within_s: 900 }] },
  { id: 'never', title: 'Not true yet', from_level: 'l3', team: '', theme: '', procedure: '', t0: false, actions: [{ text: 'x', owner: 'rol', within_s: 60 }] },
] };
const action = { id: 'action-1', number: 'A-01', text: 'Call the mayor', owner: 'caco', due: null, created: at(-4), by: { name: 'T', role: 'caco' }, state: 'done', ended: at(-4), note: '', decision: '', card: 't0/1', climbed: [] };
const one = crisis({ cards: ['t0', 'team'], cards_since: { t0: at(-5), team: at(-1) }, actions: [action] });

describe('action cards', () => {
  it('only what has appeared, the newest on top, with who it is for and by when', () => {
    const cards = cardsOf(one, doctrine, { role: 'caco', name: 'T' });
    expect(cards.map((card) => card.id)).toEqual(['team', 't0']);
    expect(cards[1]!.lines.map((line) => line.mine)).toEqual([true, false]);
    expect(cards[1]!.lines[0]!.due).toBe(Date.parse(at(-3)));
    expect(cards[1]!.lines[1]!.due).toBeNull();
  });
  it('a line that became an action is that action, until it is dropped', () => {
    const who = { role: 'caco', name: 'T' };
    expect(cardsOf(one, doctrine, who)[1]!.lines[0]!.action?.number).toBe('A-01');
    expect(cardsOf(crisis({ ...one, actions: [{ ...action, state: 'dropped' }] }), doctrine, who)[1]!.lines[0]!.action).toBeNull();
  });
  it('a role that plays a position has its lines, unless somebody else fills it', () => {
    const who = { role: 'im', name: 'Idrissi' };
    expect(isFor('im-field', one, who)).toBe(true);
    expect(isFor('im-field', crisis({ teams: [standing('field', [position('im-field', { person: 'Huisman' })])] }), who)).toBe(false);
    expect(isFor('im-field', crisis({ teams: [standing('field', [position('im-field', { person: 'Idrissi' })])] }), who)).toBe(true);
    expect(isFor('rol', one, who)).toBe(false);
  });
  it('who is called knows it by name, by role, and no longer once somebody else fills the position', () => {
    const called = crisis({ teams: [standing('field', [position('leader', { state: 'called' }), position('fire', { state: 'called' })])] });
    expect(positionsOf(called, doctrine, { role: 'leader', name: 'A' }).map((found) => found.position.id)).toEqual(['leader']);
    const call = { id: 'x', function: 'fire', team: 'field', position: 'fire', contact: 'c', name: 'Bosma', phone: '', listed: at(-1), outcome: '', answered: null, by: { name: '', role: '' }, note: '', attempt: 1 };
    expect(positionsOf({ ...called, calls: [call] }, doctrine, { role: 'officer', name: 'Bosma' }).map((found) => found.position.id)).toEqual(['fire']);
    expect(positionsOf({ ...called, calls: [{ ...call, outcome: 'withdrawn' }] }, doctrine, { role: 'officer', name: 'Bosma' })).toEqual([]);
    expect(positionsOf(crisis({ teams: [standing('field', [position('leader', { state: 'coming', person: 'Else' })])] }), doctrine, { role: 'leader', name: 'A' })).toEqual([]);
  });
});
