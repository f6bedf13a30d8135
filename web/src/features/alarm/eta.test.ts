import { describe, expect, it } from 'vitest';
import { at, crisis, now, plan, position, standing, term } from '../crisis/invented';
import { lateBy, limitOf } from './eta';

const doctrine = { ...plan, teams: plan.teams.map((team) => ({ ...team, positions: team.positions.map((one) => ({ ...one, begins_s: one.id === 'fire' ? 1200 : 0 })) })) };
const one = crisis({ teams: [standing('field', [position('leader'), position('fire')]), standing('staff', [position('health')])], terms: [term({ due: at(5) }), term({ timer: 'T4', due: at(8) })] });
const called = (team: string, id: string) => ({ team, position: position(id) });

describe('in time or late', () => {
  it('the law\'s term of the position, also that of the team for its chair', () => {
    expect(limitOf(one, doctrine, called('staff', 'health'))).toEqual({ at: Date.parse(at(5)), timer: 'T5' });
    expect(limitOf(one, doctrine, called('field', 'leader'))).toEqual({ at: Date.parse(at(8)), timer: 'T4' });
  });
  it('without one what the plan asks, from when the team was called; a met term asks nothing', () => {
    expect(limitOf(one, doctrine, called('field', 'fire'))).toEqual({ at: Date.parse(at(0)), timer: '' });
    expect(limitOf(crisis({ ...one, terms: [term({ met: at(-1) })] }), doctrine, called('staff', 'health'))).toBeNull();
  });
  it('late by whole minutes, never less than one', () => {
    const limit = { at: now + 60_000, timer: 'T5' };
    expect(lateBy(now + 60_000, limit)).toBe(0);
    expect(lateBy(now + 61_000, limit)).toBe(1);
    expect(lateBy(now + 6 * 60_000, limit)).toBe(5);
    expect(lateBy(now, null)).toBe(0);
  });
});
