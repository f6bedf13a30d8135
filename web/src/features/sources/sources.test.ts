import { describe, expect, it } from 'vitest';
import type { Source } from '../../net/api';
import { arrivals, every, levelOf, rhythm, sorted, sourcesInShort, standing } from './sources';
import { silentAt, verdict } from './verdict';
import { sourcesWords } from './words';

const source = (id: string, more: Partial<Source> = {}): Source => ({
  type: 'source', id, version: 1, name: id, format: '', theme: 'air', personal: false, state: 'ok', condition: 'none', state_since: null, last_received: '2026-06-27T14:00:00Z', last_news: null, last_published: null, same_in_a_row: 0,
  expected_s: 600, silent_after_s: 1800, received: 0, understood: 0, remarked: 0, rejected: 0, tests: 0, kept_apart: [], unchanged: 0, failed: 0, last_good_sha256: '', last_bad_sha256: '', last_remarks: [], recent: [], previous: '', previous_from: null, previous_to: null, remedy: '', leans_on_it: [], ...more,
});
const at = Date.parse('2026-06-27T14:00:00Z');

describe('sources', () => {
  it('stand worst first: silent, frozen, slow, remarked, alive', () => {
    const list = [source('e'), source('d', { condition: 'remarked' }), source('c', { state: 'slow' }), source('b', { condition: 'frozen' }), source('a', { state: 'silent' })];
    expect(sorted(list).map((one) => one.id)).toEqual(['a', 'b', 'c', 'd', 'e']);
    const never = source('a', { state: 'silent', last_received: null }); // after what fell silent
    expect(sorted([never, source('z', { state: 'silent' }), source('b')]).map((one) => one.id)).toEqual(['z', 'a', 'b']);
  });
  it('a silent or frozen source is never green', () => {
    expect(levelOf(standing(source('a', { state: 'silent' })))).toBe('grey');
    expect(levelOf(standing(source('a', { condition: 'frozen' })))).toBe('grey');
  });
  it('frozen and silent do not count as alive', () =>
    expect(sourcesInShort([source('a', { state: 'silent' }), source('b', { condition: 'frozen' }), source('c', { state: 'slow' })])).toMatchObject({ all: 3, alive: 1, silent: ['a'], frozen: ['b'] }));
  it('says of each whether it is a fault, and has words for it', () => {
    const failed = [{ code: 'fetch-failed', where: '', message: '' }];
    const now = at + 3_600_000;
    const cases: [string, Partial<Source>][] = [
      ['unheard', { state: 'silent', last_received: null }],
      ['asking', { state: 'silent', failed: 3, last_remarks: failed }],
      ['rejected', { state: 'silent', rejected: 2, last_bad_sha256: 'ab', last_remarks: failed, recent: ['2026-06-27T14:20:00Z'] }],
      ['missing', { state: 'silent' }],
      ['missing', { state: 'silent', rejected: 2, last_bad_sha256: 'ab', last_remarks: failed, recent: ['2026-06-27T14:00:00Z'] }], // rejected before, nothing since
      ['frozen', { condition: 'frozen' }],
      ['late', { state: 'slow' }],
      ['failing', { condition: 'remarked', failed: 1, last_remarks: failed }],
      ['partly', { condition: 'remarked', remarked: 1, last_bad_sha256: 'ab', last_remarks: failed }],
      ['clock', { last_published: '2026-06-27T13:00:00Z' }],
      ['clock', { last_published: '2026-06-27T15:00:00Z' }],
      ['fresh', { last_published: '2026-06-27T13:00:00Z', same_in_a_row: 1, last_news: '2026-06-27T14:59:00Z' }], // the same document again
      ['fresh', { last_published: '2026-06-27T12:00:00Z', expected_s: 3600, last_news: '2026-06-27T14:59:00Z' }], // hourly values come hours late
      ['calm', { last_news: '2026-06-27T13:00:00Z' }],
      ['fresh', { last_news: '2026-06-27T14:59:00Z' }],
      ['free', { silent_after_s: 0 }],
    ];
    const said = { failed: 1, rejected: 1, every: '2 min', last: '14:00', published: '14:00', silentAt: '14:30', news: '14:00', off: '1 u' };
    for (const [expected, more] of cases) {
      const found = verdict(source('a', more), now);
      expect(found, JSON.stringify(more)).toBe(expected);
      const [what, why] = sourcesWords().verdicts[found];
      expect(what + why(said)).not.toMatch(/undefined/);
    }
    expect(silentAt(source('a'))).toBe(at + 1_800_000);
    expect(silentAt(source('a', { silent_after_s: 0 }))).toBeNull();
  });
  it('the rhythm is due at 1 and an arrow beyond 2', () => {
    expect(rhythm(source('a'), at + 300_000)).toEqual({ share: 0.5, over: false });
    expect(rhythm(source('a'), at + 3_000_000)).toEqual({ share: 2, over: true });
    expect(rhythm(source('a', { last_received: null }), at)).toBeNull();
  });
  it('equal deliveries stand apart from the moment they began', () => {
    const recent = [0, 1, 2, 3].map((n) => new Date(at + n * 60_000).toISOString());
    const strip = arrivals(source('a', { recent, condition: 'frozen', same_in_a_row: 2 }), at + 180_000, 300);
    expect(strip.bars.map((bar) => bar.same)).toEqual([false, false, true, true]);
    expect(strip.frozenX).toBe(200);
  });
  it('says a rhythm in its own unit', () => expect([0, 30, 120, 7200, 604_800].map(every)).toEqual(['–', '30 s', '2 min', '2 u', '7 d']));
});
