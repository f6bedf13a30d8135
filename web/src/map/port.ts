// The map as the rest of the app sees it: what may be shown and asked, no word of the library behind it.
// Callers: MapView.svelte and tests. Everything is WGS84, longitude first. `signals` carry their own words;
// the map never makes a sentence. Green is not drawn: callers may pass it, the map leaves it out.
import type { Geometry, Level, Position } from '../net/api';

export type { Geometry, Level, Position };

export interface MapSignal {
  id: string;
  at: Position;
  level: Level | null;
  expected: boolean;
  words: string;
  count: number; // facts; a pill from 2 on
  quiet?: boolean; // a station or source that is silent: grey mark, never selected as a signal
}

// A dot a fact: packed, because ten thousand of them may move ten times a second.
export interface MapFacts {
  coordinates: Float64Array; // lon, lat, lon, lat, …
}

export type ShapeKind = 'official' | 'expected' | 'reports' | 'cluster' | 'line' | 'drawn';

export interface MapShape {
  id: string; // of the signal it belongs to, or its own
  kind: ShapeKind;
  level: Level | null;
  geometry: Geometry;
  words: string; // 'verwacht 17:05'; empty = no label
  dense?: boolean; // expected only: the 50 % part is hatched twice as dense
}

export interface MapPalette {
  name: 'dark' | 'light';
  ground: string;
  region: string;
  land: string;
  municipality: string;
  regionEdge: string;
  water: string;
  waterEdge: string;
  road: string;
  roadMinor: string;
  rail: string;
  shield: string;
  shieldEdge: string;
  text: string;
  textQuiet: string;
  halo: string;
  accent: string;
  dot: string;
  pill: string;
  pillText: string;
  level: Record<Level, string>;
  levelEdge: Record<Level, string>;
  onLevel: Record<Level, string>;
}

export interface View {
  lat: number;
  lon: number;
  zoom: number;
}

export interface Found {
  signals: string[];
  facts: number;
  areaKm2: number;
}

export interface MapPort {
  setSignals(signals: MapSignal[]): void;
  setFacts(facts: MapFacts): void;
  setShapes(shapes: MapShape[]): void;
  setPalette(palette: MapPalette): void;
  setLayers(shown: Partial<Record<LayerName, boolean>>): void;
  // Boxes of the page that lie over the map (legend, wind): words keep out of them. CSS pixels.
  setObstacles(boxes: { x: number; y: number; width: number; height: number }[]): void;
  setCovered(right: number): void; // pixels at the right that the page lies over
  select(id: string | null): void; // brings it into sight when it is out of it
  fit(what: 'region' | 'signals' | { id: string }): void;
  view(): View;
  setView(view: View): void;
  zoomBy(steps: number): void;
  mark(at: Position | null, words: string): void; // a found place
  draw(what: 'area' | 'box' | 'distance', done: (result: Drawn) => void, step: (result: Drawn) => void): void;
  stopDrawing(): void;
  inside(geometry: Geometry): Found;
  places(): PlaceName[];
  onSelect(listener: (id: string | null) => void): void;
  onPlace(listener: (at: Position) => void): void; // every click gives a place, and selects nothing any more
  onView(listener: (view: View) => void): void;
  onDrawn(listener: () => void): void; // all is on screen (rendercomplete)
  snapshot(): Promise<string>; // PNG as data URL
  stop(): void;
}

export interface Drawn {
  geometry: Geometry | null;
  metres: number;
}

export interface PlaceName {
  name: string;
  at: Position;
  population: number;
}

export type LayerName = 'roads' | 'rail' | 'water' | 'places' | 'municipalities' | 'facts' | 'areas' | 'words';
