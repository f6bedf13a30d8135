// What is unread, what a typed time means, which procedure is advised, how a review stands.
import { describe, expect, it } from 'vitest';
import type { Signal } from '../../net/api';
import { adviseProcedure } from './advise';
import { at, crisis, now, plan } from './invented';
import { reviewState } from './review';
import { telOf } from './telephone';
import { dateAhead, dateTimeOf, timeOf } from './typed-time';
import { changedSince, parts, readOf } from './unread';
import { crisisNl } from './words.nl';

const line = (heading: string, text: string) => ({ heading, text, at: at(-1), by: { name: '', role: '' }, version: 1, signal: '' });

describe('what changed since it was read', () => {
  const read = readOf([line('a1', 'Flat. Four floors.'), line('b1', 'Nine.')], now);
  it('headings whose text is another one, new ones too', () =>
    expect(changedSince([line('a1', 'Flat. Five floors.'), line('b1', 'Nine.'), line('c1', 'New.')], read)).toEqual(['a1', 'c1']));
  it('marks the sentences that were not there', () =>
    expect(parts('Flat. Four floors.', 'Flat. Five floors. Gas.')).toEqual([{ text: 'Flat. ', fresh: false }, { text: 'Five floors. Gas.', fresh: true }]));
  it('nothing is new to who never read, and an empty text has no parts', () => {
    expect(changedSince([line('a1', 'x')], null)).toEqual([]);
    expect(parts('x', '')).toEqual([]);
  });
});

describe('typed times', () => {
  it('the next and the last time it is that late', () => {
    expect(timeOf('1500', now, 'next')).toBe(Date.parse('2026-11-24T14:00:00Z'));
    expect(timeOf('1400', now, 'next')).toBe(Date.parse('2026-11-25T13:00:00Z'));
    expect(timeOf('14:40', now, 'last')).toBe(Date.parse('2026-11-24T13:40:00Z'));
    expect(timeOf('1500', now, 'last')).toBe(Date.parse('2026-11-23T14:00:00Z'));
  });
  it('the minute that runs is now, in both directions', () => {
    expect(timeOf('1446', now, 'last')).toBe(Date.parse('2026-11-24T13:46:00Z'));
    expect(timeOf('1446', now, 'next')).toBe(Date.parse('2026-11-24T13:46:00Z'));
  });
  it('anything else is no time', () => { for (const text of ['', '25:00', 'half drie', '14']) expect(timeOf(text, now, 'next'), text).toBeNull(); });
  it('a date of review is Amsterdam’s, in summer and winter', () => {
    expect(dateTimeOf('2026-11-26', '1400')).toBe(Date.parse('2026-11-26T13:00:00Z'));
    expect(dateTimeOf('2026-06-26', '14:00')).toBe(Date.parse('2026-06-26T12:00:00Z'));
    expect(dateTimeOf('26-11-2026', '14:00')).toBeNull();
    expect(dateAhead(now, 2)).toBe('2026-11-26');
  });
});

describe('which procedure fits', () => {
  const signal = (more: Partial<Signal>): Signal => ({ level: 'yellow', theme: 'fire', expected: false, areas: [], scale: [], ...more }) as unknown as Signal;
  it('red now: the flash one, with the trait that says so', () => expect(adviseProcedure(plan, [signal({ level: 'red' })])).toEqual({ procedure: 'flash', because: 'Danger now' }));
  it('a level speaks for the procedure that has levels', () => expect(adviseProcedure(plan, [signal({ scale: [{ at: at(-1), scale: 'large', level: 'orange' }] })]).because).toBe('Grew large'));
  it('announced: the tailored one, also when it is announced as red', () => expect(adviseProcedure(plan, [signal({ level: 'red', expected: true })]).procedure).toBe('slow'));
  it('nothing says anything: the flash one, without a reason', () => expect(adviseProcedure(plan, [])).toEqual({ procedure: 'flash', because: '' }));
});

describe('review', () => {
  it('ahead, late and without a date', () => {
    expect(reviewState(crisis({ next_review: at(2880) }), now)).toMatchObject({ state: 'ahead' });
    expect(reviewState(crisis({ next_review: at(2880) }), now).words(crisisNl)).toBe('2 dagen');
    expect(reviewState(crisis({ next_review: at(-60) }), now).state).toBe('late');
    expect(reviewState(crisis(), now).state).toBe('none');
  });
});

it('a telephone dials digits', () => expect(telOf('+31 (0)6-1234 5678')).toBe('tel:+310612345678'));
