import { describe, expect, it } from 'vitest';
import { crisis, duties, plan, position, standing } from '../crisis/invented';
import { missing, opensOn, termOf, whoHears } from './hears';

describe('who hears it', () => {
  it('the positions of the teams that come, and who is told; optional ones are not alarmed', () => {
    const heard = whoHears(crisis(), plan, 'l2', duties);
    expect(heard.rows.map((row) => [row.name, row.people.map((one) => one.contact?.name), row.term_s])).toEqual([['FIELD', ['Aarts', 'Bosma'], 1800], ['STAFF', ['Wouters', 'Mulder'], 2700], ['', ['Mayor'], 120]]);
    expect(heard.alarm).toBe(5);
  });
  it('a team that stands is told only, and counts as message', () => {
    const heard = whoHears(crisis({ level: 'l1', teams: [standing('field', [position('leader', { state: 'begun' }), position('fire')])] }), plan, 'l2', duties);
    expect(heard.rows.map((row) => row.name)).toEqual(['STAFF', '']);
    expect(heard.standing).toEqual([{ name: 'FIELD', count: 1 }]);
    expect(heard.message).toBe(1);
  });
  it('one person in two functions is called once; a function without anybody is named', () => {
    const heard = whoHears(crisis(), plan, 'l3', duties);
    expect(heard.rows.find((row) => row.id === 'policy')?.people.map((one) => one.contact?.name)).toEqual(['Mayor']);
    expect(heard.rows.find((row) => row.told)).toMatchObject({ people: [], vacant: ['CHAIR'] });
    expect(heard.vacant).toBe(1);
  });
  it('coming down names the teams that stay until they are closed', () =>
    expect(whoHears(crisis({ level: 'l2', teams: [standing('field', []), standing('staff', [])] }), plan, 'l1', duties).ends).toEqual(['STAFF']));
  it('a team without a term has none', () => expect(termOf(plan, 'policy')).toBe(0));
});

describe('the dialog opens', () => {
  it('on the advised level when that is higher, else on the next', () => {
    expect(opensOn(crisis({ advice: { procedure: '', level: 'l2', holds: 1, of: 1 } }), plan)).toBe('l2');
    expect(opensOn(crisis({ level: 'l2', advice: { procedure: '', level: 'l2', holds: 1, of: 1 } }), plan)).toBe('l3');
    expect(opensOn(crisis(), plan)).toBe('l1');
    expect(opensOn(crisis({ level: 'l3' }), plan)).toBe('l3');
  });
});

describe('what is missing', () => {
  const choice = { up: true, allowed: false, way: 'behalf' as const, behalf: '', reason: '', open: 0, to: '', ending: false };
  it('who may needs nothing more', () => expect(missing({ ...choice, allowed: true })).toBe(''));
  it('who may not names who ordered it, or gives ten characters of reason', () => {
    expect(missing(choice)).toBe('behalf');
    expect(missing({ ...choice, behalf: 'Aarts' })).toBe('');
    expect(missing({ ...choice, way: 'reason', reason: '9 tekens.' })).toBe('reason');
    expect(missing({ ...choice, way: 'reason', reason: '10 tekens.' })).toBe('');
  });
  it('coming down always asks why, and to none who gets the open actions', () => {
    expect(missing({ ...choice, up: false, allowed: true })).toBe('reason');
    expect(missing({ ...choice, up: false, allowed: true, reason: 'Wegen zijn weer vrij', open: 2, ending: true })).toBe('to');
    expect(missing({ ...choice, up: false, allowed: true, reason: 'Wegen zijn weer vrij', open: 2 })).toBe('');
  });
});
