/**
 * Draws a seat once for each state, and then only copies that sprite. States differ in shape as well as in colour: a free
 * seat is a disc, one that somebody else holds a diamond, a sold one a small cross; one's own has a ring that shows the
 * remaining time.
 *
 * @typedef {object} Look how a seat is to be drawn
 * @property {'free'|'held'|'sold'|'mine'|'bought'|'chosen'} kind
 * @property {string} color of its category
 * @property {boolean} accessible
 * @property {number} [left] for kind `mine`: the remaining part of the hold's duration, 0 to 1
 */

export const LIGHT = { ground: '#f4f5f7', ink: '#1c1f26', free: '#3565c4', held: '#7c4a03', heldFill: '#ffc24d',
  sold: '#8a8f99', mine: '#0b6b3a', mineFill: '#ffffff', ring: '#0b6b3a', track: '#b9d9c6', chosen: '#1c1f26',
  shape: '#e2e5ea', border: '#c3c8d1' };

export const DARK = { ground: '#14171d', ink: '#eceff4', free: '#7ea6f4', held: '#ffd27a', heldFill: '#8a5a00',
  sold: '#6b7280', mine: '#5fdd9d', mineFill: '#10241a', ring: '#5fdd9d', track: '#28503b', chosen: '#ffffff',
  shape: '#252a34', border: '#3b4250' };

/** Seats of at least this radius, in CSS pixels, show their number. */
const LEGIBLE = 9;

/** Seats of at least this radius, in CSS pixels, show details. */
const DETAILED = 3.5;

/** Half the size of a sprite, in radii of the seat: some marks extend beyond the seat. */
export const MARGIN = 1.35;

export class SeatSprites {

  #theme;
  #density;
  #sprites = new Map();

  /**
   * @param {typeof LIGHT} theme
   * @param {number} density device pixels for each CSS pixel
   */
  constructor(theme, density) {
    this.#theme = theme;
    this.#density = density;
  }

  /** @param {number} radius in CSS pixels of the canvas */
  draw(context, x, y, radius, look, number) {
    const sprite = this.#sprite(look, radius);
    const half = sprite.width / this.#density / 2;
    context.drawImage(sprite, x - half, y - half, half * 2, half * 2);
    if (look.kind === 'mine') {
      this.#drawTime(context, x, y, radius, look.left);
    }
    if (radius >= LEGIBLE && look.kind !== 'sold') {
      this.#drawNumber(context, x, y, radius, look, number);
    }
  }

  #sprite(look, radius) {
    const size = Math.max(1, Math.round(radius * 4) / 4);
    const key = `${look.kind} ${size} ${look.color} ${look.accessible}`;
    let sprite = this.#sprites.get(key);
    if (sprite === undefined) {
      sprite = this.#drawSprite(look, size);
      this.#sprites.set(key, sprite);
    }
    return sprite;
  }

  #drawSprite(look, radius) {
    const sprite = document.createElement('canvas');
    sprite.width = sprite.height = Math.ceil(radius * MARGIN * 2 * this.#density) + 2;
    const context = sprite.getContext('2d');
    context.translate(sprite.width / 2, sprite.height / 2);
    context.scale(this.#density, this.#density);
    PAINTERS[look.kind](context, radius, look, this.#theme);
    return sprite;
  }

  #drawTime(context, x, y, radius, left) {
    context.lineWidth = Math.max(1.5, radius * 0.24);
    context.strokeStyle = this.#theme.track;
    arc(context, x, y, radius, 0, 1);
    context.strokeStyle = this.#theme.ring;
    arc(context, x, y, radius, 0, left);
  }

  #drawNumber(context, x, y, radius, look, number) {
    context.font = `600 ${Math.round(radius * 0.8)}px system-ui, sans-serif`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillStyle = this.#numberColor(look);
    context.fillText(number.slice(0, 4), x, y + radius * 0.05, radius * 1.5);
  }

  #numberColor(look) {
    if (look.kind === 'free' || look.kind === 'chosen') {
      return readableOn(look.color);
    }
    return look.kind === 'held' ? this.#theme.held : look.kind === 'bought' ? this.#theme.ground : this.#theme.mine;
  }
}

/** Draw a seat of each kind, centred at the origin. */
const PAINTERS = {

  free(context, radius, look) {
    context.fillStyle = look.color;
    // Small seats show only their colour, so they are drawn as large as their neighbours allow.
    disc(context, radius < DETAILED ? radius * 1.2 : radius * 0.9);
    if (look.accessible && radius >= DETAILED) {
      context.strokeStyle = readableOn(look.color);
      context.lineWidth = Math.max(1, radius * 0.12);
      context.strokeRect(-radius * 0.55, -radius * 0.55, radius * 1.1, radius * 1.1);
    }
  },

  chosen(context, radius, look, theme) {
    PAINTERS.free(context, radius * 0.85, look, theme);
    context.strokeStyle = theme.chosen;
    context.lineWidth = Math.max(1.5, radius * 0.2);
    context.setLineDash([radius * 0.5, radius * 0.25]);
    arc(context, 0, 0, radius * 1.1, 0, 1);
  },

  held(context, radius, look, theme) {
    context.fillStyle = theme.heldFill;
    context.strokeStyle = theme.held;
    context.lineWidth = Math.max(1, radius * 0.2);
    polygon(context, [[0, -radius], [radius, 0], [0, radius], [-radius, 0]]);
    context.fill();
    if (radius >= DETAILED) {
      context.stroke();
    }
  },

  sold(context, radius, look, theme) {
    const reach = radius * 0.5;
    context.strokeStyle = theme.sold;
    context.lineWidth = Math.max(1, radius * 0.28);
    context.beginPath();
    context.moveTo(-reach, -reach);
    context.lineTo(reach, reach);
    context.moveTo(reach, -reach);
    context.lineTo(-reach, reach);
    context.stroke();
  },

  mine(context, radius, look, theme) {
    context.fillStyle = theme.mineFill;
    disc(context, radius);
    if (radius < LEGIBLE) {
      context.fillStyle = theme.mine;
      disc(context, radius * 0.55);
    }
  },

  bought(context, radius, look, theme) {
    context.fillStyle = theme.mine;
    context.fillRect(-radius * 0.95, -radius * 0.95, radius * 1.9, radius * 1.9);
    if (radius >= DETAILED && radius < LEGIBLE) {
      context.strokeStyle = theme.ground;
      context.lineWidth = radius * 0.3;
      context.beginPath();
      context.moveTo(-radius * 0.5, 0);
      context.lineTo(-radius * 0.1, radius * 0.45);
      context.lineTo(radius * 0.55, -radius * 0.4);
      context.stroke();
    }
  }
};

function disc(context, radius) {
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
  context.fill();
}

/** Draws an arc clockwise from the top; `from` and `to` are parts of the circle, 0 to 1. */
function arc(context, x, y, radius, from, to) {
  context.beginPath();
  context.arc(x, y, radius, (from - 0.25) * 2 * Math.PI, (to - 0.25) * 2 * Math.PI);
  context.stroke();
}

function polygon(context, points) {
  context.beginPath();
  points.forEach(([x, y]) => context.lineTo(x, y));
  context.closePath();
}

const readable = new Map();

/** Black or white, whichever can be read on a colour. */
function readableOn(color) {
  if (!readable.has(color)) {
    const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    probe.fillStyle = color;
    probe.fillRect(0, 0, 1, 1);
    const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
    readable.set(color, red * 0.299 + green * 0.587 + blue * 0.114 > 150 ? '#000000' : '#ffffff');
  }
  return readable.get(color);
}
