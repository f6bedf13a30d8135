// What the hub (one a browser) and the pages say to each other.
import type { Changes, Done, Problem } from './api';

export type SavingState = 'local' | 'sent' | 'durable' | 'refused';

/** A command on its way: kept until the server says it is durable or refuses it. */
export interface Command {
  key: string; // Idempotency-Key: a retry is harmless
  path: string; // /api/log/write
  body: unknown;
  at: number; // machine time of the act, ms
  user: string; // whose act it is: only sent under the same account
  label: string; // what it is in words, for the saving state
  file?: Blob; // sent as it is instead of `body`: a photo or PDF (POST /api/attachments)
}

export type ToHub =
  | { kind: 'open'; user: string; asks?: boolean } // a page that wants everything and what follows; `asks`: its role may not hear the stream
  | { kind: 'stop' } // logged out: forget all, in every window
  | { kind: 'close' }
  | { kind: 'command'; command: Command };

export type FromHub =
  | { kind: 'changes'; changes: Changes; reset: boolean }
  | { kind: 'link'; online: boolean; lastContact: number; loggedOut: boolean }
  | { kind: 'saving'; key: string; state: SavingState; path: string; at: number; label: string; done?: Done; problem?: Problem }
  | { kind: 'waiting'; count: number };
