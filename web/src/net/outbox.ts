// The outbox: commands that are not yet durable, in IndexedDB, in order, so that neither a closed tab nor a lost
// network loses a word. One database a browser; `key` of the row is a growing number, which is the order.
import type { Command } from './messages';

const name = 'voorzien';
const table = 'outbox';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(table, { autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function ask<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return open().then(
    (db) =>
      new Promise<T>((resolve, reject) => {
        const transaction = db.transaction(table, mode);
        const request = act(transaction.objectStore(table));
        transaction.oncomplete = () => { db.close(); resolve(request.result); };
        transaction.onerror = () => { db.close(); reject(transaction.error); };
      }),
  );
}

export interface Waiting { row: IDBValidKey; command: Command }

export const outbox = {
  add: (command: Command): Promise<IDBValidKey> => ask('readwrite', (store) => store.add(command)),
  remove: (row: IDBValidKey): Promise<undefined> => ask('readwrite', (store) => store.delete(row)),
  async all(): Promise<Waiting[]> {
    const rows = await ask('readonly', (store) => store.getAllKeys());
    const commands = (await ask('readonly', (store) => store.getAll())) as Command[];
    return rows.map((row, index) => ({ row, command: commands[index] as Command }));
  },
};
