// Everything the page knows of the region: entities by type and id, the link, the clock. Filled by the hub. While one
// looks back (rewind.svelte.ts) the same names give the picture of then, and `live` what is now.
//
// Each type has its own map that is replaced (never mutated) when a batch touches it, so that a view re-runs only for
// the types it reads, at most once a batch.
import type { Crisis, Duty, Plan } from '../net/crisis';
import type { EarlyWarning, Finding, Load } from '../net/warning';
import type { Changes, Entity, EntityType, Fact, LogLine, Region, Signal, Source, Station, Theme } from '../net/api';

type Maps = {
  region: ReadonlyMap<string, Region>; theme: ReadonlyMap<string, Theme>; signal: ReadonlyMap<string, Signal>;
  source: ReadonlyMap<string, Source>; station: ReadonlyMap<string, Station>; fact: ReadonlyMap<string, Fact>;
  log: ReadonlyMap<string, LogLine>; crisis: ReadonlyMap<string, Crisis>; plan: ReadonlyMap<string, Plan>; duty: ReadonlyMap<string, Duty>;
  finding: ReadonlyMap<string, Finding>; 'early-warning': ReadonlyMap<string, EarlyWarning>; load: ReadonlyMap<string, Load>;
};
const types: EntityType[] = ['region', 'theme', 'signal', 'source', 'station', 'fact', 'log', 'crisis', 'plan', 'duty', 'finding', 'early-warning', 'load'];

class Store {
  private region_ = $state.raw<Maps['region']>(new Map());
  private theme_ = $state.raw<Maps['theme']>(new Map());
  private signal_ = $state.raw<Maps['signal']>(new Map());
  private source_ = $state.raw<Maps['source']>(new Map());
  private station_ = $state.raw<Maps['station']>(new Map());
  private fact_ = $state.raw<Maps['fact']>(new Map());
  private log_ = $state.raw<Maps['log']>(new Map());
  private crisis_ = $state.raw<Maps['crisis']>(new Map());
  private plan_ = $state.raw<Maps['plan']>(new Map());
  private duty_ = $state.raw<Maps['duty']>(new Map());
  private finding_ = $state.raw<Maps['finding']>(new Map());
  private warning_ = $state.raw<Maps['early-warning']>(new Map());
  private load_ = $state.raw<Maps['load']>(new Map());

  version = $state(0);
  loaded = $state(false); // a first full batch has come
  online = $state(false);
  lastContact = $state(0); // machine time, ms
  loggedOut = $state(false);
  waiting = $state(0); // commands not yet durable

  private then = $state.raw<Maps | null>(null);

  get region(): Region | undefined { return (this.then?.region ?? this.region_).get('region'); }
  get themes() { return this.then?.theme ?? this.theme_; }
  get signals() { return this.then?.signal ?? this.signal_; }
  get sources() { return this.then?.source ?? this.source_; }
  get stations() { return this.then?.station ?? this.station_; }
  get facts() { return this.then?.fact ?? this.fact_; }
  get log() { return this.then?.log ?? this.log_; }
  get crises() { return this.then?.crisis ?? this.crisis_; }
  get plans() { return this.then?.plan ?? this.plan_; }
  get duties() { return this.then?.duty ?? this.duty_; }
  get findings() { return this.then?.finding ?? this.finding_; }
  get warning(): EarlyWarning | undefined { return (this.then?.['early-warning'] ?? this.warning_).get('early-warning'); }
  get loads() { return this.then?.load ?? this.load_; }
  readonly live = this.liveMaps();

  show(then: Record<EntityType, ReadonlyMap<string, Entity>> | null): void {
    this.then = then as Maps | null;
  }

  private liveMaps() {
    const of = this;
    return {
      get region(): Region | undefined { return of.region_.get('region'); },
      get themes() { return of.theme_; },
      get signals() { return of.signal_; },
      get sources() { return of.source_; },
      get log() { return of.log_; },
      get crises() { return of.crisis_; },
      get plans() { return of.plan_; },
      get duties() { return of.duty_; },
    };
  }

  fold(changes: Changes, reset: boolean): void {
    for (const type of types) {
      const upserts = changes.upserts.filter((entity) => entity.type === type);
      const removals = changes.removals.filter((removal) => removal.type === type);
      if (!reset && upserts.length === 0 && removals.length === 0) continue;
      const next = new Map<string, Entity>(reset ? [] : this.map(type));
      for (const entity of upserts) next.set(entity.id, entity);
      for (const removal of removals) next.delete(removal.id);
      this.put(type, next);
    }
    this.version = Math.max(reset ? 0 : this.version, changes.version);
    if (changes.upserts.length > 0) this.loaded = true;
  }

  private map(type: EntityType): ReadonlyMap<string, Entity> {
    switch (type) {
      case 'region': return this.region_;
      case 'theme': return this.theme_;
      case 'signal': return this.signal_;
      case 'source': return this.source_;
      case 'station': return this.station_;
      case 'fact': return this.fact_;
      case 'log': return this.log_;
      case 'crisis': return this.crisis_;
      case 'plan': return this.plan_;
      case 'duty': return this.duty_;
      case 'finding': return this.finding_;
      case 'early-warning': return this.warning_;
      case 'load': return this.load_;
    }
  }

  private put(type: EntityType, next: ReadonlyMap<string, Entity>): void {
    switch (type) {
      case 'region': this.region_ = next as Maps['region']; break;
      case 'theme': this.theme_ = next as Maps['theme']; break;
      case 'signal': this.signal_ = next as Maps['signal']; break;
      case 'source': this.source_ = next as Maps['source']; break;
      case 'station': this.station_ = next as Maps['station']; break;
      case 'fact': this.fact_ = next as Maps['fact']; break;
      case 'log': this.log_ = next as Maps['log']; break;
      case 'crisis': this.crisis_ = next as Maps['crisis']; break;
      case 'plan': this.plan_ = next as Maps['plan']; break;
      case 'duty': this.duty_ = next as Maps['duty']; break;
      case 'finding': this.finding_ = next as Maps['finding']; break;
      case 'early-warning': this.warning_ = next as Maps['early-warning']; break;
      case 'load': this.load_ = next as Maps['load']; break;
    }
  }
}

export const store = new Store();
