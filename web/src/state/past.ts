// Fetches the past for rewind.svelte.ts and keeps a track of it. Loaded when one looks back for the first time.
//
// Moving goes by the track, a stretch of the past held here. Where there is none yet the moment itself is asked for;
// and when the hand rests, what the track's steps left out is asked, so that what stands still is exact to the second.
import { type Answer, getJson } from '../net/request';
import type { Changes } from '../net/api';
import { clock } from './clock.svelte';
import { momentText, type Rewind } from './rewind.svelte';
import { store } from './store.svelte';
import { fold, mapsOf, type Step, Track } from './track';

interface Page { first: string; erased: number; steps: Step[]; next: number | null }
type Then = Changes & { erased?: number };

const hour = 3_600_000;
const widest = 1920; // pixels: a step finer than one of them is not seen while moving

export class Past {
  private track: Track | null = null;
  private loading: Promise<void> | null = null;
  private asking = false;
  private asked = 0; // counts up: an answer that a later one overtook is not shown

  constructor(private readonly shown: Rewind) {}

  show(moment: number): void {
    if (!this.track?.covers(moment)) return void this.ask(moment);
    store.show(this.track.at(moment).maps);
    this.shown.redraws++;
  }

  /** The hand rests at a moment: the track is made or lengthened to it, and what it left out is filled in. */
  async settle(moment: number): Promise<void> {
    if (!this.track?.covers(moment)) return this.load();
    if (this.shown.playing) return;
    const mine = ++this.asked;
    const { maps, version } = this.track.at(moment);
    const answer = await getJson<Page>(`/api/rewind?after=${version}&to=${momentText(moment)}&every=0`);
    if (mine !== this.asked || this.shown.at !== moment || !answer.ok) return;
    this.shown.erased = answer.value.erased;
    if (answer.value.steps.length > 0) store.show(answer.value.steps.reduce(fold, maps));
  }

  /** Goes on by itself, at the speed that is set, until it is held or reaches now. */
  play(): void {
    let before = performance.now();
    const tick = (): void => {
      const { shown } = this;
      if (!shown.playing || shown.at === null) return;
      const by = (performance.now() - before) * shown.speed;
      if (by >= 1000) {
        before = performance.now();
        shown.to(shown.at + by);
      }
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }

  forget(): void {
    this.asked++;
    this.track = null;
  }

  /** One moment by itself, whole: while there is no track to it. One at a time; the last one asked for comes next. */
  private async ask(moment: number): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    const answer = await getJson<Then>(`/api/changes?at=${momentText(moment)}`);
    this.asking = false;
    const at = this.shown.at;
    if (at === null || this.track?.covers(at)) return;
    this.shown.failed = answer.ok ? '' : answer.problem.code;
    if (answer.ok) {
      this.shown.erased = answer.value.erased ?? 0;
      store.show(mapsOf(answer.value.upserts));
      this.shown.redraws++;
      if (at !== moment) void this.ask(at);
    } else if (this.beforeFirst(answer.problem.detail)) this.shown.to(this.shown.first);
  }

  private load(): Promise<void> {
    this.loading ??= this.fetchTrack().finally(() => (this.loading = null));
    return this.loading;
  }

  /** The stretch round the moment: the window's length back from now, or round what lies before that. */
  private async fetchTrack(): Promise<void> {
    const { shown } = this;
    const moment = shown.at ?? clock.now;
    const back = shown.hoursBack * hour;
    const inWindow = moment >= clock.now - back;
    const from = Math.max(shown.first, inWindow ? clock.now - back : moment - back / 2);
    const until = inWindow ? clock.now : Math.min(clock.now, moment + back / 2);
    let track = this.track && this.track.from <= moment && this.track.until >= from ? this.track : null;
    if (!track) {
      const base = await this.base(from);
      if (!base) return;
      track = new Track(base.at, base.changes.version, base.changes.upserts);
    }
    const every = Math.max(1, Math.round((shown.hoursBack * 3600) / widest));
    let after: number | null = track.reached;
    while (after !== null) {
      const answer: Answer<Page> = await getJson<Page>(`/api/rewind?after=${after}&to=${momentText(until)}&every=${every}`);
      shown.failed = answer.ok ? '' : answer.problem.code;
      if (!answer.ok) return;
      const { steps, next, first }: Page = answer.value;
      if (first) shown.first = Math.ceil(Date.parse(first) / 1000) * 1000;
      track.add(steps, next === null ? until : Date.parse(steps.at(-1)?.at ?? momentText(track.until)));
      after = next;
      this.track = track;
      if (shown.at === null) return; // back in the present: the rest is fetched when it is asked for
      if (track.covers(shown.at)) this.show(shown.at);
    }
  }

  /** The picture that a track starts from; where the journal begins later, from there. */
  private async base(from: number): Promise<{ at: number; changes: Then } | null> {
    const answer = await getJson<Then>(`/api/changes?at=${momentText(from)}`);
    if (answer.ok) return { at: from, changes: answer.value };
    if (this.beforeFirst(answer.problem.detail) && this.shown.first > from) return this.base(this.shown.first);
    this.shown.failed = answer.problem.code;
    return null;
  }

  // The journal says where it begins.
  private beforeFirst(detail: string | undefined): boolean {
    const found = /first entry, of (\S+)/.exec(detail ?? '')?.[1];
    if (found) this.shown.first = Math.ceil(Date.parse(found) / 1000) * 1000;
    return found !== undefined;
  }
}
