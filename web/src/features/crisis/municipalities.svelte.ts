// Names of municipalities, which the crisis knows by code: people read and type names. The imported boundaries of the
// site say them (`/api/basemap/gm.json`); without import those of the three shown regions stand here (CBS, 2024).
import { parseNames, type Names } from './municipality-names';

const known = `0307 Amersfoort|0308 Baarn|0310 De Bilt|0312 Bunnik|0313 Bunschoten|0317 Eemnes|0321 Houten|0327 Leusden|0331 Lopik|0335 Montfoort|0339 Renswoude|0340 Rhenen|0342 Soest|0344 Utrecht|0345 Veenendaal|0351 Woudenberg|0352 Wijk bij Duurstede|0353 IJsselstein|0355 Zeist|0356 Nieuwegein|0589 Oudewater|0632 Woerden|0736 De Ronde Venen|1581 Utrechtse Heuvelrug|1904 Stichtse Vecht|1961 Vijfheerenlanden|0376 Blaricum|0402 Hilversum|0406 Huizen|0417 Laren|1696 Wijdemeren|1942 Gooise Meren|0034 Almere|0050 Zeewolde|0171 Noordoostpolder|0184 Urk|0303 Dronten|0995 Lelystad`;

class Municipalities {
  names = $state.raw<Names>(parseNames(known));
  private asked = false;

  /** Once a page; a site without import answers 404, and the names above stay. */
  async load(): Promise<void> {
    if (this.asked) return;
    this.asked = true;
    try {
      const answer = await fetch('/api/basemap/gm.json');
      if (!answer.ok) return;
      const data = (await answer.json()) as { features?: { properties?: { code?: string; name?: string } }[] };
      const next = new Map(this.names);
      for (const { properties } of data.features ?? []) if (properties?.code && properties.name) next.set(properties.code, properties.name);
      this.names = next;
    } catch {
      this.asked = false; // no link: asked again next time
    }
  }
}

export const municipalities = new Municipalities();
