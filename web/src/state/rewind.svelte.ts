// Looking back: which moment this window shows, and the way there and back. Null is now. The pages read the store,
// which shows that moment's picture as long as this says so; nothing in them knows where it comes from (past.ts).
import { router } from '../app/router.svelte';
import { clock } from './clock.svelte';
import type { Past } from './past';
import { store } from './store.svelte';

export const minute = 60_000;
const restMs = 200; // then the hand rests
const playedMs = 1000; // how often the URL follows what plays

export const momentText = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

export class Rewind {
  at = $state<number | null>(null);
  left = $state(0); // the real now when one began to look back: what is new since is told
  speed = $state<number>(60);
  playing = $state(false);
  later = $state(false); // show what became known afterwards
  erased = $state(0);
  failed = $state(''); // code of what could not be fetched
  first = -Infinity; // before this there is nothing
  hoursBack = 8; // of the axis' window: how far a track reaches
  redraws = 0; // pictures shown, for who measures
  private past: Past | null = null;
  private told: string | null = null; // what the URL said last
  private rest: ReturnType<typeof setTimeout> | undefined;

  /** The window of the axis, in hours before now. */
  use(hoursBack: number): void {
    if (this.hoursBack === hoursBack) return;
    this.hoursBack = hoursBack;
    this.past?.forget();
    if (this.at !== null) void this.settle(this.at);
  }

  /** Goes to a moment; at or after now it is now. */
  to(moment: number): void {
    if (moment >= clock.now) return this.now();
    if (this.at === null) this.left = clock.now;
    const at = Math.max(this.first, Math.floor(moment / 1000) * 1000);
    this.at = at;
    this.settleSoon();
    if (this.past) this.past.show(at);
    else void import('./past').then(({ Past: Loaded }) => {
      this.past ??= new Loaded(this);
      if (this.at !== null) this.past.show(this.at);
    });
  }

  step(by: number): void {
    if (this.at === null && !clock.known) return; // ten minutes before which now?
    this.to((this.at ?? clock.now) + by);
  }

  now(): void {
    if (this.at === null) return;
    this.at = null;
    this.playing = false;
    this.later = false;
    this.failed = '';
    this.dropRest();
    store.show(null);
    this.told = null;
    router.set({ at: null });
  }

  play(): void {
    this.playing = !this.playing && this.at !== null;
    if (this.playing) this.past?.play();
    else if (this.at !== null) void this.settle(this.at);
  }

  /** The moment in the URL: at the start, and when the browser goes back or forward. */
  follow(text: string | null): void {
    if (text === this.told) return;
    this.told = text;
    const moment = text === null ? Infinity : Date.parse(text);
    if (!Number.isNaN(moment)) this.to(moment);
  }

  forget(): void {
    this.past?.forget();
    this.now();
  }

  /** Once the hand rests; while it plays, which never rests, once a second. */
  private settleSoon(): void {
    if (!this.playing) this.dropRest();
    this.rest ??= setTimeout(() => {
      this.rest = undefined;
      if (this.at !== null) void this.settle(this.at);
    }, this.playing ? playedMs : restMs);
  }
  private dropRest(): void {
    clearTimeout(this.rest);
    this.rest = undefined;
  }

  private async settle(moment: number): Promise<void> {
    if (this.at !== moment) return;
    this.told = momentText(moment);
    router.set({ at: this.told });
    await this.past?.settle(moment);
  }
}

export const rewind = new Rewind();
