// Painting of the own canvas layers: shapes, dots, marks and words. Called by overlay.ts with a ready transform.
import type { MapPalette } from '../port';
import { fade } from '../palette';
import { hatch, symbol } from '../symbols';
import { type Group, type SceneShape, type Transform, toX, toY } from './scene';

export interface Frame {
  pen: CanvasRenderingContext2D;
  t: Transform;
  width: number; // CSS pixels
  height: number;
  scale: number; // device pixels a CSS pixel
  palette: MapPalette;
}

function trace(frame: Frame, shape: SceneShape): void {
  const { pen, t } = frame;
  pen.beginPath();
  for (const ring of shape.rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const x = toX(t, ring[i]!, ring[i + 1]!);
      const y = toY(t, ring[i]!, ring[i + 1]!);
      if (i === 0) pen.moveTo(x, y);
      else pen.lineTo(x, y);
    }
    if (shape.closed) pen.closePath();
  }
}

const patterns = new Map<string, CanvasPattern | string>();

// Hatching is fixed to the ground: it moves with the map, so that panning does not make it swim.
function ground(frame: Frame, colour: string, step: number, width: number): CanvasPattern | string {
  const key = `${colour} ${step} ${width} ${frame.scale}`;
  let pattern = patterns.get(key);
  if (!pattern) {
    pattern = hatch(colour, step, width, frame.scale);
    patterns.set(key, pattern);
  }
  if (typeof pattern !== 'string') {
    const x = toX(frame.t, 0, 0) % step;
    const y = toY(frame.t, 0, 0) % step;
    pattern.setTransform(new DOMMatrix().translate(x, y).scale(1 / frame.scale));
  }
  return pattern;
}

function share(frame: Frame, shape: SceneShape): number {
  const width = Math.abs(toX(frame.t, shape.box[2], 0) - toX(frame.t, shape.box[0], 0));
  const height = Math.abs(toY(frame.t, 0, shape.box[3]) - toY(frame.t, 0, shape.box[1]));
  return (width * height) / (frame.width * frame.height);
}

// The larger the area the lighter: a warning for the whole region must not paint over the map.
function officialFill(part: number, level: string | null): number {
  const most = level === 'yellow' ? 0.2 : 0.34;
  return Math.max(0.07, most - 0.5 * part);
}

function paintShape(frame: Frame, shape: SceneShape, chosen: boolean): void {
  const { pen, palette } = frame;
  const level = shape.level ?? 'grey';
  const colour = palette.level[level];
  const edge = palette.name === 'light' && level === 'yellow' ? palette.levelEdge.yellow : colour;
  trace(frame, shape);
  pen.setLineDash([]);
  pen.lineJoin = 'round';
  pen.lineWidth = chosen ? 2.4 : 1.6;
  if (shape.kind === 'line') {
    pen.lineWidth = chosen ? 5 : 4;
    pen.strokeStyle = palette.name === 'dark' ? '#10151b' : '#16202a';
    pen.stroke();
    pen.lineWidth = chosen ? 4 : 3;
    pen.setLineDash([8, 5]);
    pen.strokeStyle = '#ffffff';
    pen.stroke();
  } else if (shape.kind === 'expected') {
    pen.fillStyle = fade(colour, 0.07);
    pen.fill('evenodd');
    pen.fillStyle = ground(frame, fade(edge, shape.dense ? 0.75 : 0.45), shape.dense ? 9 : 14, shape.dense ? 2 : 1.4);
    pen.fill('evenodd');
    pen.setLineDash([7, 5]);
    pen.strokeStyle = edge;
    pen.stroke();
  } else if (shape.kind === 'official') {
    pen.fillStyle = fade(colour, officialFill(share(frame, shape), shape.level));
    pen.fill('evenodd');
    pen.strokeStyle = edge;
    pen.stroke();
  } else {
    pen.fillStyle = fade(palette.accent, shape.kind === 'drawn' ? 0.1 : 0.2);
    if (shape.kind !== 'cluster') pen.fill('evenodd');
    if (shape.kind === 'drawn') pen.setLineDash([4, 4]);
    pen.strokeStyle = palette.accent;
    pen.stroke();
  }
  pen.setLineDash([]);
}

const shapeOrder: Record<SceneShape['kind'], number> = { official: 0, expected: 1, reports: 2, cluster: 3, line: 4, drawn: 5 };

export function paintShapes(frame: Frame, shapes: SceneShape[], selected: string | null): void {
  const sorted = [...shapes].sort((a, b) => shapeOrder[a.kind] - shapeOrder[b.kind] || share(frame, b) - share(frame, a));
  for (const shape of sorted) {
    if (shape.level === 'green') continue;
    paintShape(frame, shape, shape.id === selected);
  }
}

// Dots are stamped into raw pixels: ten thousand drawImage calls cost 30 ms without a GPU, this costs 2.
let plane: { image: ImageData; pixels: Uint32Array } | null = null;

function pixel(hex: string, alpha: number): number {
  const n = parseInt(hex.slice(1), 16);
  return ((Math.round(alpha * 255) << 24) | ((n & 255) << 16) | (n & 0xff00) | (n >> 16)) >>> 0; // little endian ABGR
}

function planeOf(width: number, height: number): { image: ImageData; pixels: Uint32Array } {
  if (plane?.image.width === width && plane.image.height === height) {
    plane.pixels.fill(0);
    return plane;
  }
  const image = new ImageData(width, height);
  plane = { image, pixels: new Uint32Array(image.data.buffer) };
  return plane;
}

// Offsets of a round stamp: first the halo, then the disc.
function stamp(frame: Frame): { dx: number; dy: number; colour: number }[] {
  const radius = 2.1 * frame.scale;
  const out: { dx: number; dy: number; colour: number }[] = [];
  const reach = Math.ceil(radius + frame.scale);
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const distance = Math.hypot(dx, dy);
      if (distance <= radius) out.push({ dx, dy, colour: pixel(frame.palette.dot, 1) });
      else if (distance <= radius + 0.9 * frame.scale) out.push({ dx, dy, colour: pixel(frame.palette.halo, 0.7) });
    }
  }
  return out;
}

export function paintDots(frame: Frame, facts: Float64Array): void {
  const { pen, t, scale } = frame;
  const width = pen.canvas.width;
  const height = pen.canvas.height;
  if (facts.length === 0 || width === 0 || height === 0) return;
  const { image, pixels } = planeOf(width, height);
  const dots = stamp(frame);
  const edge = 4 * Math.ceil(scale);
  for (let i = 0; i < facts.length; i += 2) {
    const x = Math.round((t[0]! * facts[i]! + t[4]!) * scale);
    const y = Math.round((t[3]! * facts[i + 1]! + t[5]!) * scale);
    if (x < edge || y < edge || x >= width - edge || y >= height - edge) continue;
    for (const d of dots) pixels[(y + d.dy) * width + x + d.dx] = d.colour;
  }
  pen.putImageData(image, 0, 0);
}

export function markSize(group: Group, selected: string | null): number {
  if (group.lead.quiet) return 18;
  return group.members.some((m) => m.id === selected) ? 34 : group.lead.level === null ? 20 : 28;
}

export function pillOf(group: Group): string {
  const facts = group.members.reduce((sum, m) => sum + m.count, 0);
  return facts > 1 ? String(facts) : '';
}

export function paintMark(frame: Frame, group: Group, selected: string | null): void {
  const { pen, palette } = frame;
  const size = markSize(group, selected);
  const { px, py, lead } = group;
  if (group.members.some((m) => m.id === selected)) {
    pen.beginPath();
    pen.arc(px, py, size / 2 + 8, 0, 7);
    pen.fillStyle = fade(palette.accent, 0.22);
    pen.fill();
    pen.lineWidth = 3;
    pen.strokeStyle = palette.name === 'dark' ? '#9fd0ff' : palette.accent;
    pen.stroke();
  }
  const image = symbol(lead.level, lead.expected, size, frame.scale, palette);
  pen.drawImage(image, px - size / 2 - 3, py - size / 2 - 3, image.width / frame.scale, image.height / frame.scale);
  const words = pillOf(group);
  if (!words) return;
  const width = pillWidth(words);
  const x = px + size / 2 - 3;
  const y = py - size / 2 - 9;
  pen.beginPath();
  pen.roundRect(x, y, width, 18, 9);
  pen.fillStyle = palette.pill;
  pen.fill();
  pen.fillStyle = palette.pillText;
  pen.font = '600 13px "Inter Variable", sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(words, x + width / 2, y + 9.5);
}

export function pillWidth(words: string): number {
  return Math.max(22, 12 + words.length * 8);
}

export interface Text {
  words: string;
  x: number; // left
  y: number; // top
  width: number;
  height: number;
  font: string;
  kind: 'mark' | 'shape' | 'place' | 'town' | 'shield';
}

export function paintText(frame: Frame, text: Text): void {
  const { pen, palette } = frame;
  pen.font = text.font;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  const middle = text.y + text.height / 2 + 0.5;
  if (text.kind === 'shield') {
    pen.beginPath();
    pen.roundRect(text.x, text.y, text.width, text.height, 3);
    pen.fillStyle = palette.shield;
    pen.fill();
    pen.lineWidth = 1;
    pen.strokeStyle = palette.shieldEdge;
    pen.stroke();
    pen.fillStyle = palette.text;
    pen.fillText(text.words, text.x + 6, middle);
    return;
  }
  pen.lineWidth = 3.4;
  pen.lineJoin = 'round';
  pen.strokeStyle = fade(palette.halo, 0.92);
  pen.strokeText(text.words, text.x, middle);
  pen.fillStyle = text.kind === 'place' ? palette.textQuiet : palette.text;
  pen.fillText(text.words, text.x, middle);
}
