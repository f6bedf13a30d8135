// Which component shows which page; each page is a chunk of its own, so that the first view stays small.
import type { Component } from 'svelte';

const found = import.meta.glob<{ default: Component }>('../features/*/*Page.svelte');
const files: Record<string, string> = {
  beeld: '../features/picture/PicturePage.svelte',
  signalen: '../features/signal/SignalsPage.svelte',
  signaal: '../features/signal/SignalPage.svelte',
  bronnen: '../features/sources/SourcesPage.svelte',
  logboek: '../features/log/LogPage.svelte',
  galerij: '../features/gallery/GalleryPage.svelte',
};

export async function loadPage(page: string): Promise<Component | null> {
  const load = found[files[page] ?? ''];
  return load ? (await load()).default : null;
}
