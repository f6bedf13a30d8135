// Which dialog of the acts is open, and what comes after it: shared by Beeld, Signalen and Signaal.
import type { Signal, Theme } from '../picture/entities';

export type Opened =
  | { kind: 'act'; act: 'verify' | 'reject' | 'close' | 'assign' | 'defer'; signals: Signal[] }
  | { kind: 'colour'; theme: Theme }
  | { kind: 'join'; signal: Signal }
  | { kind: 'filter' }
  | null;

export class Dialogs {
  open = $state.raw<Opened>(null);
  close(): void {
    this.open = null;
  }
}
