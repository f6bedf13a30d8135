// The acts of this page: a verdict in one press, taken back like any act. Why one cannot act now is said in words.
import { announcer } from '../../app/announcer.svelte';
import { i18n } from '../../i18n/index.svelte';
import type { Verdict } from '../../net/warning';
import { desk } from '../picture/desk.svelte';
import { words } from './words';

export interface Judged { signal: string; title: string; verdict: Verdict | ''; by: string }

export const refusal = (act: string): string => (desk.past ? i18n.t.rewind.onlyNow : desk.may(act) ? '' : desk.words.notYourRole);
export const isMine = (by: string): boolean => by === '' || by === desk.me.name || by === desk.me.user;

export function judge(one: Judged, verdict: Verdict): boolean {
  const why = one.signal === '' ? words().noSignal : refusal('signal.judge');
  if (why !== '') { announcer.note(why); return false; }
  if (one.verdict === verdict) return true;
  void desk.act('/api/signal/judge', { id: one.signal, verdict }, words().judgedDone(words().verdict[verdict] ?? '', one.title), { path: '/api/signal/undo', body: { id: one.signal } });
  return true;
}
