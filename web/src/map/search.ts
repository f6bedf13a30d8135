// Finding on the map what someone types: a place name, latitude and longitude, RD metres, or a signal. Pure.
import type { PlaceName, Position } from './port';

export interface Hit {
  words: string;
  at: Position;
  signal?: string;
}

// RD New to WGS84 by the usual series (Schreutelkamp and Strang van Hees 2001); within a metre inside the Netherlands.
export function fromRd(x: number, y: number): Position {
  const dx = (x - 155000) * 1e-5;
  const dy = (y - 463000) * 1e-5;
  const north: [number, number, number][] = [
    [0, 1, 3235.65389], [2, 0, -32.58297], [0, 2, -0.2475], [2, 1, -0.84978], [0, 3, -0.0655], [2, 2, -0.01709],
    [1, 0, -0.00738], [4, 0, 0.0053], [2, 3, -0.00039], [4, 1, 0.00033], [1, 1, -0.00012],
  ];
  const east: [number, number, number][] = [
    [1, 0, 5260.52916], [1, 1, 105.94684], [1, 2, 2.45656], [3, 0, -0.81885], [1, 3, 0.05594], [3, 1, -0.05607],
    [0, 1, 0.01199], [3, 2, -0.00256], [1, 4, 0.00128], [0, 2, 0.00022], [2, 0, -0.00022], [5, 0, 0.00026],
  ];
  const sum = (terms: [number, number, number][]): number => terms.reduce((s, [p, q, k]) => s + k * dx ** p * dy ** q, 0);
  return [5.38720621 + sum(east) / 3600, 52.1551744 + sum(north) / 3600];
}

const number = '(-?\\d+(?:[.,]\\d+)?)';

export function coordinates(text: string): Hit | null {
  const match = new RegExp(`^\\s*${number}[\\s;,]+${number}\\s*$`).exec(text) ?? new RegExp(`^\\s*${number}\\s*,\\s*${number}\\s*$`).exec(text);
  if (!match) return null;
  const a = Number(match[1]!.replace(',', '.'));
  const b = Number(match[2]!.replace(',', '.'));
  if (a > 7000 && a < 300000 && b > 289000 && b < 629000) {
    return { words: `RD ${Math.round(a)} ${Math.round(b)}`, at: fromRd(a, b) };
  }
  const [lat, lon] = a > 50 && a < 54.5 ? [a, b] : [b, a];
  if (lat > 50 && lat < 54.5 && lon > 2.5 && lon < 8) return { words: `${lat.toFixed(4)}, ${lon.toFixed(4)}`, at: [lon, lat] };
  return null;
}

const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');

export function find(text: string, places: PlaceName[], signals: Hit[], limit = 8): Hit[] {
  const wanted = fold(text.trim());
  if (wanted === '') return [];
  const here = coordinates(text);
  const score = (words: string): number => {
    const name = fold(words);
    return name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(` ${wanted}`) ? 2 : name.includes(wanted) ? 3 : 9;
  };
  const all = [...signals, ...places.map((p): Hit => ({ words: p.name, at: p.at }))]
    .map((hit, order) => ({ hit, order, score: score(hit.words) }))
    .filter((s) => s.score < 9)
    .sort((a, b) => a.score - b.score || a.order - b.order);
  return [...(here ? [here] : []), ...all.map((s) => s.hit)].slice(0, limit);
}

// A circle by hand: the keyboard's way of drawing an area (centre and radius).
export function circle(at: Position, metres: number): Position[] {
  const out: Position[] = [];
  const lat = (at[1] * Math.PI) / 180;
  for (let i = 0; i <= 64; i++) {
    const a = (i % 64) * (Math.PI / 32);
    out.push([at[0] + ((metres / 111320) * Math.sin(a)) / Math.cos(lat), at[1] + (metres / 111320) * Math.cos(a)]);
  }
  return out;
}
