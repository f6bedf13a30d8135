import { describe, expect, it } from 'vitest';
import { coming, events, history, meetings, nextMeeting, pipsOf } from './course';
import { at, crisis, now, plan, position, standing } from './invented';
import { inOrder } from './running';

const by = { name: 'W', role: 'rol' };
const level = (id: string, minutes: number, withdrawn: string | null = null) => ({ level: id, at: at(minutes), by, on_behalf_of: '', reason: '', rule: '', allowed: true, withdrawn });

describe('the course of a crisis', () => {
  const one = crisis({ t0: [{ at: at(-38), criterion: 'b', set: at(-38), by, reason: '' }], levels: [level('l1', -37), level('l2', -25, at(-24)), level('l2', -20)] });
  it('its history is in order, with what was withdrawn marked', () =>
    expect(history(one, plan).map((step) => [step.kind, step.name, step.withdrawn])).toEqual([['report', '', false], ['t0', 'b', false], ['level', 'Level 1', false], ['level', 'Level 2', true], ['level', 'Level 2', false]]));
  it('what comes is only what is still to come, the soonest first', () => {
    const busy = crisis({ next_review: at(60), teams: [standing('field', [position('fire', { state: 'coming', eta: at(5) }), position('leader', { state: 'coming', eta: at(-5) })], { begun: at(-30) })] });
    expect(coming(busy, plan, now).map((step) => step.kind)).toEqual(['arrives', 'relief', 'review']);
  });
  it('the meeting clock: the soonest that is still to come, else the one that is past until the next is planned; of standing teams', () => {
    const met = (id: string, minutes: number, more = {}) => standing(id, [], { meeting: { at: at(minutes), by }, ...more });
    const busy = crisis({ teams: [met('field', 30), met('staff', 8), met('policy', -5), met('gone', 2, { closed: at(-1) }), standing('none', [])] });
    expect(meetings(busy).map((step) => step.team)).toEqual(['policy', 'staff', 'field']);
    expect(nextMeeting(busy, now)).toMatchObject({ team: 'staff', at: Date.parse(at(8)) });
    expect(nextMeeting(crisis({ teams: [met('policy', -5)] }), now)?.team).toBe('policy');
    expect(nextMeeting(crisis(), now)).toBeUndefined();
    expect(coming(busy, plan, now).filter((step) => step.kind === 'meet').map((step) => step.at)).toEqual([Date.parse(at(8)), Date.parse(at(30))]);
  });
  it('the timeline is newest first and names the plan’s words', () => {
    const all = events(one, plan);
    expect(all[0]).toMatchObject({ kind: 'level', name: 'Level 2' });
    expect(all.map((event) => event.kind)).toContain('withdrawn');
    expect(all.at(-1)?.kind).toBe('started');
  });
  it('pips count the levels there are', () => {
    expect(pipsOf(plan, 'l2')).toEqual({ rank: 2, of: 3 });
    expect(pipsOf(plan, '')).toEqual({ rank: 0, of: 3 });
  });
});

describe('the list', () => {
  it('a real one before an exercise, then level, colour and age; closed ones apart', () => {
    const list = [crisis({ id: 'exercise', exercise: true, level: 'l3' }), crisis({ id: 'low', level: 'l1' }), crisis({ id: 'high', level: 'l2', colour: 'yellow' }), crisis({ id: 'none', colour: 'orange' }), crisis({ id: 'old', colour: 'orange', started: at(-900) }), crisis({ id: 'over', closed: at(-1) }), crisis({ id: 'merged', merged_into: 'high' })];
    const sorted = inOrder(list, () => plan);
    expect(sorted.running.map((one) => one.id)).toEqual(['high', 'low', 'old', 'none', 'exercise']);
    expect(sorted.closed.map((one) => one.id).sort()).toEqual(['merged', 'over']);
  });
});
