// The severity colours must be told apart by everyone: the smallest difference (CIEDE2000) between two levels, for normal
// sight and the three dichromacies (Viénot 1999 for protan and deutan, Brettel 1997 by its common linear form for tritan).
import { describe, expect, it } from 'vitest';
import css from './tokens.css?raw';

type Three = [number, number, number];
const [darkPart, lightPart] = css.split("[data-theme='light']") as [string, string];
const levels = ['groen', 'geel', 'oranje', 'rood'];
const colour = (part: string, level: string): string => new RegExp(`--vb-color-severity-${level}: (#[0-9a-f]{6})`).exec(part)?.[1] ?? '';

const linear = (hex: string): Three => [1, 3, 5].map((at) => { const v = parseInt(hex.slice(at, at + 2), 16) / 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }) as Three;
const times = (m: number[][], v: Three): Three => m.map((row) => row[0]! * v[0] + row[1]! * v[1] + row[2]! * v[2]) as Three;
const sight: Record<string, number[][]> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
  deutan: [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
  tritan: [[1.01354, 0.14268, -0.15622], [-0.01181, 0.87561, 0.13619], [0.07707, 0.81208, 0.11085]],
};
function lab(rgb: Three): Three {
  const [x, y, z] = times([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]], rgb.map((v) => Math.min(1, Math.max(0, v))) as Three);
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const [fx, fy, fz] = [f(x / 0.95047), f(y), f(z / 1.08883)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}
const rad = Math.PI / 180;
export function deltaE(a: Three, b: Three): number {
  const mean = (Math.hypot(a[1], a[2]) + Math.hypot(b[1], b[2])) / 2;
  const g = 0.5 * (1 - Math.sqrt(mean ** 7 / (mean ** 7 + 25 ** 7)));
  const polar = ([, x, y]: Three): [number, number] => { const p = x * (1 + g); return [Math.hypot(p, y), (Math.atan2(y, p) / rad + 360) % 360]; };
  const [c1, h1] = polar(a);
  const [c2, h2] = polar(b);
  const dl = b[0] - a[0];
  const dc = c2 - c1;
  let turn = c1 * c2 === 0 ? 0 : h2 - h1;
  if (turn > 180) turn -= 360;
  if (turn < -180) turn += 360;
  const dh = 2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * rad);
  const l = (a[0] + b[0]) / 2;
  const c = (c1 + c2) / 2;
  const h = c1 * c2 === 0 ? h1 + h2 : Math.abs(h1 - h2) <= 180 ? (h1 + h2) / 2 : (h1 + h2 + 360) / 2;
  const t = 1 - 0.17 * Math.cos((h - 30) * rad) + 0.24 * Math.cos(2 * h * rad) + 0.32 * Math.cos((3 * h + 6) * rad) - 0.2 * Math.cos((4 * h - 63) * rad);
  const sl = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2);
  const sc = 1 + 0.045 * c;
  const sh = 1 + 0.015 * c * t;
  const rt = -2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) * Math.sin(60 * Math.exp(-(((h - 275) / 25) ** 2)) * rad);
  return Math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * (dc / sc) * (dh / sh));
}

describe('severity colours', () => {
  it('the measure itself: known pairs of the CIEDE2000 paper', () => {
    expect(deltaE([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 3);
    expect(deltaE([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387])).toBeCloseTo(1.2644, 3);
  });
  for (const [theme, part] of [['dark', darkPart], ['light', lightPart]] as const)
    for (const [name, matrix] of Object.entries(sight))
      it(`${theme}, ${name}: every two levels differ by 15 or more`, () => {
        const seen = levels.map((level) => lab(times(matrix, linear(colour(part, level)))));
        for (let a = 0; a < seen.length; a++)
          for (let b = a + 1; b < seen.length; b++) expect(deltaE(seen[a]!, seen[b]!), `${levels[a]} ${levels[b]}`).toBeGreaterThanOrEqual(15);
      });
});
