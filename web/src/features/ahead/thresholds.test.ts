import { describe, expect, it } from 'vitest';
import type { EarlyWarning, Thresholds } from '../../net/warning';
import { askedOf, bodyOf, changesOf, partsThatDiffer, queryOf, typedOf } from './thresholds';

const now: Thresholds = { per_shift: 2, cluster_share: 0.1, measured_share: 0.2, warn_chance: 0.5, unwatched: [] };
const typed = typedOf(now, (value) => String(value).replace('.', ','));
const themes = ['care', 'fire'];

describe('thresholds that are typed', () => {
  it('read back as they are', () => {
    expect(typed).toEqual({ perShift: '2', cluster: '10', measured: '20', chance: '50', unwatched: [] });
    expect(askedOf(typed, themes)).toEqual(now);
    expect(askedOf({ ...typed, cluster: '12,5' }, themes)).toMatchObject({ cluster_share: 0.125 });
  });
  it('are refused with what is wrong', () => {
    for (const perShift of ['', '0,4', '10,5', 'twee']) expect(askedOf({ ...typed, perShift }, themes)).toBe('perShift');
    expect(askedOf({ ...typed, measured: '81' }, themes)).toBe('shares');
    expect(askedOf({ ...typed, chance: '4' }, themes)).toBe('chance');
    expect(askedOf({ ...typed, unwatched: ['fire', 'care'] }, themes)).toBe('themes');
  });
  it('say nothing of a chance where nothing is foretold', () => {
    const asked = askedOf({ ...typed, chance: '' }, themes) as Thresholds;
    expect(bodyOf(asked)).not.toHaveProperty('warn_chance');
    expect(queryOf(asked)).toBe('per_shift=2&cluster_share=0.1&measured_share=0.2&unwatched=none');
    expect(queryOf({ ...now, unwatched: ['care', 'fire'] })).toContain('unwatched=care%2Cfire&warn_chance=0.5');
  });
});

describe('the log of changes', () => {
  const changes = [
    { per_shift: 3, cluster_share: 0.3, unwatched: ['care'], reason: 'zorg is te druk', name: 'B', at: '2026-06-27T12:00:00Z' },
    { per_shift: 3, reason: 'drukke avond', name: 'A', at: '2026-06-27T10:00:00Z' },
  ];
  it('tells of each what held before it', () => {
    const [newest, oldest] = changesOf({ by_doctrine: now, changes } as unknown as EarlyWarning);
    expect(oldest).toMatchObject({ was: now, is: { ...now, per_shift: 3 }, reason: 'drukke avond' });
    expect(partsThatDiffer(oldest!.was, oldest!.is)).toEqual(['per_shift']);
    expect(partsThatDiffer(newest!.was, newest!.is)).toEqual(['cluster_share', 'unwatched']);
  });
});
