// Acts of this screen: sent through the hub's outbox, shown in three states, undone within ten seconds.
//
//   op dit scherm (clock) -> verzonden (arrow) -> vastgelegd hh:mm:ss (check); or refused by a rule.
import type { Done, Problem } from '../net/api';
import type { FromHub, SavingState, ToHub } from '../net/messages';
import { clock } from './clock.svelte';
import { session } from './session.svelte';

export interface Saving {
  key: string; path: string; state: SavingState; at: number; label: string; done?: Done; problem?: Problem; durableAt?: number;
}
interface Undo { label: string; until: number; act: () => void }

const kept = 50;
const undoMs = 10_000;

class Commands {
  list = $state.raw<Saving[]>([]); // newest first
  undoable = $state.raw<Undo | null>(null);
  private send: (message: ToHub) => void = () => {};
  private readonly waiters = new Map<string, (saving: Saving) => void>();

  attach(send: (message: ToHub) => void): void {
    this.send = send;
  }

  /** Resolves when the server has answered for good. `label` names the act for the saving state and the undo bar. */
  act(path: string, body: unknown, label: string, undo?: { path: string; body: unknown }, file?: Blob): Promise<Saving> {
    const key = crypto.randomUUID();
    const at = Date.now();
    this.put({ key, path, state: 'local', at, label });
    this.send({ kind: 'command', command: { key, path, body, at, label, user: session.current?.user ?? '', ...(file ? { file } : {}) } });
    return new Promise((resolve) => {
      this.waiters.set(key, (saving) => {
        if (undo && saving.state === 'durable') this.offerUndo(label, undo);
        resolve(saving);
      });
    });
  }

  hear(message: FromHub & { kind: 'saving' }): void {
    const known = this.list.find((one) => one.key === message.key);
    const saving: Saving = {
      key: message.key, path: message.path, at: message.at, label: known?.label || message.label, state: message.state,
      ...(message.done ? { done: message.done } : {}), ...(message.problem ? { problem: message.problem } : {}),
      ...(message.state === 'durable' ? { durableAt: clock.now } : {}),
    };
    this.put(saving);
    if (message.state !== 'durable' && message.state !== 'refused') return;
    this.waiters.get(message.key)?.(saving);
    this.waiters.delete(message.key);
  }

  undo(): void {
    const undoable = this.undoable;
    this.undoable = null;
    undoable?.act();
  }

  private offerUndo(label: string, undo: { path: string; body: unknown }): void {
    const offered: Undo = { label, until: Date.now() + undoMs, act: () => void this.act(undo.path, undo.body, '') };
    this.undoable = offered;
    setTimeout(() => { if (this.undoable === offered) this.undoable = null; }, undoMs);
  }

  private put(saving: Saving): void {
    const others = this.list.filter((one) => one.key !== saving.key);
    this.list = [saving, ...others].sort((a, b) => b.at - a.at).slice(0, kept);
  }
}

export const commands = new Commands();
