import { describe, expect, it } from 'vitest';
import { bobOf } from './bob';
import { at, crisis, now, plan, term } from './invented';

const heading = (id: string) => ({ id, group: 'a', name: id.toUpperCase(), text: '', article: '', team: '', owner: '', shared_with: [] });
const line = (id: string, minutes: number, text = 'x') => ({ heading: id, text, at: at(minutes), by: { name: 'A', role: 'im' }, version: 1, signal: '' });
const decision = (id: string, state: string, latest: string | null) => ({ id, number: id, type: '', question: id, advice: '', state, proposed: at(-9), by: { name: '', role: '' }, latest, choice: '', decided: null, decided_by: { name: '', role: '' }, rests_on: 0, allowed: true, reason: '', follow_ups: [] });
const doctrine = { ...plan, headings: [heading('a1'), heading('a2'), heading('a3'), { ...heading('own'), team: 'field' }] };

describe('picture, judgement, decision', () => {
  const one = crisis({
    lines: [line('a1', -20), line('a2', -2), line('a3', -1, ''), line('own', -1)], sent: [{ number: 2, at: at(-5), by: 'A', note: '' }],
    terms: [term({ due: at(-1) }), term({ timer: 'T4', due: at(9) })],
    decisions: [decision('late', 'proposed', null), decision('soon', 'proposed', at(5)), decision('half', 'partly', null), decision('done', 'done', null)],
  });
  it('what changed since the picture that was sent last, not what is empty or a team\'s own', () => {
    expect(bobOf(one, doctrine, now).changed.map((found) => found.heading.id)).toEqual(['a2']);
    expect(bobOf(crisis({ ...one, sent: [] }), doctrine, now).changed.map((found) => found.heading.id)).toEqual(['a1', 'a2']);
  });
  it('what is old, late or came back asks a judgement; proposals stand by their time', () => {
    const bob = bobOf(one, doctrine, now);
    expect(bob.stale.map((found) => found.id)).toEqual(['a1']);
    expect(bob.late).toEqual([{ timer: 'T5', name: 'Staff' }]);
    expect(bob.back.map((found) => found.id)).toEqual(['half']);
    expect(bob.proposed.map((found) => found.id)).toEqual(['soon', 'late']);
  });
});
