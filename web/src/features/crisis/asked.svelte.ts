// Which act on a crisis is asked for: the dialogs open from anywhere (Shell), and the keys N, G, I and P start here.
// Small: it belongs to the first view; the dialogs themselves come when they are asked for.
import { announcer } from '../../app/announcer.svelte';
import { router } from '../../app/router.svelte';
import { i18n } from '../../i18n/index.svelte';
import type { ContradictionValue, Crisis, Doctrine } from '../../net/crisis';
import { rewind } from '../../state/rewind.svelte';
import { store } from '../../state/store.svelte';
import { inOrder } from './running';

export type Asked =
  | { kind: 'start'; signals: string[] }
  | { kind: 'exercise'; end: boolean }
  | { kind: 'declare'; crisis: string; down?: boolean }
  | { kind: 'position'; crisis: string; team: string; position: string }
  | { kind: 'partner' | 'propose' | 't0' | 'close' | 'article-39' | 'objection' | 'review' | 'merge' | 'split' | 'rename' | 'send' | 'procedure' | 'handover'; crisis: string }
  | { kind: 'contradict'; crisis: string; heading: string; about: string; values: ContradictionValue[] }
  | { kind: 'settle'; crisis: string; contradiction: string }
  | { kind: 'decision'; crisis: string; decision: string }
  | { kind: 'action'; crisis: string; action: string }
  | { kind: 'term'; crisis: string; timer: string; why?: boolean } // why: explained only, so that a reflex Enter meets nothing
  | { kind: 'close-team' | 'twin' | 'meeting'; crisis: string; team: string };

class AskedState {
  open = $state.raw<Asked | null>(null);
  declared = $state.raw<{ crisis: string; people: number } | null>(null); // what this screen declared last
  private back: HTMLElement | null = null;

  /** Starting and scaling are of now: who looks back returns first, and is told. Anything else is only looked at there. */
  ask(what: Asked): void {
    if (rewind.at !== null && (what.kind === 'start' || what.kind === 'declare')) {
      rewind.now();
      announcer.note(i18n.t.rewind.backFor(i18n.t.rail.crisis));
    }
    this.back = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.open = what;
  }
  close(): void {
    this.open = null;
    const { back } = this;
    if (back?.isConnected && back !== document.body) queueMicrotask(() => back.focus());
  }
}
export const asked = new AskedState();

const planOf = (crisis: Crisis): Doctrine | null => store.live.plans.get(crisis.plan)?.plan ?? null;
export const runningCrises = (): Crisis[] => inOrder(store.live.crises.values(), planOf).running;

/** The crisis that an act without more is about: the one in view, that of the selected signal, else the worst. */
export function crisisInView(): Crisis | undefined {
  const { page, params, query } = router.route;
  const live = store.live.crises;
  const shown = page === 'crisis' ? live.get(params['id'] ?? '') : live.get(store.live.signals.get(params['id'] ?? query.get('sel') ?? '')?.crisis ?? '');
  return shown ?? runningCrises()[0];
}

/** The selected signal, for N and I. */
export const signalInView = (): string[] => {
  const { page, params, query } = router.route;
  const id = page === 'signaal' ? params['id'] : page === 'beeld' || page === 'signalen' ? query.get('sel') : null;
  return id && store.live.signals.has(id) ? [id] : [];
};
