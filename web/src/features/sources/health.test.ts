import { describe, expect, it } from 'vitest';
import type { Source } from '../../net/api';
import { lateness, standOf, worstFirst } from './health';

const source = (name: string, part: Partial<Source>): Source =>
  ({ name, state: 'ok', condition: 'none', expected_s: 60, last_received: null, ...part }) as Source;

describe('sources', () => {
  it('silence is worse than anything else, frozen is worse than slow', () => {
    expect(standOf(source('a', { state: 'silent', condition: 'remarked' }))).toBe('silent');
    expect(standOf(source('a', { state: 'slow', condition: 'frozen' }))).toBe('frozen');
    expect(worstFirst([source('ok', {}), source('stil', { state: 'silent' }), source('traag', { state: 'slow' })]).map((one) => one.name)).toEqual(['stil', 'traag', 'ok']);
  });
  it('a source that is just due stands at half', () => {
    const now = Date.parse('2026-06-27T12:01:00Z');
    expect(lateness(source('a', { last_received: '2026-06-27T12:00:00Z' }), now)).toBeCloseTo(0.5);
    expect(lateness(source('a', {}), now)).toBe(0);
  });
});
