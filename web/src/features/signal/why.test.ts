import { describe, expect, it } from 'vitest';
import { leafHash } from './hash';
import { entryOf, erasedOf, excerpt, pieces, textOf } from './why';

describe('proof', () => {
  it('hashes_a_leaf_with_its_zero_byte_in_front', async () => {
    // printf '\x00abc' | sha256sum
    expect(await leafHash('abc')).toBe('609f6e36d2405585188d5cfd761f407c7cc46a7d3f314c88270469dde315fcd1');
    expect(await leafHash('')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'); // SHA-256 of one zero byte
  });
  it('takes_only_the_entry_that_was_asked_for', () => {
    expect(entryOf({ items: [{ seq: 7, core: '{}' }] }, 7)?.core).toBe('{}');
    expect(entryOf({ items: [{ seq: 8, core: '{}' }] }, 7)).toBeNull();
    expect(entryOf(null, 7)).toBeNull();
  });
});

describe('raw bytes', () => {
  it('tells_when_and_by_whom_they_were_erased', () => {
    expect(erasedOf('2026-06-27T12:00:00.000000Z B. Heer')).toEqual({ at: Date.UTC(2026, 5, 27, 12), by: 'B. Heer' });
    expect(erasedOf('no moment')).toBeNull();
    expect(erasedOf(undefined)).toBeNull();
  });
  it('marks_each_used_part_once_the_longest_first', () => {
    const marked = pieces('P 1 GRIP 1 brand Vianen', ['P 1', 'GRIP 1', 'Vianen']).filter((p) => p.used).map((p) => p.text);
    expect(marked).toEqual(['P 1', 'GRIP 1', 'Vianen']);
  });
  it('loses_no_byte_of_the_text', () => {
    const text = 'aaa<b>aaa</b>';
    expect(pieces(text, ['aaa', 'b', 'zzz']).map((p) => p.text).join('')).toBe(text);
  });
  it('shows_a_long_document_round_what_was_used', () => {
    const text = `${'x'.repeat(5000)}HIER${'y'.repeat(5000)}`;
    const part = excerpt(text, ['HIER'], 1000);
    expect(part.text).toContain('HIER');
    expect(part.before + part.text.length + part.after).toBe(text.length);
  });
  it('does_not_pass_binary_off_as_text', () => {
    expect(textOf(new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7, 8, 255, 254]))).toBeNull();
    expect(textOf(new TextEncoder().encode('één regel\n'))).toBe('één regel\n');
  });
});
