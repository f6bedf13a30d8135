// Place names of the base map, for finding; loaded once, kept for when the link is gone.
export interface Place { name: string; at: [number, number] }

class Places {
  list = $state.raw<Place[]>([]);
  private asked = false;

  async load(): Promise<void> {
    if (this.asked) return;
    this.asked = true;
    try {
      const answer = await fetch('/basemap/places.json');
      const data = (await answer.json()) as { features?: { properties?: { n?: string; name?: string }; geometry?: { coordinates?: number[] } }[] };
      this.list = (data.features ?? []).flatMap(({ properties, geometry }) => {
        const [lon, lat] = geometry?.coordinates ?? [];
        const name = properties?.name ?? properties?.n;
        return name && lon !== undefined && lat !== undefined ? [{ name, at: [lon, lat] as [number, number] }] : [];
      });
    } catch {
      this.asked = false; // no base map, or no link: asked again next time
    }
  }
}

export const places = new Places();
