// The severity shapes on canvas: circle, triangle, diamond, octagon, dashed square (ui.md 7). Each carries its
// marks (!, !!, !!!, ?), so a grey print still tells them apart. Expected: same outline, hatched, dashed edge,
// no marks. Drawn once a size and palette into a small bitmap, then copied.
import type { Level, MapPalette } from './port';
import { fade } from './palette';

export const shapePath: Record<Exclude<Level, 'grey' | 'green'>, string> = {
  yellow: 'M12 2.2L22.6 21H1.4z',
  orange: 'M12 1l11 11-11 11L1 12z',
  red: 'M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4z',
};

const marks: Record<Level, string> = { grey: '?', green: '', yellow: '!', orange: '!!', red: '!!!' };

export function hatch(colour: string, step: number, width: number, scale = 1): CanvasPattern | string {
  const size = Math.round(step * scale);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const pen = canvas.getContext('2d');
  if (!pen) return colour;
  pen.strokeStyle = colour;
  pen.lineWidth = width * scale;
  pen.beginPath();
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift - 1, size + 1);
    pen.lineTo(shift + size + 1, -1);
  }
  pen.stroke();
  return pen.createPattern(canvas, 'repeat') ?? colour;
}

function bars(pen: CanvasRenderingContext2D, level: Level, colour: string): void {
  const count = marks[level].length;
  const top = level === 'yellow' ? 8.2 : 6.6;
  pen.fillStyle = colour;
  const step = 4.4;
  for (let i = 0; i < count; i++) {
    const x = 12 + (i - (count - 1) / 2) * step;
    pen.beginPath();
    pen.roundRect(x - 1.25, top, 2.5, 6.6, 0.8);
    pen.fill();
    pen.beginPath();
    pen.arc(x, top + 9.2, 1.4, 0, 7);
    pen.fill();
  }
}

function drawGrey(pen: CanvasRenderingContext2D, palette: MapPalette): void {
  pen.fillStyle = palette.region;
  pen.strokeStyle = palette.level.grey;
  pen.lineWidth = 1.8;
  pen.setLineDash([3.2, 2.2]);
  pen.beginPath();
  pen.roundRect(2.5, 2.5, 19, 19, 3);
  pen.fill();
  pen.stroke();
  pen.setLineDash([]);
  pen.fillStyle = palette.text;
  pen.font = '700 14px "Inter Variable", sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText('?', 12, 12.8);
}

function drawLevel(pen: CanvasRenderingContext2D, level: Level, expected: boolean, palette: MapPalette): void {
  const path = new Path2D(shapePath[level as 'red']);
  if (expected) {
    pen.fillStyle = palette.region;
    pen.fill(path);
    pen.fillStyle = hatch(palette.level[level], 5, 1.9);
    pen.fill(path);
    pen.strokeStyle = palette.name === 'light' && level === 'yellow' ? palette.levelEdge.yellow : palette.level[level];
    pen.lineWidth = 1.5;
    pen.setLineDash([3, 2]);
    pen.stroke(path);
    pen.setLineDash([]);
    return;
  }
  pen.fillStyle = palette.level[level];
  pen.fill(path);
  pen.strokeStyle = palette.levelEdge[level];
  pen.lineWidth = 1.4;
  pen.lineJoin = 'round';
  pen.stroke(path);
  bars(pen, level, palette.onLevel[level]);
}

function drawNone(pen: CanvasRenderingContext2D, palette: MapPalette): void {
  pen.beginPath();
  pen.arc(12, 12, 7, 0, 7);
  pen.fillStyle = palette.region;
  pen.fill();
  pen.lineWidth = 2.2;
  pen.strokeStyle = palette.text;
  pen.stroke();
  pen.beginPath();
  pen.arc(12, 12, 2.4, 0, 7);
  pen.fillStyle = palette.text;
  pen.fill();
}

const kept = new Map<string, HTMLCanvasElement>();

export function symbol(level: Level | null, expected: boolean, size: number, scale: number, palette: MapPalette): HTMLCanvasElement {
  const key = `${palette.name} ${level} ${expected} ${size} ${scale}`;
  const known = kept.get(key);
  if (known) return known;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.ceil((size + 6) * scale);
  const pen = canvas.getContext('2d');
  if (pen) {
    const zoom = (size * scale) / 24;
    pen.translate(3 * scale, 3 * scale);
    pen.scale(zoom, zoom);
    pen.shadowColor = fade(palette.halo, 0.9);
    if (level === null) drawNone(pen, palette);
    else if (level === 'grey' || level === 'green') drawGrey(pen, palette);
    else drawLevel(pen, level, expected, palette);
  }
  kept.set(key, canvas);
  return canvas;
}
