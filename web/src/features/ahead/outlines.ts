// Outlines of municipalities by code, where the site imported boundaries; asked once.
import type { Geometry } from '../../net/api';

let asked: Promise<ReadonlyMap<string, Geometry>> | undefined;

export const outlines = (): Promise<ReadonlyMap<string, Geometry>> => (asked ??= load());

async function load(): Promise<ReadonlyMap<string, Geometry>> {
  try {
    const answer = await fetch('/api/basemap/gm.json');
    if (!answer.ok) return new Map();
    const data = (await answer.json()) as { features?: { properties?: { code?: string }; geometry?: Geometry }[] };
    return new Map((data.features ?? []).flatMap((one) => (one.properties?.code && one.geometry ? [[one.properties.code, one.geometry] as const] : [])));
  } catch {
    asked = undefined; // no link: asked again next time
    return new Map();
  }
}
