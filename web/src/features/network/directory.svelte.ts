// Questions to the directory: the last one that was typed counts, answers that come later than it are dropped.
import type { Moment } from '../../net/api';
import { getJson } from '../../net/request';

export interface Contact {
  id: string; organisation: string; name: string; function: string; functions: string[]; numbers: { label: string; e164: string }[]; email: string;
  place: string; areas: string[]; aliases: string[]; crisis_types: string[]; valid_from: Moment | null; valid_to: Moment | null; source: string;
}

export const most = 60;
const pauseMs = 80; // between two keys of somebody who types fast

export class Directory {
  found = $state.raw<Contact[] | null>(null);
  failed = $state(false);
  private asked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  ask(words: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(words), pauseMs);
  }

  private async send(words: string): Promise<void> {
    const round = ++this.asked;
    const answer = await getJson<{ items: Contact[] }>(`/api/directory?limit=${most}&query=${encodeURIComponent(words)}`);
    if (round !== this.asked) return;
    this.failed = !answer.ok;
    if (answer.ok) this.found = answer.value.items;
  }
}

/** The last day on which it holds: `valid_to` is the moment after it. */
export const lastDay = (to: Moment): number => Date.parse(to) - 1;
