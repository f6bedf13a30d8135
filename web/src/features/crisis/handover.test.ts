import { describe, expect, it } from 'vitest';
import { filledPlaces, handoverOf } from './handover';
import { at, crisis, now, plan, position, standing, term } from './invented';

const one = crisis({
  level: 'l1', teams: [standing('field', [position('leader', { person: 'Aarts', state: 'begun' }), position('fire', { person: 'Bosma', state: 'coming', eta: at(9) }), position('empty')])],
  leader: position('rol', { person: 'Wouters', state: 'begun' }), terms: [term({ due: at(-3) }), term({ timer: 'T9', met: at(-1) })],
  actions: [{ id: 'a', number: 'A-01', text: 'List', owner: 'leader', due: null, created: at(-3), by: { name: '', role: '' }, state: 'open', ended: null, note: '', decision: '', card: '', climbed: [] }],
});

describe('handover', () => {
  it('a position can be handed over by who fills it; one\'s own stand first', () => {
    expect(filledPlaces(one, 'Bosma').map((place) => place.position.person)).toEqual(['Bosma', 'Aarts', 'Wouters']);
  });
  it('holds everything that is open, and nothing that is done', () => {
    const parts = Object.fromEntries(handoverOf(one, plan, now).map((part) => [part.id, part.items]));
    expect(parts['actions']!.map((item) => item.text)).toEqual(['A-01 List · LEADER']);
    expect(parts['terms']!.map((item) => item.key)).toEqual(['T5']);
    expect(parts['terms']![0]!.ms).toBeLessThan(0);
    expect(parts['gaps']!.map((item) => item.key)).toEqual(['field/empty']);
    expect(parts['coming']!.map((item) => item.text)).toEqual(['FIRE · FIELD']);
    expect(parts['level']![0]!.text).toBe('Level 1');
  });
});
