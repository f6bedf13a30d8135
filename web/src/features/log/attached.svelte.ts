// What hangs on a line that is being typed: kept as the text is (draft.svelte.ts). The bytes wait in the outbox or are at
// the server already.
import type { Attachment } from '../../net/api';

export interface Attaching extends Attachment { key: string; problem: string } // key of its sending; '' after a reload

export class Attached {
  list = $state.raw<Attaching[]>([]);
  constructor(private readonly key: string) {
    try {
      this.list = JSON.parse(localStorage.getItem(key) ?? '[]') as Attaching[];
    } catch {
      localStorage.removeItem(key);
    }
  }
  set(list: Attaching[]): void {
    this.list = list;
    const good = list.filter((one) => !one.problem);
    if (good.length > 0) localStorage.setItem(this.key, JSON.stringify(good.map((one) => ({ ...one, key: '' }))));
    else localStorage.removeItem(this.key);
  }
  /** The hashes for the line that is written now; then nothing hangs on the next. */
  take(): string[] {
    const out = this.list.filter((one) => !one.problem).map((one) => one.sha256);
    this.set([]);
    return out;
  }
}

export const logAttached = new Attached('voorzien.draft.log.files');
