// The keys that Beeld, Signalen and Signaal share: move, open, act. Enter on a button is that button's.
import type { KeyAct } from '../../app/keys';
import { asked } from '../crisis/asked.svelte';
import { i18n } from '../../i18n/index.svelte';
import { desk } from '../picture/desk.svelte';
import type { Signal } from '../picture/entities';
import type { Dialogs } from './dialogs.svelte';

export interface KeyTarget {
  order: () => string[];
  selected: () => Signal | null;
  select: (id: string) => void;
  open: () => void;
  why: () => void;
  dialogs: Dialogs;
  colour: () => void;
}

export function step(order: string[], current: string | null, by: number): string | undefined {
  if (order.length === 0) return undefined;
  const at = current === null ? -1 : order.indexOf(current);
  if (at < 0) return by > 0 ? order[0] : order.at(-1);
  return order[Math.min(Math.max(at + by, 0), order.length - 1)];
}

/** To a new or a running crisis; one that is in a crisis opens it. */
export function toCrisis(signal: Signal | null): void {
  if (!signal) return;
  if (signal.crisis) return desk.go(`/crisis/${signal.crisis}`);
  if (!desk.may('crisis.start') && !desk.may('crisis.link')) return void (desk.failed = desk.words.notYourRole);
  asked.ask({ kind: 'start', signals: [signal.id] });
}

export function startAct(dialogs: Dialogs, signal: Signal | null, act: string): void {
  if (!signal) return;
  if (act === 'crisis') return toCrisis(signal);
  if (desk.past) return void (desk.failed = i18n.t.rewind.onlyNow);
  const open = signal.state !== 'rejected' && signal.state !== 'closed';
  const join = act === 'join';
  const real = join ? (desk.may('signal.merge') ? 'merge' : 'split') : act === 'x' ? (signal.state === 'verified' ? 'close' : 'reject') : act;
  if (!open || !desk.may(`signal.${real}`)) {
    desk.failed = desk.may(`signal.${real}`) ? (desk.words.state[signal.state] ?? '') : desk.words.notYourRole;
    return;
  }
  if (join) return void (dialogs.open = { kind: 'join', signal });
  if (real === 'verify' && signal.state === 'verified') return;
  dialogs.open = { kind: 'act', act: real as 'verify', signals: [signal] };
}

const isPressable = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && target.closest('button, a[href], summary, [role="button"]') !== null;

export function signalKeys(t: KeyTarget): KeyAct[] {
  const w = desk.words;
  const move = (by: number) => (): void => {
    const next = step(t.order(), t.selected()?.id ?? null, by);
    if (next !== undefined) t.select(next);
  };
  const act = (name: string) => (): void => startAct(t.dialogs, t.selected(), name);
  return [
    { key: 'ArrowDown', words: `${w.signals} ↓`, act: move(1) },
    { key: 'ArrowUp', words: `${w.signals} ↑`, act: move(-1) },
    {
      key: 'Enter',
      words: w.open,
      act: (event) => {
        if (isPressable(event.target)) (event.target.closest('button, a[href], summary, [role="button"]') as HTMLElement).click();
        else t.open();
      },
    },
    { key: 'b', words: w.verify, act: act('verify') },
    { key: 'i', words: w.toCrisis, act: () => toCrisis(t.selected()) },
    { key: 't', words: w.assign, act: act('assign') },
    { key: 'x', words: `${w.reject} / ${w.close}`, act: act('x') },
    { key: 'u', words: w.defer, act: act('defer') },
    { key: 's', words: w.join, act: act('join') },
    { key: 'w', words: w.whyPlain, act: t.why },
    { key: 'f', words: w.filterTitle, act: () => void (t.dialogs.open = { kind: 'filter' }) },
    { key: 'k', words: w.colourSet, act: t.colour },
  ];
}
