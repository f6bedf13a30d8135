// Whether an entry is under the signed head of the journal, computed here: the path of RFC 9162 2.1.3.2 from the leaf
// to the root, and the root that the checkpoint names.
import { sha256, toHex } from './hash';

export interface JournalProof {
  seq: number; index: number; leaf_hash: string; size: number; root_hash: string; path: string[]; checkpoint: string;
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

async function node(left: string, right: string): Promise<string> {
  return sha256(Uint8Array.from([1, ...fromHex(left), ...fromHex(right)]));
}

// The root that the path leads to, or null when it is not as long as a tree of this size asks.
export async function rootOf(index: number, size: number, leaf: string, path: string[]): Promise<string | null> {
  if (!(index >= 0 && index < size)) return null;
  let at = index;
  let last = size - 1;
  let hash = leaf;
  for (const one of path) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      hash = await node(one, hash);
      while (at !== 0 && at % 2 === 0) {
        at /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      hash = await node(hash, one);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : null;
}

// Size and root of a checkpoint (C2SP tlog-checkpoint): origin, size, base64 of the root.
export function headOf(checkpoint: string): { size: number; root: string } | null {
  const [, size, root] = checkpoint.split('\n');
  if (!/^\d+$/.test(size ?? '') || !/^[A-Za-z0-9+/]{43}=$/.test(root ?? '')) return null;
  return { size: Number(size), root: toHex(Uint8Array.from(atob(root!), (c) => c.charCodeAt(0)).buffer) };
}

export async function isUnder(proof: JournalProof, seq: number, leaf: string): Promise<boolean> {
  const head = headOf(proof.checkpoint);
  return head !== null && (await rootOf(seq - 1, head.size, leaf, proof.path)) === head.root;
}
