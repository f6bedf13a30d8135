// The three own layers over the base map: shapes, dots, and marks with every word of the map. Each repaints only
// when its data or the view changed. Words are placed anew when the map stands still; while it moves they go
// along with their anchor, so that nothing jumps under the eye.
import Layer from 'ol/layer/Layer.js';
import { fromLonLat } from 'ol/proj.js';
import type { FrameState } from 'ol/Map.js';
import type { LayerName, MapPalette, PlaceName, Position } from '../port';
import { rankOf } from '../palette';
import { type Box, place, Taken, type Wish } from '../labels';
import type { Shield } from './base';
import { type Frame, markSize, paintDots, paintMark, paintShapes, paintText, pillOf, pillWidth, type Text } from './paint';
import { type Group, groupMarks, type SceneShape, type SceneSignal, type Transform, toX, toY } from './scene';

export interface Scene {
  signals: SceneSignal[];
  shapes: SceneShape[];
  facts: Float64Array;
  selected: string | null;
  palette: MapPalette;
  shown: Record<LayerName, boolean>;
  obstacles: Box[];
  found: { x: number; y: number; words: string } | null;
}

interface Kept extends Text {
  ax: number; // anchor in EPSG:3857 and offset of the words from it
  ay: number;
  dx: number;
  dy: number;
  dot: boolean;
}

const fonts = {
  mark: '600 13px "Inter Variable", sans-serif',
  shape: '600 13px "Inter Variable", sans-serif',
  place: '500 13px "Inter Variable", sans-serif',
  town: '600 16px "Inter Variable", sans-serif',
  shield: '600 13px "Inter Variable", sans-serif',
};

class Canvas {
  readonly element = document.createElement('canvas');
  private last = '';

  constructor() {
    this.element.style.position = 'absolute';
    this.element.style.left = '0';
    this.element.style.top = '0';
    this.element.style.pointerEvents = 'none';
  }

  stale(): void {
    this.last = '';
  }

  // A cleared pen in CSS pixels, or null when nothing moved since the last time.
  open(state: FrameState, palette: MapPalette): Frame | null {
    const [width, height] = state.size as [number, number];
    const t = state.coordinateToPixelTransform;
    const key = `${t.join(' ')} ${width} ${height} ${palette.name}`;
    if (key === this.last) return null;
    this.last = key;
    const scale = state.pixelRatio;
    const w = Math.round(width * scale);
    const h = Math.round(height * scale);
    const pen = this.element.getContext('2d')!;
    if (this.element.width !== w || this.element.height !== h) {
      this.element.width = w;
      this.element.height = h;
      this.element.style.width = `${width}px`;
      this.element.style.height = `${height}px`;
    }
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, w, h);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    return { pen, t: [...t], width, height, scale, palette };
  }
}

export class Overlay {
  readonly layers: Layer[];
  private readonly shapes = new Canvas();
  private readonly dots = new Canvas();
  private readonly marks = new Canvas();
  private words: Kept[] = [];
  private wordsStale = true;
  private groups: Group[] = [];
  private readonly widths = new Map<string, number>();
  private projected: { place: PlaceName; x: number; y: number }[] = [];

  constructor(
    private readonly scene: Scene,
    private readonly shields: () => Shield[],
    private readonly names: () => PlaceName[],
  ) {
    const layer = (zIndex: number, canvas: Canvas, paint: (state: FrameState) => void): Layer =>
      new Layer({
        zIndex,
        render: (state) => {
          if (state) paint(state);
          return canvas.element;
        },
      });
    this.layers = [
      layer(20, this.shapes, (s) => this.paintShapes(s)),
      layer(21, this.dots, (s) => this.paintDots(s)),
      layer(22, this.marks, (s) => this.paintMarks(s)),
    ];
  }

  changed(what: 'facts' | 'selection' | 'all'): void {
    if (what !== 'selection') this.dots.stale();
    if (what !== 'facts') {
      this.shapes.stale();
      this.marks.stale();
      this.wordsStale = true;
    }
    for (const layer of this.layers) layer.changed();
  }

  settle(): void {
    this.wordsStale = true;
    this.marks.stale();
    this.layers[2]!.changed();
  }

  namesChanged(): void {
    this.projected = this.names().map((p) => {
      const [x, y] = fromLonLat(p.at);
      return { place: p, x: x!, y: y! };
    });
    this.changed('all');
  }

  groupAt(x: number, y: number): Group | null {
    let best: Group | null = null;
    let bestDistance = 24 * 24;
    for (const g of this.groups) {
      const distance = (g.px - x) ** 2 + (g.py - y) ** 2;
      if (distance < bestDistance && !g.lead.quiet) {
        best = g;
        bestDistance = distance;
      }
    }
    return best;
  }

  private paintShapes(state: FrameState): void {
    const frame = this.shapes.open(state, this.scene.palette);
    if (frame && this.scene.shown.areas) paintShapes(frame, this.scene.shapes, this.scene.selected);
  }

  private paintDots(state: FrameState): void {
    const frame = this.dots.open(state, this.scene.palette);
    if (frame && this.scene.shown.facts) paintDots(frame, this.scene.facts);
  }

  private paintMarks(state: FrameState): void {
    const moving = state.viewHints[0]! > 0 || state.viewHints[1]! > 0;
    const frame = this.marks.open(state, this.scene.palette);
    if (!frame) return;
    const { signals, selected } = this.scene;
    this.groups = groupMarks(signals.filter((s) => s.level !== 'green'), frame.t, selected, 20);
    if (this.wordsStale && !moving) {
      this.words = this.placeWords(frame);
      this.wordsStale = false;
    }
    for (const word of this.words) this.paintWord(frame, word);
    for (const group of [...this.groups].reverse()) paintMark(frame, group, selected);
    this.paintFound(frame);
  }

  private paintWord(frame: Frame, word: Kept): void {
    const x = toX(frame.t, word.ax, word.ay);
    const y = toY(frame.t, word.ax, word.ay);
    if (x < -200 || y < -50 || x > frame.width + 200 || y > frame.height + 50) return;
    if (word.dot) {
      frame.pen.beginPath();
      frame.pen.arc(x, y, 2, 0, 7);
      frame.pen.fillStyle = frame.palette.textQuiet;
      frame.pen.fill();
    }
    paintText(frame, { ...word, x: x + word.dx, y: y + word.dy });
  }

  private paintFound(frame: Frame): void {
    const found = this.scene.found;
    if (!found) return;
    const { pen, palette } = frame;
    const x = toX(frame.t, found.x, found.y);
    const y = toY(frame.t, found.x, found.y);
    pen.strokeStyle = palette.accent;
    pen.lineWidth = 2.5;
    pen.beginPath();
    pen.arc(x, y, 12, 0, 7);
    for (const [dx, dy] of [[0, 1], [0, -1], [1, 0], [-1, 0]] as const) {
      pen.moveTo(x + dx * 7, y + dy * 7);
      pen.lineTo(x + dx * 19, y + dy * 19);
    }
    pen.stroke();
    paintText(frame, { words: found.words, x: x + 24, y: y - 9, width: 0, height: 18, font: fonts.mark, kind: 'mark' });
  }

  private width(pen: CanvasRenderingContext2D, font: string, words: string): number {
    const key = font + words;
    let width = this.widths.get(key);
    if (width === undefined) {
      pen.font = font;
      width = Math.ceil(pen.measureText(words).width);
      this.widths.set(key, width);
      if (this.widths.size > 5000) this.widths.clear();
    }
    return width;
  }

  private placeWords(frame: Frame): Kept[] {
    const taken = new Taken();
    for (const box of this.scene.obstacles) taken.add(box);
    for (const g of this.groups) {
      const size = markSize(g, this.scene.selected);
      taken.add({ x: g.px - size / 2, y: g.py - size / 2, width: size, height: size });
      const pill = pillOf(g);
      if (pill) taken.add({ x: g.px + size / 2 - 3, y: g.py - size / 2 - 9, width: pillWidth(pill), height: 18 });
    }
    const wishes: Wish[] = [];
    const made = new Map<string, { ax: number; ay: number; text: Omit<Text, 'x' | 'y'>; dot: boolean }>();
    const wish = (key: string, ax: number, ay: number, words: string, kind: Text['kind'], more: Partial<Wish>, dot = false): void => {
      const x = toX(frame.t, ax, ay);
      const y = toY(frame.t, ax, ay);
      if (words === '' || x < 0 || y < 0 || x > frame.width || y > frame.height) return;
      const font = fonts[kind];
      const width = this.width(frame.pen, font, words) + (kind === 'shield' ? 12 : 0);
      const height = kind === 'town' ? 20 : 18;
      wishes.push({ key, x, y, width, height, gap: 8, ...more });
      made.set(key, { ax, ay, text: { words, width, height, font, kind }, dot });
    };
    this.wishMarks(wish);
    this.wishShapes(wish);
    this.wishBase(frame, wish);
    const edge: Box = { x: 2, y: 2, width: frame.width - 4, height: frame.height - 4 };
    return place(wishes, taken, edge).map((p) => {
      const m = made.get(p.key)!;
      const dx = p.x - toX(frame.t, m.ax, m.ay);
      const dy = p.y - toY(frame.t, m.ax, m.ay);
      return { ...m.text, x: p.x, y: p.y, ax: m.ax, ay: m.ay, dx, dy, dot: m.dot };
    });
  }

  private wishMarks(wish: (key: string, ax: number, ay: number, words: string, kind: Text['kind'], more: Partial<Wish>) => void): void {
    if (!this.scene.shown.words) return;
    const { selected } = this.scene;
    const order = [...this.groups].sort((a, b) => rankOf(b.lead.level) - rankOf(a.lead.level));
    const first = order.filter((g) => g.lead.id === selected);
    for (const g of [...first, ...order.filter((o) => o.lead.id !== selected)]) {
      const more = g.members.length - 1;
      const pill = pillOf(g);
      const gap = markSize(g, selected) / 2 + (g.lead.id === selected ? 12 : pill ? 8 : 5);
      wish(`m${g.lead.id}`, g.lead.x, g.lead.y, g.lead.words + (more > 0 ? ` +${more}` : ''), 'mark', { gap, must: g.lead.id === selected });
    }
  }

  private wishShapes(wish: (key: string, ax: number, ay: number, words: string, kind: Text['kind'], more: Partial<Wish>) => void): void {
    if (!this.scene.shown.areas) return;
    this.scene.shapes.forEach((s, i) => wish(`s${i}`, s.anchor[0], s.anchor[1], s.words, 'shape', { gap: 6, centred: true }));
  }

  private wishBase(
    frame: Frame,
    wish: (key: string, ax: number, ay: number, words: string, kind: Text['kind'], more: Partial<Wish>, dot?: boolean) => void,
  ): void {
    const { shown } = this.scene;
    const zoom = Math.log2(156543.03392 * Math.abs(frame.t[0]!));
    const large = shown.places ? this.projected.filter(({ place: p }) => p.population >= 100000) : [];
    for (const { place: p, x, y } of large) wish(`p${p.name}${x}`, x, y, p.name, 'town', { gap: 8 }, true);
    if (shown.roads) {
      for (const shield of this.shields()) {
        if (shield.rank > 0 && zoom < 10.5) continue;
        this.shieldPoints(frame, shield).forEach(([x, y], i) => wish(`r${shield.ref}${i}`, x, y, shield.ref, 'shield', { centred: true, gap: 10 }));
      }
    }
    if (!shown.places) return;
    const least = zoom < 8.5 ? 40000 : zoom < 9.6 ? 14000 : zoom < 10.6 ? 4000 : 0;
    for (const { place: p, x, y } of this.projected) {
      if (p.population >= 100000 || p.population < least) continue;
      wish(`p${p.name}${x}`, x, y, p.name, 'place', { gap: 7 }, true);
    }
  }

  // At most two shields of a road on screen, well apart: enough to know it, not enough to count as marks.
  private shieldPoints(frame: Frame, shield: Shield): [number, number][] {
    const out: [number, number][] = [];
    const at: [number, number][] = [];
    for (const [x, y] of shield.points) {
      const px = toX(frame.t, x, y);
      const py = toY(frame.t, x, y);
      if (px < 20 || py < 20 || px > frame.width - 20 || py > frame.height - 20) continue;
      if (at.some(([ox, oy]) => Math.hypot(ox - px, oy - py) < 380)) continue;
      out.push([x, y]);
      at.push([px, py]);
      if (out.length === 2) break;
    }
    return out;
  }
}

export function project(at: Position): [number, number] {
  const [x, y] = fromLonLat(at);
  return [x!, y!];
}

export type { Transform };
