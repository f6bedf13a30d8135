// The last picture on this device, so that it can be read when a window is opened without a link. It is whatever this
// account may see, so it goes when somebody logs out or another account logs in.
import type { Changes } from './api';
import { ask } from './database';

export interface Kept {
  user: string;
  changes: Changes; // all entities; `now` is the region's time at the last contact
  contact: number; // machine time of the last contact, ms
}

const row = 'last';
const table = <T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => ask('voorzien-picture', 'kept', mode, act);

export const kept = {
  save: (picture: Kept): Promise<unknown> => table('readwrite', (store) => store.put(picture, row)),
  load: (): Promise<Kept | undefined> => table<Kept | undefined>('readonly', (store) => store.get(row)),
  erase: (): Promise<unknown> => table('readwrite', (store) => store.delete(row)),
};
