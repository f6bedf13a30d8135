// The outbox: commands that are not yet durable, in IndexedDB, in order, so that neither a closed tab nor a lost
// network loses a word. One database a browser; `key` of the row is a growing number, which is the order.
import { ask } from './database';
import type { Command } from './messages';

const box = <T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => ask('voorzien', 'outbox', mode, act);

export interface Waiting { row: IDBValidKey; command: Command }

export const outbox = {
  add: (command: Command): Promise<IDBValidKey> => box('readwrite', (store) => store.add(command)),
  remove: (row: IDBValidKey): Promise<undefined> => box('readwrite', (store) => store.delete(row)),
  async all(): Promise<Waiting[]> {
    const rows = await box('readonly', (store) => store.getAllKeys());
    const commands = (await box('readonly', (store) => store.getAll())) as Command[];
    return rows.map((row, index) => ({ row, command: commands[index] as Command }));
  },
};
