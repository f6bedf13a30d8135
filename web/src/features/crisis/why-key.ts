// W on a crisis: which legal term is explained (its article and anchor). The focused one, else the most pressing that runs.
import type { Crisis } from '../../net/crisis';
import { asked } from './asked.svelte';
import { pressingTerm } from './terms';

const idOf = (element: Element | null, prefix: string): string | undefined => element?.closest(`[id^="${prefix}"]`)?.id.slice(prefix.length);

/** Opens what explains the thing that has the focus: a term or a decision. False: there is nothing to explain. */
export function askWhy(crisis: Crisis, now: number): boolean {
  const on = document.activeElement;
  const decision = idOf(on, 'decision-');
  if (decision) { asked.ask({ kind: 'decision', crisis: crisis.id, decision }); return true; }
  const timer = idOf(on, 'term-') ?? pressingTerm(crisis.terms, now);
  if (timer) asked.ask({ kind: 'term', crisis: crisis.id, timer, why: true });
  return timer !== undefined;
}
