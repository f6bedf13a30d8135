// What became known after the moment that is looked at: outlines on the map, never more, always with the word.
import type { MapShape } from '../../map/port';
import { circle } from '../../map/search';
import type { Signal } from '../picture/entities';
import { barWords } from './bar-words';
import { placeOf, shortTitle } from '../picture/onmap';

const radiusM = 900; // of what has a point and no area

export function laterShapes(now: readonly Signal[], then: ReadonlyMap<string, unknown>, word = barWords().laterKnown): MapShape[] {
  return now.flatMap((signal): MapShape[] => {
    if (then.has(signal.id) || signal.state === 'rejected' || signal.state === 'closed') return [];
    const at = placeOf(signal);
    const area = signal.geometry && signal.geometry.type !== 'Point' ? signal.geometry : at ? { type: 'Polygon' as const, coordinates: [circle(at, radiusM)] } : null;
    return area ? [{ id: `later ${signal.id}`, kind: 'cluster', level: null, geometry: area, words: `${word}: ${shortTitle(signal.title)}` }] : [];
  });
}
