/**
 * A seating plan, read from the open layout that pretix's editor writes. It has what a picture and a list need: absolute
 * positions, and the names by which the service knows the seats. Reading is lenient: missing values get defaults, and
 * unknown ones are ignored. Uses no DOM.
 *
 * @typedef {object} Seat
 * @property {number} index position in the order of the plan, from 0
 * @property {string} row its row as the service knows it: `row_number`, or `<zone_id>~<row_number>` with several zones
 * @property {string} seat its number, as the service knows it
 * @property {string} rowName the row's name for display
 * @property {number} section index in `sections`
 * @property {number} category index in `categories`; -1 if it has none
 * @property {number} x absolute, in the units of the plan; y grows downwards
 * @property {number} y
 * @property {number} radius
 * @property {boolean} accessible for a wheelchair
 *
 * @typedef {object} Shape something to draw behind the seats: a stage, a wall, a text
 * @property {'polygon'|'rectangle'|'ellipse'|'text'} kind
 * @property {number} x
 * @property {number} y
 * @property {number} rotation degrees
 * @property {number} reach largest distance from (x, y) to a point of the shape
 */

import { normalForm } from './normal-form.js';

const USUAL_RADIUS = 10;

/** Invisible and direction-changing characters could make one name look like another. */
const INVISIBLE = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

const LONGEST_NAME = 200;

/** Other colours of a plan are replaced: they could be arbitrary CSS, or invisible. */
const COLOR = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i;

const PALETTE = ['#3565c4', '#8a4fc2', '#0f7c86', '#b23a76', '#5a6f1d'];

/** A name that is safe to display. It must still be used as text, never as HTML. */
export function plainName(value) {
  return String(value ?? '').replace(INVISIBLE, '').trim().slice(0, LONGEST_NAME);
}

/** The name of a seat within its venue, used as a key for look-up. */
export function seatKey(row, seat) {
  return `${row}_${seat}`;
}

export class SeatPlan {

  /** @param {object} layout the answer to `GET /venues/{venueId}/plan` */
  constructor(layout) {
    this.name = plainName(layout.name);
    /** @type {{id: string, name: string}[]} */
    this.sections = [];
    /** `id` is the name as the service knows it. @type {{id: string, name: string, color: string, price: string}[]} */
    this.categories = list(layout.categories).map((category, index) => ({
      id: String(category.name ?? ''), name: plainName(category.name), price: plainName(category.price),
      color: COLOR.test(category.color) ? category.color : PALETTE[index % PALETTE.length]
    }));
    /** @type {Seat[]} */
    this.seats = [];
    /** @type {Shape[]} */
    this.shapes = [];
    /** Names of rows beside seats. @type {{text: string, x: number, y: number, size: number, reach: number}[]} */
    this.labels = [];
    this.#categoryIndexes = new Map(list(layout.categories).map((category, index) => [normalForm(String(category.name ?? '')), index]));
    list(layout.zones).forEach((zone, section) => this.#readZone(zone, section, layout.zones.length > 1));
    this.#indexes = new Map(this.seats.map(seat => [seatKey(seat.row, seat.seat), seat.index]));
    /** The visible part of the plane. */
    this.bounds = this.#findBounds(layout.size ?? {});
  }

  #indexes;
  #categoryIndexes;

  /** @returns {number} -1 if the plan has no such seat */
  indexOf(row, seat) {
    return this.#indexes.get(seatKey(row, seat)) ?? -1;
  }

  /** The rows of a section in the order of the plan; pieces of one row are joined. @returns {Map<string, Seat[]>} */
  rowsOf(section) {
    const rows = new Map();
    for (const seat of this.seats) {
      if (seat.section === section) {
        rows.has(seat.row) ? rows.get(seat.row).push(seat) : rows.set(seat.row, [seat]);
      }
    }
    return rows;
  }

  /** Section (if there are several), row and seat in words. */
  nameOf(seat) {
    const section = this.sections.length > 1 ? `${this.sections[seat.section].name}, ` : '';
    return `${section}row ${seat.rowName}, seat ${seat.seat}`;
  }

  colorOf(seat) {
    return this.categories[seat.category]?.color ?? PALETTE[0];
  }

  /** Category and price in words; empty if the plan says neither. */
  priceOf(seat) {
    const category = this.categories[seat.category];
    return category ? [category.name, category.price].filter(part => part).join(' ') : '';
  }

  #readZone(zone, section, several) {
    const id = normalForm(String(zone.zone_id ?? ''));
    this.sections.push({ id, name: plainName(zone.name) || plainName(id) });
    const origin = point(zone.position);
    list(zone.areas).forEach(area => this.#readArea(area, origin));
    list(zone.rows).forEach(row => this.#readRow(row, origin, section, several ? `${id}~` : ''));
  }

  #readRow(row, zone, section, prefix) {
    const number = normalForm(String(row.row_number ?? ''));
    const origin = add(zone, point(row.position));
    const places = list(row.seats).map(seat => add(origin, point(seat.position)));
    const usual = usualRadius(places);
    list(row.seats).forEach((seat, place) => this.seats.push({
      index: this.seats.length,
      row: prefix + number,
      seat: normalForm(String(seat.seat_number ?? '')),
      rowName: plainName(row.row_number),
      section,
      category: this.#categoryIndexes.get(normalForm(String(seat.category ?? ''))) ?? -1,
      x: places[place].x,
      y: places[place].y,
      radius: seat.radius > 0 && Number.isFinite(seat.radius) ? seat.radius : usual,
      accessible: seat.accessible === true
    }));
    this.#labelRow(row, places, usual);
  }

  /** Adds the row's name beside its first or last seat, as `row_number_position` says: `start`, `end` or `both`. */
  #labelRow(row, places, radius) {
    const [first, second] = places;
    const [last, beforeLast] = [places.at(-1), places.at(-2)];
    const where = row.row_number_position;
    const label = (seat, neighbour) => {
      const apart = Math.hypot(seat.x - neighbour.x, seat.y - neighbour.y) || 1;
      this.labels.push({ text: plainName(row.row_number), size: radius, reach: radius * 4,
        x: seat.x + (seat.x - neighbour.x) / apart * radius * 2.6, y: seat.y + (seat.y - neighbour.y) / apart * radius * 2.6 });
    };
    if (second && (where === 'start' || where === 'both')) {
      label(first, second);
    }
    if (beforeLast && (where === 'end' || where === 'both')) {
      label(last, beforeLast);
    }
  }

  #readArea(area, zone) {
    const { x, y } = add(zone, point(area.position));
    const shape = { x, y, rotation: number(area.rotation) };
    const text = area.text?.text ? plainName(area.text.text) : '';
    if (area.shape === 'polygon') {
      const points = list(area.polygon?.points).map(point);
      this.shapes.push({ ...shape, kind: 'polygon', points,
        reach: points.reduce((most, corner) => Math.max(most, Math.hypot(corner.x, corner.y)), 0) });
    } else if (area.shape === 'rectangle') {
      const [width, height] = [number(area.rectangle?.width), number(area.rectangle?.height)];
      this.shapes.push({ ...shape, kind: 'rectangle', width, height, reach: Math.hypot(width, height) });
    } else if (area.shape === 'ellipse' || area.shape === 'circle') {
      const radius = area.shape === 'circle' ? area.circle?.radius : area.ellipse?.radius;
      const [radiusX, radiusY] = [radius?.x ?? radius, radius?.y ?? radius].map(part => Math.abs(number(part)));
      this.shapes.push({ ...shape, kind: 'ellipse', radiusX, radiusY, reach: Math.max(radiusX, radiusY) });
    }
    if (text) {
      const at = point(area.text.position);
      const size = number(area.text.size) || 16;
      this.shapes.push({ kind: 'text', text, x: x + at.x, y: y + at.y, rotation: shape.rotation, size,
        reach: size * text.length });
    }
  }

  /** The plan's size, extended to all seats, because the plan may state too small a size; at least a small square. */
  #findBounds(size) {
    const bounds = { left: 0, top: 0, right: number(size.width), bottom: number(size.height) };
    for (const seat of this.seats) {
      bounds.left = Math.min(bounds.left, seat.x - seat.radius);
      bounds.top = Math.min(bounds.top, seat.y - seat.radius);
      bounds.right = Math.max(bounds.right, seat.x + seat.radius);
      bounds.bottom = Math.max(bounds.bottom, seat.y + seat.radius);
    }
    bounds.right = Math.max(bounds.right, bounds.left + USUAL_RADIUS);
    bounds.bottom = Math.max(bounds.bottom, bounds.top + USUAL_RADIUS);
    return bounds;
  }
}

/** The radius of seats for which the plan states none: it leaves a little space between neighbours. */
function usualRadius(places) {
  const apart = places.slice(1).map((place, index) => Math.hypot(place.x - places[index].x, place.y - places[index].y))
    .filter(distance => distance > 0);
  return apart.length === 0 ? USUAL_RADIUS : Math.min(...apart) * 0.4;
}

function list(value) {
  return Array.isArray(value) ? value.filter(entry => entry !== null && typeof entry === 'object') : [];
}

function number(value) {
  return Number.isFinite(value) ? value : 0;
}

function point(value) {
  return { x: number(value?.x), y: number(value?.y) };
}

function add(one, other) {
  return { x: one.x + other.x, y: one.y + other.y };
}
