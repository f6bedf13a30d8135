// The outline of a circle on the ground, for the map.
import type { Geometry, Point } from '../../net/api';

const corners = 64;
const earth = 6_371_000; // m

export function ringAbout(centre: Point, radius: number): Geometry {
  const lat = (radius / earth) * (180 / Math.PI);
  const lon = lat / Math.cos((centre.lat * Math.PI) / 180);
  const ring = Array.from({ length: corners + 1 }, (_, n): [number, number] => {
    const turn = (2 * Math.PI * n) / corners;
    return [centre.lon + lon * Math.cos(turn), centre.lat + lat * Math.sin(turn)];
  });
  return { type: 'Polygon', coordinates: [ring] };
}
