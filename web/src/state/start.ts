// Joins the hub to the state of this page; called once.
import { connectHub } from '../net/link';
import type { FromHub, ToHub } from '../net/messages';
import { clock } from './clock.svelte';
import { commands } from './commands.svelte';
import { rewind } from './rewind.svelte';
import { session } from './session.svelte';
import { store } from './store.svelte';

let send: ((message: ToHub) => void) | undefined;

function hear(message: FromHub): void {
  switch (message.kind) {
    case 'changes':
      if (message.changes.now) clock.hear(message.changes.now, message.changes.speed ?? 1);
      store.lastContact = Date.now();
      store.fold(message.changes, message.reset);
      break;
    case 'link':
      store.online = message.online;
      store.loggedOut = message.loggedOut;
      if (message.lastContact) store.lastContact = message.lastContact;
      break;
    case 'saving':
      commands.hear(message);
      break;
    case 'waiting':
      store.waiting = message.count;
      break;
  }
}

/** Opens the link for the account that has just logged in; another account than before begins anew. */
export function startHub(user: string): void {
  if (!send) {
    send = connectHub(hear);
    commands.attach(send);
    clock.start();
  }
  // Who may not read everything gets no stream, which carries everything: the hub then asks for what it may read.
  send({ kind: 'open', user, asks: !session.may('read.log') || !session.may('read.crisis') });
}

/** Logs out: all windows of this browser forget what they know; what waits in the outbox stays. */
export async function logout(): Promise<void> {
  rewind.forget();
  send?.({ kind: 'stop' });
  store.fold({ version: 0, upserts: [], removals: [] }, true);
  store.loaded = false;
  await session.logout();
}
