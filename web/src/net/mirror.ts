// The hub's copy of all entities, so that a new tab is whole at once. Pure; tested in mirror.test.ts.
import type { Changes, Entity, Removal } from './api';

export class Mirror {
  version = 0;
  private readonly entities = new Map<string, Entity>();

  /** Folds a batch in. Older versions than what is known change nothing: replays and overlaps are harmless. */
  fold(changes: Changes): Changes {
    if (changes.full) this.clear(); // also when the server began anew, with lower versions than before
    const upserts = changes.upserts.filter((entity) => this.put(entity));
    const removals = changes.removals.filter((removal) => this.drop(removal));
    this.version = Math.max(this.version, changes.version);
    return { ...changes, upserts, removals };
  }

  all(): Changes {
    return { version: this.version, upserts: [...this.entities.values()], removals: [], full: true };
  }

  clear(): void {
    this.entities.clear();
    this.version = 0;
  }

  private put(entity: Entity): boolean {
    const key = `${entity.type}/${entity.id}`;
    const known = this.entities.get(key);
    // The region changes without a journal entry (film speed), so an equal version is news too.
    if (known && known.version > entity.version) return false;
    this.entities.set(key, entity);
    return true;
  }

  private drop(removal: Removal): boolean {
    const key = `${removal.type}/${removal.id}`;
    const known = this.entities.get(key);
    if (!known || known.version > removal.version) return false;
    this.entities.delete(key);
    return true;
  }
}
