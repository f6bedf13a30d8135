// Where words stand on the map: greedy by priority, four positions round the anchor (right, left, below, above),
// never over a box that is taken. Pure, so that it can be tested without a canvas.
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Wish {
  key: string;
  x: number; // anchor, CSS pixels
  y: number;
  width: number;
  height: number;
  gap: number; // distance from the anchor to the words
  must?: boolean; // placed even when all four positions are taken (the selected signal)
  centred?: boolean; // stands on its anchor (shields, area words); the four positions are tried after that
}

export interface Placed {
  key: string;
  x: number; // top left of the words
  y: number;
  side: 'right' | 'left' | 'below' | 'above' | 'on';
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

// Boxes in cells of 64 px, so that a few hundred words stay far below a frame.
export class Taken {
  private readonly cells = new Map<number, Box[]>();

  add(box: Box): void {
    this.each(box, (key) => {
      const there = this.cells.get(key);
      if (there) there.push(box);
      else this.cells.set(key, [box]);
      return false;
    });
  }

  hits(box: Box): boolean {
    return this.each(box, (key) => (this.cells.get(key) ?? []).some((other) => overlaps(box, other)));
  }

  private each(box: Box, visit: (key: number) => boolean): boolean {
    const fromX = Math.floor(box.x / 64);
    const toX = Math.floor((box.x + box.width) / 64);
    const fromY = Math.floor(box.y / 64);
    const toY = Math.floor((box.y + box.height) / 64);
    for (let x = fromX; x <= toX; x++) {
      for (let y = fromY; y <= toY; y++) if (visit(x * 100003 + y)) return true;
    }
    return false;
  }
}

export function positions(wish: Wish): Placed[] {
  const { key, x, y, width, height, gap } = wish;
  const around: Placed[] = [
    { key, x: x + gap, y: y - height / 2, side: 'right' },
    { key, x: x - gap - width, y: y - height / 2, side: 'left' },
    { key, x: x - width / 2, y: y + gap, side: 'below' },
    { key, x: x - width / 2, y: y - gap - height, side: 'above' },
  ];
  const on: Placed = { key, x: x - width / 2, y: y - height / 2, side: 'on' };
  return wish.centred ? [on, ...around] : around;
}

// `wishes` in order of priority. Words that would leave `frame` are not placed there.
export function place(wishes: Wish[], taken: Taken, frame: Box): Placed[] {
  const out: Placed[] = [];
  for (const wish of wishes) {
    const options = positions(wish);
    const fits = (p: Placed): boolean => {
      const box = { x: p.x, y: p.y, width: wish.width, height: wish.height };
      const within =
        box.x >= frame.x && box.y >= frame.y && box.x + box.width <= frame.x + frame.width && box.y + box.height <= frame.y + frame.height;
      return within && !taken.hits({ x: box.x - 2, y: box.y - 1, width: box.width + 4, height: box.height + 2 });
    };
    const free = options.find(fits) ?? (wish.must ? options[0] : undefined);
    if (!free) continue;
    taken.add({ x: free.x, y: free.y, width: wish.width, height: wish.height });
    out.push(free);
  }
  return out;
}
