// Colours of the map and the charts, for canvas: the same values as the tokens of the page (ui.md 7, screens.md 0).
// Red, orange and yellow are for severity only; roads and shields are grey, water and report areas blue.
import type { Level, MapPalette } from './port';

export const dark: MapPalette = {
  name: 'dark',
  ground: '#161d25',
  land: '#1b232c',
  region: '#222c36',
  municipality: '#33404d',
  regionEdge: '#7d9cb8',
  water: '#15293d',
  waterEdge: '#2f5f8f',
  road: '#5d6b79',
  roadMinor: '#3d4955',
  rail: '#4a5763',
  shield: '#46535f',
  shieldEdge: '#6d7b88',
  text: '#e9eef3',
  textQuiet: '#c3ced8',
  halo: '#161d25',
  accent: '#6cb6ff',
  dot: '#c3ced8',
  pill: '#f1f5f9',
  pillText: '#10151b',
  level: { grey: '#8a99a7', green: '#41aa8a', yellow: '#ffee6a', orange: '#f58814', red: '#da1b24' },
  levelEdge: { grey: '#8a99a7', green: '#41aa8a', yellow: '#10151b', orange: '#10151b', red: '#ffffff' },
  onLevel: { grey: '#e9eef3', green: '#41aa8a', yellow: '#10151b', orange: '#10151b', red: '#ffffff' },
};

export const light: MapPalette = {
  name: 'light',
  ground: '#e3e8ed',
  land: '#e9edf1',
  region: '#fbfcfe',
  municipality: '#cfd7df',
  regionEdge: '#0b5cad',
  water: '#c5ddf2',
  waterEdge: '#6ba7de',
  road: '#97a5b2',
  roadMinor: '#c1cad3',
  rail: '#bcc5ce',
  shield: '#d5dde4',
  shieldEdge: '#8b99a6',
  text: '#16202a',
  textQuiet: '#2b3742',
  halo: '#ffffff',
  accent: '#0b5cad',
  dot: '#4a5866',
  pill: '#16202a',
  pillText: '#ffffff',
  level: { grey: '#5f6d7a', green: '#127a68', yellow: '#f5d000', orange: '#d66400', red: '#9e0b14' },
  levelEdge: { grey: '#5f6d7a', green: '#127a68', yellow: '#3a3000', orange: '#ffffff', red: '#ffffff' },
  onLevel: { grey: '#16202a', green: '#127a68', yellow: '#231d00', orange: '#ffffff', red: '#ffffff' },
};

export function paletteOf(theme: string): MapPalette {
  return theme === 'light' ? light : dark;
}

export function fade(hex: string, alpha: number): string {
  const n = parseInt(hex.slice(1), 16);
  return `rgba(${(n >> 16) & 255},${(n >> 8) & 255},${n & 255},${alpha})`;
}

const rank: Record<Level, number> = { red: 4, orange: 3, yellow: 2, grey: 1, green: 0 };

// Worst first; a signal without level stands after yellow and before grey.
export function rankOf(level: Level | null): number {
  return level === null ? 1.5 : rank[level];
}
