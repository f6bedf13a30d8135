// The first view's weight (ui.md 6.3, 33): what index.html loads at once, and the page that opens first, compressed.
// Needs a build: `npm run build` first; without one it fails, because an unmeasured budget is not kept.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const dist = join(import.meta.dirname, 'dist');
const kb = (file: string): number => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1024;

/** The chunks that a chunk imports at once, from the build's text; what is imported lazily is named by the caller. */
function withImports(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const text = readFileSync(join(dist, 'assets', entry), 'utf8');
  for (const match of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) withImports(match[1] as string, seen);
  return seen;
}

describe('budgets', () => {
  it('there is a build to measure', () => expect(existsSync(join(dist, 'index.html'))).toBe(true));
  it('JS ≤ 180 KB, CSS ≤ 15 KB a first view, font ≤ 50 KB', () => {
    const files = readdirSync(join(dist, 'assets'));
    const entry = /assets\/(index-[\w-]+\.js)/.exec(readFileSync(join(dist, 'index.html'), 'utf8'))?.[1] ?? '';
    const page = files.find((name) => /^PicturePage-.*\.js$/.test(name)) ?? '';
    const map = files.find((name) => /^ol-.*\.js$/.test(name)) ?? '';
    const first = new Set([...withImports(entry), ...(page ? withImports(page) : []), ...(map ? withImports(map) : [])]);
    const js = [...first].reduce((sum, name) => sum + kb(join('assets', name)), 0);
    const css = files.filter((name) => /^(index|base|beeld|PicturePage|ol)-.*\.css$/.test(name)).reduce((sum, name) => sum + kb(join('assets', name)), 0);
    const font = files.filter((name) => name.endsWith('.woff2')).reduce((sum, name) => sum + kb(join('assets', name)), 0);
    console.log(`first view: JS ${js.toFixed(1)} KB, CSS ${css.toFixed(1)} KB, font ${font.toFixed(1)} KB (gzip)`);
    expect(js).toBeLessThanOrEqual(180);
    expect(css).toBeLessThanOrEqual(15);
    expect(font).toBeLessThanOrEqual(50);
  });
});
