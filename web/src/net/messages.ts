// What the hub (one a browser) and the pages say to each other.
import type { Changes, Done, Problem } from './api';

export type SavingState = 'local' | 'sent' | 'durable' | 'refused';

/** A command on its way: kept until the server says it is durable or refuses it. */
export interface Command {
  key: string; // Idempotency-Key: a retry is harmless
  path: string; // /api/log/write
  body: unknown;
  at: number; // machine time of the act, ms
  user: string;
}

export type ToHub =
  | { kind: 'open' } // a page that wants everything and what follows
  | { kind: 'restart' } // another account: forget and begin anew
  | { kind: 'close' }
  | { kind: 'command'; command: Command };

export type FromHub =
  | { kind: 'changes'; changes: Changes; reset: boolean }
  | { kind: 'link'; online: boolean; lastContact: number; loggedOut: boolean }
  | { kind: 'saving'; key: string; state: SavingState; path: string; at: number; done?: Done; problem?: Problem }
  | { kind: 'waiting'; count: number };
