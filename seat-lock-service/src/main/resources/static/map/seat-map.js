/**
 * The picture of a venue: Leaflet handles panning, zooming and pinching, {@link SeatLayer} draws. It is independent of
 * stream and basket: the function `look` tells how a seat is to be drawn, and {@link SeatMap#update} which seats to redraw.
 *
 * Fires `seat` with the `index` of the seat that was clicked or tapped, and `point` with the index of the seat under the
 * pointer, or -1.
 */
import { CRS, Control, LatLng, LatLngBounds, Map as LeafletMap, Point, Transformation, Util } from '../webjars/leaflet/dist/leaflet-src.esm.js';
import { SeatGrid } from './seat-grid.js';
import { SeatLayer } from './seat-layer.js';
import { DARK, LIGHT, SeatSprites } from './seat-sprites.js';

/** Factor of one zoom step. */
const STEP = 1.5;

/** The largest radius of a seat, in CSS pixels; zooming in further would show no more detail. */
const LARGEST_RADIUS = 26;

/** Smaller seats can't be selected reliably, so a click on one zooms in; radius in CSS pixels for fingers and mice. */
const HITTABLE_RADIUS = { touch: 8, mouse: 4 };

/** How far from the edge of a seat a click may be, in CSS pixels. */
const SLACK = 4;

/** More repaints in a frame would make the animation stutter. */
const REPAINTS_A_FRAME = 400;

export class SeatMap extends EventTarget {

  #plan;
  #grid;
  #look;
  #map;
  #layer = null;
  #fitting;
  #changed = new Set();
  #all = false;
  #frame = 0;
  #ended = new AbortController();

  /**
   * @param {HTMLElement} element has a size that does not depend on its content
   * @param {import('./plan.js').SeatPlan} plan
   * @param {(seat: import('./plan.js').Seat) => import('./seat-sprites.js').Look} look
   */
  constructor(element, plan, look) {
    super();
    this.#plan = plan;
    this.#grid = new SeatGrid(plan);
    this.#look = look;
    this.#fitting = this.#fit(element);
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#map = new LeafletMap(element, { crs: this.#crs(), attributionControl: false, zoomControl: false,
      minZoom: -1, maxZoom: this.#maxZoom(), zoomAnimation: !still, fadeAnimation: false, inertia: !still,
      markerZoomAnimation: false, doubleClickZoom: false, maxBoundsViscosity: 0.8, bounceAtZoomLimits: false,
      tapHold: false });
    new Control.Zoom({ zoomInTitle: 'Zoom in', zoomOutTitle: 'Zoom out', zoomInText: '+', zoomOutText: '−' })
      .addTo(this.#map);
    this.#map.setMaxBounds(this.#box().pad(0.5));
    this.showAll();
    this.#listen(element);
    this.#drawAnew();
  }

  /** Redraws seats in the next frame; null: all. Has no effect after {@link remove}. */
  update(indexes) {
    if (this.#ended.signal.aborted) {
      return;
    }
    this.#all ||= indexes === null;
    indexes?.forEach(index => this.#changed.add(index));
    this.#frame ||= requestAnimationFrame(() => this.#repaint());
  }

  /** Shows the whole venue. */
  showAll() {
    this.#map.setView(this.#box().getCenter(), 0, { animate: false });
  }

  /** Moves and zooms so that these seats are visible. Has no effect after {@link remove}. */
  show(indexes) {
    if (this.#ended.signal.aborted) {
      return;
    }
    const places = indexes.map(index => this.#place(this.#plan.seats[index]));
    const box = new LatLngBounds(places).pad(0.5);
    const near = Math.log(14 / (this.#plan.seats[indexes[0]].radius * this.#fitting)) / Math.log(STEP);
    this.#map.fitBounds(box, { maxZoom: Math.max(0, Math.min(this.#map.getMaxZoom(), Math.round(near))) });
  }

  /** Position and radius of a seat in the element, in CSS pixels. For tests, and for hints beside a seat. */
  positionOf(index) {
    const seat = this.#plan.seats[index];
    const { x, y } = this.#map.latLngToContainerPoint(this.#place(seat));
    return { x, y, radius: seat.radius * this.#scale(this.#map.getZoom()) };
  }

  /** To be called after the element was hidden or its size has changed. */
  resize() {
    this.#map.invalidateSize({ animate: false });
  }

  remove() {
    this.#ended.abort();
    cancelAnimationFrame(this.#frame);
    this.#map.remove();
  }

  /** CSS pixels for each unit of the plan at zoom 0, at which the whole plan is visible. */
  #fit(element) {
    const { left, top, right, bottom } = this.#plan.bounds;
    const width = element.clientWidth || 600;
    const height = element.clientHeight || 400;
    return Math.min(width * 0.96 / (right - left), height * 0.96 / (bottom - top));
  }

  /** Coordinates are in units of the plan; zoom 0 shows the whole plan, whatever its size and that of the screen. */
  #crs() {
    const { left, top } = this.#plan.bounds;
    return Util.extend({}, CRS.Simple, {
      transformation: new Transformation(1, -left, 1, -top),
      scale: zoom => this.#scale(zoom),
      zoom: scale => Math.log(scale / this.#fitting) / Math.log(STEP)
    });
  }

  #scale(zoom) {
    return this.#fitting * STEP ** zoom;
  }

  #maxZoom() {
    return Math.max(2, Math.ceil(Math.log(LARGEST_RADIUS / (this.#grid.reach * this.#fitting || 1)) / Math.log(STEP)));
  }

  #box() {
    const { left, top, right, bottom } = this.#plan.bounds;
    return new LatLngBounds([[top, left], [bottom, right]]);
  }

  #place(seat) {
    return new LatLng(seat.y, seat.x);
  }

  #listen(element) {
    this.#map.on('click', event => this.#click(event));
    this.#map.on('mousemove', event => this.#notify('point', this.#find(event.latlng, SLACK)));
    this.#map.on('mouseout', () => this.#notify('point', -1));
    const { signal } = this.#ended;
    ['(prefers-color-scheme: dark)', `(resolution: ${devicePixelRatio}dppx)`].forEach(query =>
      matchMedia(query).addEventListener('change', () => this.#drawAnew(), { signal }));
    const watch = new ResizeObserver(() => this.resize());
    watch.observe(element);
    signal.addEventListener('abort', () => watch.disconnect());
  }

  /** The second click of a double click would undo the first one. */
  #click(event) {
    if (event.originalEvent.detail > 1) {
      return;
    }
    const touch = event.originalEvent.pointerType === 'touch';
    const index = this.#find(event.latlng, touch ? SLACK * 2 : SLACK);
    if (index < 0) {
      return;
    }
    const radius = this.#plan.seats[index].radius * this.#scale(this.#map.getZoom());
    if (radius < HITTABLE_RADIUS[touch ? 'touch' : 'mouse'] && this.#map.getZoom() < this.#map.getMaxZoom()) {
      this.#map.setZoomAround(event.latlng, this.#map.getZoom() + 3);
    } else {
      this.#notify('seat', index);
    }
  }

  #find(place, slack) {
    return this.#grid.find(place.lng, place.lat, slack / this.#scale(this.#map.getZoom()));
  }

  #notify(type, index) {
    this.dispatchEvent(Object.assign(new Event(type), { index }));
  }

  /** Replaces the layer, with the present theme and pixel density. */
  #drawAnew() {
    this.#layer?.remove();
    const theme = matchMedia('(prefers-color-scheme: dark)').matches ? DARK : LIGHT;
    const density = Math.min(3, devicePixelRatio || 1);
    this.#layer = new SeatLayer({ plan: this.#plan, grid: this.#grid, look: this.#look, theme, density,
      sprites: new SeatSprites(theme, density), scale: zoom => this.#scale(zoom) }).addTo(this.#map);
  }

  #repaint() {
    this.#frame = 0;
    if (this.#all) {
      this.#all = false;
      this.#changed.clear();
      this.#layer.repaintAll();
    }
    const some = [];
    for (const index of this.#changed) {
      some.push(index);
      this.#changed.delete(index);
      if (some.length === REPAINTS_A_FRAME) {
        break;
      }
    }
    this.#layer.repaint(some);
    if (this.#changed.size > 0) {
      this.#frame = requestAnimationFrame(() => this.#repaint());
    }
  }
}
