import { describe, expect, it } from 'vitest';
import type { Entity } from './api';
import { Mirror } from './mirror';

const log = (id: string, version: number, text = ''): Entity => ({
  type: 'log', id, version, at: '', written: '', who: '', role: '', text, crisis: null, signal: null, corrects: null,
});

describe('mirror', () => {
  it('keeps the newest version whatever the order', () => {
    const mirror = new Mirror();
    mirror.fold({ version: 5, upserts: [log('a', 5, 'new')], removals: [] });
    const late = mirror.fold({ version: 4, upserts: [log('a', 4, 'old')], removals: [] });
    expect(late.upserts).toEqual([]);
    expect(mirror.all().upserts).toEqual([log('a', 5, 'new')]);
    expect(mirror.version).toBe(5);
  });

  it('a removal older than what is known removes nothing', () => {
    const mirror = new Mirror();
    mirror.fold({ version: 5, upserts: [log('a', 5)], removals: [] });
    expect(mirror.fold({ version: 5, upserts: [], removals: [{ type: 'log', id: 'a', version: 3 }] }).removals).toEqual([]);
    expect(mirror.fold({ version: 6, upserts: [], removals: [{ type: 'log', id: 'a', version: 6 }] }).removals).toHaveLength(1);
    expect(mirror.all().upserts).toEqual([]);
  });

  it('a server that began anew counts from its own version', () => {
    const mirror = new Mirror();
    mirror.fold({ version: 900, upserts: [log('a', 900)], removals: [] });
    mirror.fold({ version: 3, upserts: [log('b', 3)], removals: [], full: true });
    expect(mirror.version).toBe(3);
  });

  it('a full snapshot replaces all', () => {
    const mirror = new Mirror();
    mirror.fold({ version: 5, upserts: [log('a', 5)], removals: [] });
    mirror.fold({ version: 9, upserts: [log('b', 9)], removals: [], full: true });
    expect(mirror.all().upserts.map((entity) => entity.id)).toEqual(['b']);
  });
});
