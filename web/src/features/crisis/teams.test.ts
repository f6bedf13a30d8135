import { describe, expect, it } from 'vitest';
import { at, crisis, duties, plan, position, standing, term } from './invented';
import { leaderOf } from './leader';
import { actionsOf, breaches, filled, idleTeams, surplusTeams, withoutScenario } from './teams';

describe('teams', () => {
  it('an optional position counts once somebody is in it', () => {
    expect(filled(standing('field', [position('leader', { state: 'begun' }), position('plotter', { optional: true })]))).toEqual({ begun: 1, of: 1 });
    expect(filled(standing('field', [position('leader'), position('plotter', { optional: true, state: 'begun' })]))).toEqual({ begun: 1, of: 2 });
  });
  it('says who will be too late before it happens, and not once the term is met', () => {
    const one = crisis({ terms: [term({ timer: 'T5', due: at(5) })], teams: [standing('staff', [position('rol', { state: 'coming', eta: at(4) }), position('health', { state: 'coming', eta: at(9) })])] });
    expect(breaches(one, plan)).toEqual([{ position: 'HEALTH', timer: 'T5', ms: 4 * 60_000 }]);
    expect(breaches({ ...one, terms: [term({ timer: 'T5', due: at(5), met: at(0) })] }, plan)).toEqual([]);
  });
  it('RPVR: a policy team without a scenario is warned about from the second level on, until somebody wrote what if', () => {
    const layered = { ...plan, teams: plan.teams.map((team) => ({ ...team, layer: team.id === 'policy' ? 'besturen' : 'richten' })) };
    const meets = crisis({ level: 'l2', teams: [standing('field', []), standing('policy', [], { name: 'Policy' })] });
    expect(withoutScenario(meets, layered)).toBe('Policy');
    expect(withoutScenario({ ...meets, level: 'l1' }, layered)).toBe('');
    expect(withoutScenario(crisis({ level: 'l2', teams: [standing('field', [])] }), layered)).toBe('');
    expect(withoutScenario({ ...meets, questions: { ...meets.questions, what_if: 'De wind draait' } }, layered)).toBe('');
  });
  it('a team that stands is not offered again', () => {
    const one = crisis({ teams: [standing('field', [])] });
    expect(idleTeams(one, plan).map((team) => team.id)).toEqual(['staff', 'policy']);
  });
});

describe('the leader', () => {
  it('is who is on duty until the position stands', () => expect(leaderOf(crisis(), plan, duties)).toMatchObject({ state: 'duty', name: 'Wouters' }));
  it('is who has begun, since when', () => expect(leaderOf(crisis({ teams: [standing('staff', [position('rol', { state: 'begun', person: 'De Wit', begun: at(-2) })])] }), plan, duties)).toMatchObject({ state: 'begun', name: 'De Wit', at: Date.parse(at(-2)) }));
  it('is vacant when the position is open, with whom to call', () => expect(leaderOf(crisis({ teams: [standing('staff', [position('rol', { since: at(-4) })])] }), plan, duties)).toMatchObject({ state: 'vacant', name: 'Wouters', phone: '+310', since: Date.parse(at(-4)) }));
  it('after scaling down the teams that the level no longer asks say so; one that was formed by hand does not', () => {
    const change = (level: string) => ({ level, at: at(-9), by: { name: '', role: '' }, on_behalf_of: '', reason: '', rule: '', allowed: true, withdrawn: null });
    const teams = [standing('field', []), standing('staff', [position('rol')]), standing('own', [])];
    const lowered = crisis({ level: 'l1', levels: [change('l2'), change('l1')], teams });
    expect(surplusTeams(lowered, plan)).toEqual(['staff']);
    expect(surplusTeams({ ...lowered, level: '' }, plan)).toEqual(['field', 'staff']);
    expect(surplusTeams({ ...lowered, level: 'l2' }, plan)).toEqual([]);
  });
  it('a team holds the open actions of its positions', () => {
    const action = (id: string, owner: string, state = 'open') => ({ id, number: id, text: '', owner, due: null, created: at(-3), by: { name: '', role: '' }, state, ended: null, note: '', decision: '', card: '', climbed: [] });
    const team = standing('staff', [position('rol')]);
    expect(actionsOf(crisis({ actions: [action('a', 'rol'), action('b', 'ROL'), action('c', 'rol', 'done'), action('d', 'fire')] }), team).map((one) => one.id)).toEqual(['a', 'b']);
  });
});
