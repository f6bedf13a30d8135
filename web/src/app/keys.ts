// The keyboard, in one place (screens.md 1). A page or dialog registers what its keys do; the newest registration
// wins, so that a dialog's keys go before the page's. Letters work outside inputs only, can be changed and switched
// off; inside a dialog with inputs they work with Alt.
import { keymap } from './keymap.svelte';

export interface KeyAct {
  key: string; // 'b', 'Enter', 'ArrowDown', 'ctrl+k', 'alt+1', '?', '1'
  words: string; // what it does, in the interface's language
  act: (event: KeyboardEvent) => void;
  reason?: string; // why it can't be done now: shown, and the key does nothing
  inInputs?: boolean; // also while typing (Escape, ctrl+...)
  hidden?: boolean; // not in the list of keys
  when?: (event: KeyboardEvent) => boolean; // false: this press is not meant for it
}
interface Layer { acts: KeyAct[]; modal: boolean; first: boolean }

const layers: Layer[] = [];
let refused: (act: KeyAct) => void = () => {};

/** Who says why a key did nothing. */
export const onRefused = (listener: (act: KeyAct) => void): void => void (refused = listener);
const off = 'voorzien.letters-off';

export const lettersOff = (): boolean => localStorage.getItem(off) === 'yes';
export const setLettersOff = (value: boolean): void => (value ? localStorage.setItem(off, 'yes') : localStorage.removeItem(off));

/** Registers keys until the returned function is called. A modal layer hides all below it; a first one goes before the
    pages', also those opened later. */
export function useKeys(acts: KeyAct[], modal = false, first = false): () => void {
  const layer = { acts, modal, first };
  layers.push(layer);
  return () => void layers.splice(layers.indexOf(layer), 1);
}

function inOrder(): Layer[] {
  const down = [...layers].reverse();
  return down.some((layer) => layer.modal) ? down : [...down.filter((layer) => layer.first), ...down.filter((layer) => !layer.first)];
}

export function keysNow(): KeyAct[] {
  const seen = new Set<string>();
  const out: KeyAct[] = [];
  for (const layer of inOrder()) {
    for (const act of layer.acts) {
      if (!seen.has(act.key) && !act.hidden) out.push(act);
      seen.add(act.key);
    }
    if (layer.modal) break;
  }
  return out;
}

const isInput = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type)));

export function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const code = /^Digit(\d)$/.exec(event.code)?.[1];
  if (event.altKey && code) return `alt+${code}`;
  const ctrl = event.ctrlKey || event.metaKey;
  return `${ctrl ? 'ctrl+' : ''}${event.altKey ? 'alt+' : ''}${ctrl ? key : keymap.meant(key)}`;
}

export function startKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const name = nameOf(event);
    const typing = isInput(event.target);
    for (const layer of inOrder()) {
      const found = layer.acts.find((act) => (act.key === name || (typing && `alt+${act.key}` === name)) && act.when?.(event) !== false);
      if (found) {
        const letter = /^[a-z0-9?\[\] ]$/.test(found.key);
        if (typing && name === found.key && !found.inInputs) return;
        if (letter && lettersOff() && name === found.key) return;
        event.preventDefault();
        if (found.reason) refused(found);
        else found.act(event);
        return;
      }
      if (layer.modal) return;
    }
  });
}
