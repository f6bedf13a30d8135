// A stretch of the past, held here so that going back and forth asks the server nothing: the picture at its start and
// every step after it (GET /api/rewind). Pure; tested in track.test.ts.
//
// A step holds only what changed. Each is made whole once, when it comes in; moving then swaps what was before it for
// what came with it, or the other way round, and touches nothing else.
import type { Entity, EntityType, Removal } from '../net/api';

export type Lists = Record<string, [dropped: number, added: unknown[]]>;
export type Change = { type: EntityType; id: string; version: number; lists?: Lists };
export interface Step { at: string; version: number; upserts: Change[]; removals: Removal[] }
export type Maps = Record<EntityType, ReadonlyMap<string, Entity>>;

interface Swap { type: EntityType; id: string; before: Entity | null; after: Entity | null }
interface Whole { at: number; version: number; swaps: Swap[] }

export const types: EntityType[] = ['region', 'theme', 'signal', 'source', 'station', 'fact', 'log', 'crisis', 'plan', 'duty', 'finding', 'early-warning', 'load'];

export function mapsOf(entities: readonly Entity[]): Maps {
  const out = Object.fromEntries(types.map((type) => [type, new Map<string, Entity>()])) as Record<EntityType, Map<string, Entity>>;
  for (const one of entities) out[one.type].set(one.id, one);
  return out;
}

/** What a change makes of an entity: its new members, and its lists moved on. */
export function apply(before: Entity | undefined, change: Change): Entity {
  if (!before) return change as unknown as Entity;
  const { lists, ...members } = change;
  const next = { ...before, ...members } as Record<string, unknown>;
  for (const [name, [dropped, added]] of Object.entries(lists ?? {}))
    next[name] = [...(next[name] as unknown[]).slice(dropped), ...added];
  return next as unknown as Entity;
}

/** The maps after a step, the others as they were. */
export function fold(maps: Maps, step: Pick<Step, 'upserts' | 'removals'>): Maps {
  const next: Record<string, Map<string, Entity>> = {};
  const of = (type: EntityType): Map<string, Entity> => (next[type] ??= new Map(maps[type]));
  for (const change of step.upserts) of(change.type).set(change.id, apply(of(change.type).get(change.id), change));
  for (const gone of step.removals) of(gone.type as EntityType).delete(gone.id);
  return { ...maps, ...next };
}

export class Track {
  private readonly steps: Whole[] = [];
  private readonly last: Record<EntityType, Map<string, Entity>>; // after all steps
  private now: Record<EntityType, Map<string, Entity>>; // after the first `done` of them
  private done = 0;
  until: number; // what happened up to here is in it

  constructor(readonly from: number, readonly version: number, base: readonly Entity[]) {
    this.last = mapsOf(base) as typeof this.last;
    this.now = mapsOf(base) as typeof this.now;
    this.until = from;
  }

  /** Steps that follow on those there are; `until` is how far the past is now known. */
  add(steps: readonly Step[], until: number): void {
    for (const step of steps) {
      const swaps: Swap[] = [];
      const swap = (type: EntityType, id: string, after: Entity | null): void => {
        const map = this.last[type];
        const before = map.get(id) ?? null;
        if (after) map.set(id, after);
        else map.delete(id);
        if (before || after) swaps.push({ type, id, before, after });
      };
      for (const change of step.upserts) swap(change.type, change.id, apply(this.last[change.type].get(change.id), change));
      for (const gone of step.removals) swap(gone.type as EntityType, gone.id, null);
      this.steps.push({ at: Date.parse(step.at), version: step.version, swaps });
    }
    this.until = Math.max(this.until, until);
  }

  covers(at: number): boolean {
    return at >= this.from && at <= this.until;
  }

  /** The picture at a moment that it covers, and the version that it stands at: never ahead of the moment. */
  at(moment: number): { maps: Maps; version: number } {
    const touched = new Set<EntityType>();
    const wanted = this.count(moment);
    const put = (swap: Swap, entity: Entity | null): void => {
      if (!touched.has(swap.type)) {
        this.now[swap.type] = new Map(this.now[swap.type]);
        touched.add(swap.type);
      }
      if (entity) this.now[swap.type].set(swap.id, entity);
      else this.now[swap.type].delete(swap.id);
    };
    for (; this.done < wanted; this.done++) for (const swap of this.steps[this.done]!.swaps) put(swap, swap.after);
    for (; this.done > wanted; this.done--) {
      const { swaps } = this.steps[this.done - 1]!;
      for (let i = swaps.length - 1; i >= 0; i--) put(swaps[i]!, swaps[i]!.before);
    }
    return { maps: { ...this.now }, version: this.done > 0 ? this.steps[this.done - 1]!.version : this.version };
  }

  /** The last version it holds, from where the next page goes on. */
  get reached(): number {
    return this.steps.at(-1)?.version ?? this.version;
  }

  get length(): number {
    return this.steps.length;
  }

  // How many steps lie at or before a moment.
  private count(moment: number): number {
    let low = 0;
    let high = this.steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.steps[middle]!.at <= moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
