// Which component shows a page. Each is loaded when it is first needed; a page that is not built has no entry. Signalen
// and Signaal are one: opening a signal replaces nothing, so that a key pressed right after it is not lost.
import type { Component } from 'svelte';

type Load = () => Promise<{ default: Component }>;
const found = import.meta.glob<{ default: Component }>(['../features/*/*Page.svelte', '!../features/login/*']);

const names: Record<string, string> = {
  beeld: 'picture/PicturePage', signalen: 'signal/SignalsPage', signaal: 'signal/SignalsPage', bronnen: 'sources/SourcesPage',
  logboek: 'log/LogPage', invoer: 'entry/EntryPage', crisis: 'crisis/CrisisPage', vooruit: 'ahead/AheadPage', piket: 'duty/DutyPage', netwerk: 'network/NetworkPage', alarm: 'alarm/AlarmPage', galerij: 'gallery/GalleryPage',
};

export const pageOf = (page: string): Load | undefined => {
  const name = names[page];
  return name ? found[`../features/${name}.svelte`] : undefined;
};
