// The proof behind a why, checked in this browser: the hash of the raw bytes, and the leaf hash of the journal entry
// recomputed from its stored core (SHA-256 over 0x00 and the core, RFC 9162 2.1.1; decision 5), and the way from that
// leaf to the root of the newest signed checkpoint.
import type { WhyFact } from '../../net/api';
import { leafHash, sha256 } from './hash';
import { isUnder, type JournalProof } from './inclusion';

interface Entry { seq: number; core: string; leaf_hash?: string }

// GET /api/journal gives a page of entries; an array or an object with the array in it.
export function entryOf(body: unknown, seq: number): Entry | null {
  const list = Array.isArray(body) ? body : ((body as Record<string, unknown> | null)?.['items'] ?? (body as Record<string, unknown> | null)?.['entries']);
  if (!Array.isArray(list)) return null;
  const found = (list as Entry[]).find((e) => Number(e.seq) === seq);
  return found && typeof found.core === 'string' ? found : null;
}

// 'unsigned': the entry fits its leaf and no checkpoint holds it yet; there is one every minute.
export type Verdict = 'checking' | 'correct' | 'unsigned' | 'wrong' | 'unknown';

export async function checkLeaf(fact: WhyFact): Promise<Verdict> {
  if (fact.entry <= 0) return 'unknown';
  try {
    const answer = await fetch(`/api/journal?from=${fact.entry}&limit=1`, { credentials: 'same-origin' });
    if (!answer.ok) return 'unknown';
    const entry = entryOf(await answer.json(), fact.entry);
    if (!entry) return 'unknown';
    const hash = await leafHash(entry.core);
    // The entry must hold this hash and must be about these bytes: a right hash of another entry proves nothing.
    const about = fact.raw_sha256 === '' || entry.core.includes(fact.raw_sha256) || entry.core.includes('sealed_commitment') || entry.core.includes(fact.observation);
    if (hash !== (fact.leaf_hash || entry.leaf_hash) || !about) return 'wrong';
    const proof = await fetch(`/api/journal/proof?seq=${fact.entry}`, { credentials: 'same-origin' });
    if (proof.status === 404) return 'unsigned';
    if (!proof.ok) return 'unknown';
    return (await isUnder((await proof.json()) as JournalProof, fact.entry, hash)) ? 'correct' : 'wrong';
  } catch {
    return 'unknown';
  }
}

export interface Erased { at: number; by: string }

/** The detail of the problem `gone`: a moment, a blank, and who. */
export function erasedOf(detail: unknown): Erased | null {
  const found = typeof detail === 'string' ? /^(\S+) (.+)$/.exec(detail) : null;
  const at = found ? Date.parse(found[1] as string) : NaN;
  return found && !Number.isNaN(at) ? { at, by: found[2] as string } : null;
}

export interface RawBytes {
  status: 'ok' | 'gone' | 'erased' | 'no-right' | 'error';
  erased?: Erased; // when and by whom, as the server said
  bytes: Uint8Array;
  text: string | null; // null: not text
  correct: boolean; // the bytes fit the hash
}

export async function loadRaw(hash: string): Promise<RawBytes> {
  const none = (status: RawBytes['status']): RawBytes => ({ status, bytes: new Uint8Array(), text: '', correct: false });
  if (hash === '') return none('gone');
  try {
    const answer = await fetch(`/api/raw/${hash}`, { credentials: 'same-origin' });
    if (answer.status === 401 || answer.status === 403) return none('no-right');
    if (answer.status === 410) {
      const told = erasedOf(((await answer.json()) as { detail?: unknown }).detail);
      return told ? { ...none('erased'), erased: told } : none('gone');
    }
    if (answer.status === 404) return none('gone');
    if (!answer.ok) return none('error');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return { status: 'ok', bytes, text: textOf(bytes), correct: (await sha256(bytes)) === hash };
  } catch {
    return none('error');
  }
}

export function textOf(bytes: Uint8Array): string | null {
  const text = new TextDecoder('utf-8').decode(bytes);
  let odd = 0;
  for (const c of text.slice(0, 4000)) if (c === '\ufffd' || (c < ' ' && c !== '\n' && c !== '\r' && c !== '\t')) odd++;
  return odd > Math.min(200, text.length / 10 + 1) ? null : text;
}

export interface Piece { text: string; used: boolean }

// Splits the text at the parts that were used, each at its first place that is still free; longest first, so that
// "P 1" does not break "GRIP 1" up.
export function pieces(text: string, used: string[]): Piece[] {
  const spans: [number, number][] = [];
  for (const part of [...new Set(used)].filter((u) => u !== '').sort((a, b) => b.length - a.length)) {
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      const end = at + part.length;
      if (spans.some(([a, b]) => at < b && a < end)) continue;
      spans.push([at, end]);
      break;
    }
  }
  spans.sort((a, b) => a[0] - b[0]);
  const out: Piece[] = [];
  let here = 0;
  for (const [from, to] of spans) {
    if (from > here) out.push({ text: text.slice(here, from), used: false });
    out.push({ text: text.slice(from, to), used: true });
    here = to;
  }
  if (here < text.length) out.push({ text: text.slice(here), used: false });
  return out;
}

// A long document is shown round its first used part; the rest is one press away.
export function excerpt(text: string, used: string[], most: number): { text: string; before: number; after: number } {
  if (text.length <= most) return { text, before: 0, after: 0 };
  const places = used.filter((u) => u.length > 2).map((u) => text.indexOf(u)).filter((at) => at >= 0);
  const first = places.length > 0 ? Math.min(...places) : 0;
  const from = Math.max(0, Math.min(first - Math.floor(most / 5), text.length - most));
  return { text: text.slice(from, from + most), before: from, after: text.length - from - most };
}

export function shortHash(hash: string): string {
  return hash.length > 12 ? `${hash.slice(0, 4)}…${hash.slice(-4)}` : hash;
}
