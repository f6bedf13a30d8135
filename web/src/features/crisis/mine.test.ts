// Who sits in a post is known by the person of the directory who was chosen for it, not by the exact name only.
import { describe, expect, it } from 'vitest';
import { crisis, plan, position, standing } from './invented';
import { isFor, isMine, positionsOf } from './mine';

const seated = crisis({ teams: [standing('field', [position('leader', { state: 'begun', person: 'Anja (leider)', contact: { id: 'c-7' } }), position('fire', { state: 'begun', person: 'Bosma' })])] });
const aarts = { role: 'officer', name: 'A. Aarts', contact: 'c-7' };

describe('who sits where', () => {
  it('by the person of the directory, whatever was typed', () => {
    expect(positionsOf(seated, plan, aarts).map((one) => one.position.id)).toEqual(['leader']);
    expect(isMine('leader', seated, aarts)).toBe(true);
  });
  it('by the name where there is no such person', () => {
    expect(positionsOf(seated, plan, { role: 'officer', name: 'Bosma' }).map((one) => one.position.id)).toEqual(['fire']);
    expect(isMine('leader', seated, { role: 'officer', name: 'A. Aarts' })).toBe(false);
  });
  it('a role does not take the line of a post that another person sits in', () => {
    expect(isFor('leader-field', crisis({ teams: [standing('field', [position('leader-field', { person: 'Anja (leider)', contact: { id: 'c-7' } })])] }), { role: 'leader', name: 'Somebody else' })).toBe(false);
    expect(isFor('leader-field', crisis({ teams: [standing('field', [position('leader-field', { person: 'Anja (leider)', contact: { id: 'c-7' } })])] }), { role: 'leader', name: 'A. Aarts', contact: 'c-7' })).toBe(true);
  });
});
