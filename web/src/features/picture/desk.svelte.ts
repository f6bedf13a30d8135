// What these pages need of the app around them, in one place: the synchronised picture, the moment, who is here,
// and how to act. Everything else in this folder and in features/signal takes it from here.
import { router } from '../../app/router.svelte';
import { i18n } from '../../i18n/index.svelte';
import { paletteOf } from '../../map/palette';
import type { MapPalette } from '../../map/port';
import { clock } from '../../state/clock.svelte';
import { commands, type Saving } from '../../state/commands.svelte';
import { rewind } from '../../state/rewind.svelte';
import { session } from '../../state/session.svelte';
import { store } from '../../state/store.svelte';
import type { Region, Signal, Theme } from './entities';
import type { PictureWords } from './words.nl';

class Desk {
  private theme = $state('dark');
  failed = $state(''); // why the last act could not even be asked for, in words, until the next one
  readonly signals = $derived([...store.signals.values()]);
  readonly themes = $derived([...store.themes.values()]);
  readonly stations = $derived([...store.stations.values()]);
  readonly facts = $derived([...store.facts.values()]);
  readonly sources = $derived([...store.sources.values()]);
  readonly log = $derived([...store.log.values()]);

  constructor() {
    if (typeof document === 'undefined') return;
    const root = document.documentElement;
    const read = (): void => void (this.theme = root.dataset['theme'] === 'light' ? 'light' : 'dark');
    read();
    new MutationObserver(read).observe(root, { attributes: true, attributeFilter: ['data-theme'] });
  }

  get now(): number { return rewind.at ?? clock.now; }
  get past(): boolean { return rewind.at !== null; }
  get language(): string { return i18n.language; }
  get words(): PictureWords { return i18n.t.picture; }
  get palette(): MapPalette { return paletteOf(this.theme); }
  get region(): Region | null { return store.region ?? null; }
  get loaded(): boolean { return store.loaded; }
  get online(): boolean { return store.online; }
  get me(): { user: string; name: string; role: string } {
    const s = session.current;
    return { user: s?.user ?? '', name: s?.name ?? '', role: s?.role ?? '' };
  }

  may(act: string): boolean { return session.may(act); }
  signal(id: string | null): Signal | null { return id === null ? null : (store.signals.get(id) ?? null); }
  themeOf(id: string | null): Theme | null { return id === null ? null : (store.themes.get(id) ?? null); }
  themeName(theme: { name: string; name_en: string }): string { return i18n.language === 'en' && theme.name_en ? theme.name_en : theme.name; }
  sourceName(id: string): string { return store.sources.get(id)?.name ?? id; }
  get query(): URLSearchParams { return router.route.query; }
  set(values: Record<string, string | null>): void { router.set(values); }
  go(path: string): void { router.go(path); }

  // Acts are shown at once as on their way; what a rule refused is said where acts are undone (UndoBar). The past takes none.
  act(path: string, body: unknown, label: string, undo?: { path: string; body: unknown }): Promise<Saving> {
    this.failed = this.past ? i18n.t.rewind.onlyNow : '';
    return this.past ? Promise.resolve({ key: '', path, state: 'refused', at: Date.now(), label }) : commands.act(path, body, label, undo);
  }

  // Looking is not seeing; opening is, once a person.
  see(signal: Signal): void {
    if (this.past || signal.state !== 'new' || !this.may('signal.see')) return;
    if (signal.seen_by.includes(this.me.user) || signal.seen_by.includes(this.me.name)) return;
    void this.act('/api/signal/see', { id: signal.id }, '');
  }
}

export const desk = new Desk();
