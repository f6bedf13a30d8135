// MapPort on OpenLayers, canvas only: without a GPU it stays at 50-60 frames a second where WebGL does not (ui.md 5).
// Loaded lazily by MapView.svelte; the only file that builds an ol Map.
import GeoJSON from 'ol/format/GeoJSON.js';
import { defaults as defaultInteractions } from 'ol/interaction/defaults.js';
import Draw, { createBox } from 'ol/interaction/Draw.js';
import KeyboardPan from 'ol/interaction/KeyboardPan.js';
import KeyboardZoom from 'ol/interaction/KeyboardZoom.js';
import OlMap from 'ol/Map.js';
import { unByKey } from 'ol/Observable.js';
import { fromLonLat, toLonLat } from 'ol/proj.js';
import { getArea, getLength } from 'ol/sphere.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import CircleStyle from 'ol/style/Circle.js';
import OlView from 'ol/View.js';
import type OlGeometry from 'ol/geom/Geometry.js';
import { dark, fade } from '../palette';
import type { Drawn, Geometry, MapPort, Position, View } from '../port';
import { makeBase } from './base';
import { Overlay, type Scene } from './overlay';
import { insideRings, projectFacts, projectShape, projectSignal } from './scene';

export interface Options {
  codes: string[]; // regions that are ours
  view?: View | null;
  palette?: Scene['palette'];
  covered?: number;
  ready?: () => void;
}

const home: View = { lat: 52.08, lon: 5.25, zoom: 10 };

function emptyScene(options: Options): Scene {
  return {
    signals: [],
    shapes: [],
    facts: new Float64Array(0),
    selected: null,
    palette: options.palette ?? dark,
    shown: { roads: true, rail: true, water: true, places: true, municipalities: true, facts: true, areas: true, words: true },
    obstacles: [],
    found: null,
  };
}

// Draw one shape, tell each step and the end; a second call ends the first.
function drawing(map: OlMap, scene: Scene): Pick<MapPort, 'draw' | 'stopDrawing'> {
  const format = new GeoJSON({ featureProjection: 'EPSG:3857' });
  let busy: Draw | null = null;
  const result = (geometry: OlGeometry, final: boolean): Drawn => ({
    geometry: final ? (format.writeGeometryObject(geometry, { decimals: 5 }) as unknown as Geometry) : null,
    metres: geometry.getType() === 'LineString' ? getLength(geometry) : 0,
  });
  const stopDrawing = (): void => {
    if (busy) map.removeInteraction(busy);
    busy = null;
  };
  return {
    stopDrawing,
    draw(what, done, step) {
      stopDrawing();
      const colour = scene.palette.accent;
      const style = new Style({
        stroke: new Stroke({ color: colour, width: 2, lineDash: [6, 4] }),
        fill: new Fill({ color: fade(colour, 0.12) }),
        image: new CircleStyle({ radius: 5, fill: new Fill({ color: colour }) }),
      });
      const draw = new Draw({
        type: what === 'area' ? 'Polygon' : what === 'box' ? 'Circle' : 'LineString',
        style,
        ...(what === 'box' ? { geometryFunction: createBox() } : {}),
      });
      draw.on('drawstart', (e) => e.feature.getGeometry()?.on('change', (g) => step(result(g.target as OlGeometry, false))));
      draw.on('drawend', (e) => {
        done(result(e.feature.getGeometry()!, true));
        setTimeout(stopDrawing, 0); // ol still finishes its own event
      });
      busy = draw;
      map.addInteraction(draw);
    },
  };
}

function fitter(map: OlMap, scene: Scene, extent: () => number[] | null, covered: () => number): MapPort['fit'] {
  return (what) => {
    const view = map.getView();
    const [width, height] = map.getSize() ?? [600, 400];
    const padding = [Math.min(70, height! / 5), Math.min(90, width! / 6) + covered(), Math.min(60, height! / 5), width! > 800 ? 230 : Math.min(60, width! / 6)];
    if (what === 'region') {
      const own = extent();
      if (own) view.fit(own, { padding: [16, 16 + covered(), 16, 16], maxZoom: 12 });
      return;
    }
    const wanted = what === 'signals' ? null : what.id;
    const xs: number[] = [];
    const ys: number[] = [];
    for (const s of scene.signals) {
      if (wanted !== null ? s.id !== wanted : s.quiet) continue;
      xs.push(s.x);
      ys.push(s.y);
    }
    for (const s of scene.shapes) {
      if (wanted === null || s.id !== wanted) continue;
      xs.push(s.box[0], s.box[2]);
      ys.push(s.box[1], s.box[3]);
    }
    if (xs.length === 0) return;
    const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    view.fit(box, { padding, maxZoom: what === 'signals' ? 11.4 : 12 });
  };
}

export function createOlMap(host: HTMLElement, options: Options): MapPort {
  const scene = emptyScene(options);
  const base = makeBase(scene.palette);
  const overlay = new Overlay(scene, base.shields, base.places);
  const start = options.view ?? home;
  const map = new OlMap({
    target: host,
    layers: [...base.layers, ...overlay.layers],
    controls: [],
    interactions: defaultInteractions({ altShiftDragRotate: false, pinchRotate: false, keyboard: false }).extend([
      new KeyboardPan({ pixelDelta: 96, duration: 80 }),
      new KeyboardZoom({ duration: 80, delta: 1 }),
    ]),
    view: new OlView({ center: fromLonLat([start.lon, start.lat]), zoom: start.zoom, minZoom: 8, maxZoom: 16, enableRotation: false }),
  });
  const selectors: ((id: string | null) => void)[] = [];
  const placers: ((at: Position) => void)[] = [];
  const viewers: ((view: View) => void)[] = [];
  const drawn: (() => void)[] = [];
  const tools = drawing(map, scene);
  let drawingNow = false;
  const view = (): View => {
    const [lon, lat] = toLonLat(map.getView().getCenter()!);
    return { lat: lat!, lon: lon!, zoom: map.getView().getZoom()! };
  };
  map.on('moveend', () => {
    overlay.settle();
    if (touched) viewers.forEach((v) => v(view()));
  });
  let loaded = false;
  map.on('rendercomplete', () => loaded && drawn.forEach((d) => d()));
  // Only a person's own move is worth keeping in the URL.
  let touched = false;
  for (const kind of ['pointerdown', 'wheel', 'keydown']) host.addEventListener(kind, () => { touched = true; }, { passive: true });
  let turn = 0;
  map.on('singleclick', (event) => {
    if (drawingNow) return;
    if (placers.length > 0) {
      const [lon, lat] = toLonLat(event.coordinate) as [number, number];
      placers.forEach((place) => place([lon, lat]));
      return;
    }
    const [x, y] = event.pixel as [number, number];
    const group = overlay.groupAt(x, y);
    if (group) {
      const at = group.members.findIndex((m) => m.id === scene.selected);
      turn = at < 0 ? 0 : (at + 1) % group.members.length;
      selectors.forEach((s) => s(group.members[turn]!.id));
      return;
    }
    const [mx, my] = event.coordinate as [number, number];
    const shape = [...scene.shapes].reverse().find((s) => s.closed && insideRings(s.rings, mx, my));
    selectors.forEach((s) => s(shape && scene.signals.some((g) => g.id === shape.id) ? shape.id : null));
  });
  map.on('pointermove', (event) => {
    if (event.dragging) return;
    const [x, y] = event.pixel as [number, number];
    host.style.cursor = placers.length > 0 ? 'crosshair' : overlay.groupAt(x, y) ? 'pointer' : '';
  });
  const resize = new ResizeObserver(() => map.updateSize());
  resize.observe(host);
  let covered = options.covered ?? 0;
  const fit = fitter(map, scene, () => base.ownExtent(), () => covered);
  // What is selected elsewhere and lies out of sight is brought into it, with the least movement: gliding, or in one step
  // for who goes through a list faster than it can glide.
  let revealed = 0;
  const reveal = (id: string): void => {
    const signal = scene.signals.find((s) => s.id === id);
    const size = map.getSize();
    const pixel = signal && map.getPixelFromCoordinate([signal.x, signal.y]);
    const centre = map.getView().getCenter();
    if (!signal || !size || !pixel || !centre) return;
    const edge = 60;
    const beyond = (at: number, low: number, high: number): number => (at < low ? at - low : at > high ? at - high : 0);
    const [px, py] = pixel as [number, number];
    const under = scene.obstacles.some((b) => px > b.x - 20 && px < b.x + b.width + 20 && py > b.y - 20 && py < b.y + b.height + 20);
    const dx = under ? px - (size[0]! - covered) / 2 : beyond(px, edge, Math.max(edge, size[0]! - covered - edge));
    const dy = under ? py - size[1]! / 2 : beyond(py, edge, Math.max(edge, size[1]! - edge));
    if (dx === 0 && dy === 0) return;
    const step = map.getView().getResolution() ?? 1;
    const now = performance.now();
    const duration = now - revealed > 400 ? 120 : 0;
    revealed = now;
    map.getView().animate({ center: [centre[0]! + dx * step, centre[1]! - dy * step], duration });
  };
  let stopped = false;  // the base map may arrive after the page has gone
  void base.load(options.codes, () => { if (!stopped) overlay.namesChanged(); }).then(() => {
    if (stopped) return;
    overlay.namesChanged();
    // The own region, not all that is shown: what lies far outside must not make the rest small.
    if (!options.view && !touched) fit(scene.signals.length === 1 ? 'signals' : 'region');
    loaded = true;
    map.renderSync();
    if (scene.selected !== null && !options.view) reveal(scene.selected);
    options.ready?.();
  });
  return {
    ...tools,
    fit,
    view,
    draw(what, done, step) {
      drawingNow = true;
      tools.draw(what, (d) => { setTimeout(() => { drawingNow = false; }, 400); done(d); }, step);
    },
    stopDrawing() {
      drawingNow = false;
      tools.stopDrawing();
    },
    setSignals(signals) {
      scene.signals = signals.map(projectSignal);
      overlay.changed('all');
    },
    setFacts(facts) {
      scene.facts = projectFacts(facts, scene.facts);
      overlay.changed('facts');
    },
    setShapes(shapes) {
      scene.shapes = shapes.map(projectShape).filter((s) => s !== null);
      overlay.changed('all');
    },
    setPalette(palette) {
      scene.palette = palette;
      base.restyle(palette);
      overlay.changed('all');
    },
    setLayers(shown) {
      Object.assign(scene.shown, shown);
      base.show(shown);
      overlay.changed('all');
    },
    setObstacles(boxes) {
      if (JSON.stringify(boxes) === JSON.stringify(scene.obstacles)) return;
      scene.obstacles = boxes;
      overlay.settle();
    },
    select(id) {
      if (scene.selected === id) return;
      scene.selected = id;
      overlay.changed('selection');
      if (id !== null && loaded) reveal(id);
    },
    setCovered(right) {
      covered = right;
      if (scene.selected !== null && loaded) reveal(scene.selected);
    },
    setView(v) {
      map.getView().setCenter(fromLonLat([v.lon, v.lat]));
      map.getView().setZoom(v.zoom);
    },
    zoomBy(steps) {
      map.getView().animate({ zoom: (map.getView().getZoom() ?? 10) + steps, duration: 120 });
    },
    mark(at, words) {
      if (at) {
        const [x, y] = fromLonLat(at);
        scene.found = { x: x!, y: y!, words };
        map.getView().animate({ center: [x!, y!], zoom: Math.max(map.getView().getZoom() ?? 0, 11.5), duration: 120 });
      } else scene.found = null;
      overlay.changed('all');
    },
    inside(geometry) {
      const shape = projectShape({ id: '', kind: 'drawn', level: null, geometry, words: '' });
      if (!shape || !shape.closed) return { signals: [], facts: 0, areaKm2: 0 };
      let facts = 0;
      for (let i = 0; i < scene.facts.length; i += 2) if (insideRings(shape.rings, scene.facts[i]!, scene.facts[i + 1]!)) facts++;
      const format = new GeoJSON({ featureProjection: 'EPSG:3857' });
      const area = getArea(format.readGeometry(geometry) as OlGeometry) / 1e6;
      return { signals: scene.signals.filter((s) => insideRings(shape.rings, s.x, s.y)).map((s) => s.id), facts, areaKm2: area };
    },
    places: () => base.places(),
    onSelect: (listener) => void selectors.push(listener),
    onPlace: (listener) => void placers.push(listener),
    onView: (listener) => void viewers.push(listener),
    onDrawn: (listener) => void drawn.push(listener),
    snapshot: () => snapshot(map, host, scene.palette.ground),
    stop() {
      stopped = true;
      resize.disconnect();
      map.setTarget(undefined);
      map.dispose();
    },
  };
}

// Every canvas of the map on one, in order: for paper and for an attachment.
function snapshot(map: OlMap, host: HTMLElement, ground: string): Promise<string> {
  return new Promise((done) => {
    const key = map.once('rendercomplete', () => {
      unByKey(key as never);
      const [width, height] = map.getSize() as [number, number];
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      const pen = canvas.getContext('2d')!;
      pen.fillStyle = ground;
      pen.fillRect(0, 0, width, height);
      for (const each of host.querySelectorAll('canvas')) {
        const box = each.getBoundingClientRect();
        const own = host.getBoundingClientRect();
        pen.drawImage(each, box.left - own.left, box.top - own.top, box.width, box.height);
      }
      done(canvas.toDataURL('image/png'));
    });
    map.renderSync();
  });
}
