import { describe, expect, it } from 'vitest';
import { headOf, isUnder, rootOf } from './inclusion';
import { leafHash, sha256 } from './hash';

// The recursive definition of RFC 9162 2.1.1 and 2.1.3.1, as a second opinion.
const bytes = (hex: string) => Uint8Array.from(hex.match(/../g)!, (p) => parseInt(p, 16));
const join = (l: string, r: string) => sha256(Uint8Array.from([1, ...bytes(l), ...bytes(r)]));
const half = (n: number) => 2 ** Math.floor(Math.log2(n - 1));
async function head(leaves: string[]): Promise<string> {
  if (leaves.length === 1) return leaves[0]!;
  const k = half(leaves.length);
  return join(await head(leaves.slice(0, k)), await head(leaves.slice(k)));
}
async function path(index: number, leaves: string[]): Promise<string[]> {
  if (leaves.length === 1) return [];
  const k = half(leaves.length);
  return index < k
    ? [...(await path(index, leaves.slice(0, k))), await head(leaves.slice(k))]
    : [...(await path(index - k, leaves.slice(k))), await head(leaves.slice(0, k))];
}
const base64 = (hex: string) => btoa(String.fromCharCode(...bytes(hex)));

describe('inclusion', () => {
  it('leads_every_leaf_of_every_small_tree_to_its_root_and_no_changed_path', async () => {
    const leaves: string[] = [];
    for (let size = 1; size <= 9; size++) {
      leaves.push(await leafHash(`leaf ${size}`));
      const root = await head(leaves);
      for (let index = 0; index < size; index++) {
        const way = await path(index, leaves);
        expect(await rootOf(index, size, leaves[index]!, way)).toBe(root);
        expect(await rootOf(index, size, leaves[index]!, [...way, root])).not.toBe(root);
        if (way.length === 0) continue;
        expect(await rootOf(index, size, leaves[index]!, way.slice(1))).not.toBe(root);
        expect(await rootOf(index, size, leaves[index]!, [leaves[index]!, ...way.slice(1)])).not.toBe(root);
      }
      expect(await rootOf(size, size, leaves[0]!, [])).toBeNull();
    }
  });

  it('takes_size_and_root_from_the_signed_text_and_not_from_the_answer', async () => {
    const leaves = await Promise.all(['a', 'b', 'c'].map(leafHash));
    const root = await head(leaves);
    const proof = {
      seq: 2, index: 1, leaf_hash: leaves[1]!, size: 99, root_hash: 'ff', path: await path(1, leaves),
      checkpoint: `origin\n3\n${base64(root)}\n\n— origin AAAA\n`,
    };
    expect(await isUnder(proof, 2, leaves[1]!)).toBe(true);
    expect(await isUnder(proof, 1, leaves[1]!)).toBe(false);
    expect(await isUnder(proof, 2, leaves[0]!)).toBe(false);
    expect(await isUnder({ ...proof, checkpoint: proof.checkpoint.replace('\n3\n', '\n9\n') }, 2, leaves[1]!)).toBe(false);
    expect(await isUnder({ ...proof, checkpoint: 'nonsense' }, 2, leaves[1]!)).toBe(false);
  });

  it('refuses_a_checkpoint_that_is_none', () => {
    for (const bad of ['', 'a\nb\nc', 'a\n1\nAAAA\n', `a\n-1\n${'A'.repeat(43)}=\n`]) expect(headOf(bad)).toBeNull();
  });
});
