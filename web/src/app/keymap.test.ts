import { describe, expect, it } from 'vitest';
import { exchange, type Exchanges } from './keymap.svelte';

const alphabet = [...'abcdefghijklmnopqrstuvwxyz'];
const keysOf = (map: Exchanges): string[] => alphabet.map((letter) => map[letter] ?? letter);

describe('keys that are changed', () => {
  it('two letters change places', () => expect(exchange({}, 'b', 'v')).toEqual({ b: 'v', v: 'b' }));
  it('changing back leaves nothing changed', () => expect(exchange(exchange({}, 'b', 'v'), 'b', 'b')).toEqual({}));
  it('whatever is changed, every letter does one thing', () => {
    let map: Exchanges = {};
    for (const [from, to] of ['bv', 'vx', 'xb', 'bj', 'mb', 'wm', 'jj'].map((pair) => [...pair] as [string, string])) {
      map = exchange(map, from, to);
      expect([...keysOf(map)].sort()).toEqual(alphabet);
      expect(map[from] ?? from).toBe(to);
    }
  });
  it('only letters can be changed', () => expect(exchange({}, 'Enter', 'b')).toEqual({}));
});
