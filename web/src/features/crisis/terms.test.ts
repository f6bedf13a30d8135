import { describe, expect, it } from 'vitest';
import { at, now, term } from './invented';
import { byLimit, countTerms, isLate, pressingTerm, termState } from './terms';

describe('a legal term', () => {
  it('runs, with what is left', () => expect(termState(term({ from: at(-20), due: at(25) }), now)).toMatchObject({ word: 'runs', ms: 25 * 60_000 }));
  it('is nearly there in its last fifth', () => {
    expect(termState(term({ from: at(-36), due: at(9) }), now).word).toBe('almost');
    expect(termState(term({ from: at(-35), due: at(10) }), now).word).toBe('runs');
  });
  it('is late with how much, and not before', () => {
    expect(termState(term({ due: at(-3.2) }), now)).toMatchObject({ word: 'late', ms: 192_000 });
    expect(termState(term({ from: at(-45), due: at(0) }), now).word).toBe('almost');
  });
  it('met in time says how long it took', () => expect(termState(term({ from: at(-40), due: at(5), met: at(-38.633) }), now)).toMatchObject({ word: 'met', ms: 82_000 + 20 }));
  it('missed, and worked up since, stays late too', () => {
    expect(termState(term({ from: null, due: null, missed: true }), now).word).toBe('met-late');
    expect(termState(term({ from: null, due: null, missed: false }), now).word).toBe('idle');
  });
  it('met after its time stays late, for good', () => {
    const late = termState(term({ due: at(-10), met: at(-8) }), now);
    expect(late).toMatchObject({ word: 'met-late', ms: 120_000 });
    expect(isLate(late)).toBe(true);
  });
  it('a missed one whose due moved stays missed', () => expect(termState(term({ due: at(5), met: at(-8), missed: true }), now).word).toBe('met-late'));
  it('without anchor it does not run', () => expect(termState(term({ from: null, due: null }), now).word).toBe('idle'));
  it('without a number it is as soon as possible', () => expect(termState(term({ limit_s: 0, due: null }), now).word).toBe('soon'));
  it('works out the due moment when only the limit is known', () => expect(termState(term({ from: at(-40), due: null, limit_s: 2700 }), now)).toMatchObject({ word: 'almost', ms: 300_000 }));
});

it('terms stand by their limit; what does not run is last', () =>
  expect(byLimit([term({ timer: 'a', limit_s: 3600 }), term({ timer: 'b', limit_s: 120 }), term({ timer: 'c', limit_s: 60, from: null }), term({ timer: 'd', limit_s: 0, due: null })]).map((one) => one.timer)).toEqual(['b', 'a', 'd', 'c']));

it('counts each once: late wins over met', () =>
  expect(countTerms([term({ met: at(-1) }), term({ due: at(-10), met: at(-5) }), term({ due: at(-1) }), term(), term({ from: null, due: null })], now)).toEqual({ met: 1, late: 2, runs: 1, waits: 1 }));

describe('W without a term pointed at', () => {
  it('explains the one that is late the longest, else what has least time left', () => {
    const runs = [term({ timer: 'T5', due: at(9) }), term({ timer: 'T9', due: at(4) }), term({ timer: 'T2', met: at(-3) })];
    expect(pressingTerm(runs, now)).toBe('T9');
    expect(pressingTerm([...runs, term({ timer: 'T1', due: at(-2) }), term({ timer: 'T3', due: at(-7) })], now)).toBe('T3');
    expect(pressingTerm([term({ from: null, due: null })], now)).toBeUndefined();
  });
});
