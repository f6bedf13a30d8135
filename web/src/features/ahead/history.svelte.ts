// Asks for the kept readings of one station. A later question overtakes an earlier one; what was fetched stays until then.
import type { Problem } from '../../net/api';
import { getJson } from '../../net/request';
import { momentText } from '../../state/rewind.svelte';
import { type History, holds, isDue, pointsFor, spanOf, type Want } from './history';

export class HistoryReader {
  answer = $state.raw<{ asked: Want; history: History } | null>(null);
  failed = $state.raw<Problem | null>(null);
  private asked: Want | null = null;
  private askedMs = 0;
  private round = 0;

  /** Without a link it is tried again as soon as there is one. */
  due(want: Want, online: boolean): boolean {
    return isDue(this.asked, want, performance.now() - this.askedMs) || (online && this.failed?.code === 'no-connection');
  }

  shown(want: Want): History | null {
    return this.answer && holds(this.answer.asked, want) ? this.answer.history : null;
  }

  async ask(want: Want, width: number): Promise<void> {
    const round = ++this.round;
    if (this.asked && !holds(this.asked, want)) this.failed = null;
    this.asked = want;
    this.askedMs = performance.now();
    const { from, to } = spanOf(want.range, want.to);
    const query = new URLSearchParams({ id: want.station, from: momentText(from), to: momentText(to), points: String(pointsFor(width)), ...(want.at ? { at: want.at } : {}) });
    const answer = await getJson<History>(`/api/station/history?${query}`);
    if (round !== this.round) return;
    this.failed = answer.ok ? null : answer.problem;
    if (answer.ok) this.answer = { asked: want, history: answer.value };
  }

  again(want: Want, width: number): void {
    this.failed = null;
    void this.ask(want, width);
  }
}
