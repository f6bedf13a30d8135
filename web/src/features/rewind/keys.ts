// The keys of looking back: on pages with a film, and the way back to now before everything else.
import { announcer } from '../../app/announcer.svelte';
import type { KeyAct } from '../../app/keys';
import { clock } from '../../state/clock.svelte';
import { minute, rewind } from '../../state/rewind.svelte';
import { barWords } from './bar-words';
import { jumpOf } from './slider';

const digitsKeptMs = 2000;
let digits = '';
let typedAt = 0;

function type(digit: string): void {
  const now = Date.now();
  digits = now - typedAt > digitsKeptMs ? digit : digits + digit;
  typedAt = now;
  if (digits.length < 4) return announcer.note(barWords().typed(digits));
  const moment = jumpOf(digits, clock.now);
  digits = '';
  if (moment !== null) rewind.to(moment);
}

// Space and Enter on a button are that button's.
const onPage = (event: KeyboardEvent): boolean =>
  !(event.target instanceof HTMLElement && event.target.closest('button, a[href], summary, [role="button"], [role="option"], [role="tab"]'));

export function moveKeys(): KeyAct[] {
  const words = barWords().keys;
  const move = (by: number) => (event: KeyboardEvent): void => rewind.step(by * (event.shiftKey ? 10 : 1) * minute);
  return [
    { key: 'ArrowLeft', words: words.back, act: move(-1) },
    { key: 'ArrowRight', words: words.on, act: move(1), when: () => rewind.at !== null },
    ...Array.from({ length: 10 }, (_, n): KeyAct => ({ key: String(n), words: n === 0 ? words.jump : '', act: () => type(String(n)), hidden: n > 0 })),
  ];
}

export function backKeys(): KeyAct[] {
  const words = barWords().keys;
  return [
    { key: 'Escape', words: barWords().back, act: () => rewind.now() },
    { key: ' ', words: words.play, act: () => rewind.play(), when: onPage },
    { key: 'v', words: barWords().later, act: () => void (rewind.later = !rewind.later) },
  ];
}
