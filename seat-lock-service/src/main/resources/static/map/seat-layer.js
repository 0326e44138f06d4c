/**
 * The seats as a Leaflet layer of canvas tiles: Leaflet decides which tiles are visible and moves them, this layer draws
 * them. A change repaints only the rectangle of its seat.
 */
import { GridLayer, Util } from '../webjars/leaflet/dist/leaflet-src.esm.js';
import { drawGround, groundOf } from './plan-ground.js';
import { MARGIN } from './seat-sprites.js';

export const SeatLayer = GridLayer.extend({

  options: { keepBuffer: 1, updateWhenZooming: false, updateWhenIdle: false, tileSize: 256, className: 'seat-tiles' },

  /**
   * @param {object} picture
   * @param {import('./plan.js').SeatPlan} picture.plan
   * @param {import('./seat-grid.js').SeatGrid} picture.grid
   * @param {(seat: import('./plan.js').Seat) => import('./seat-sprites.js').Look} picture.look
   * @param {import('./seat-sprites.js').SeatSprites} picture.sprites
   * @param {object} picture.theme
   * @param {(zoom: number) => number} picture.scale CSS pixels for a unit of the plan
   * @param {number} picture.density device pixels for each CSS pixel
   */
  initialize(picture, options) {
    Util.setOptions(this, options);
    this._picture = picture;
    this._drawn = new Map();
    this.on('tileunload', event => this._drawn.delete(event.tile));
  },

  createTile(coords) {
    const { plan, density, scale } = this._picture;
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = Math.round(256 * density);
    canvas.setAttribute('aria-hidden', 'true');
    const unit = scale(coords.z);
    const tile = { context: canvas.getContext('2d'), unit, left: plan.bounds.left + coords.x * 256 / unit,
      top: plan.bounds.top + coords.y * 256 / unit };
    tile.ground = groundOf(plan, { left: tile.left, top: tile.top, right: tile.left + 256 / unit,
      bottom: tile.top + 256 / unit });
    tile.context.scale(density, density);
    this._drawn.set(canvas, tile);
    this._paint(tile, 0, 0, 256, 256);
    return canvas;
  },

  repaintAll() {
    this._drawn.forEach(tile => this._paint(tile, 0, 0, 256, 256));
  },

  /** Repaints the rectangles of some seats on all tiles that show them. */
  repaint(indexes) {
    for (const tile of this._drawn.values()) {
      for (const index of indexes) {
        this._repaintSeat(tile, this._picture.plan.seats[index]);
      }
    }
  },

  _repaintSeat(tile, seat) {
    const x = (seat.x - tile.left) * tile.unit;
    const y = (seat.y - tile.top) * tile.unit;
    const reach = Math.ceil(seat.radius * tile.unit * MARGIN) + 1;
    if (x > -reach && y > -reach && x < 256 + reach && y < 256 + reach) {
      this._paint(tile, Math.floor(x - reach), Math.floor(y - reach), Math.ceil(x + reach), Math.ceil(y + reach));
    }
  },

  _paint(tile, left, top, right, bottom) {
    const { context, unit } = tile;
    const { grid, look, sprites, theme } = this._picture;
    context.save();
    context.beginPath();
    context.rect(left, top, right - left, bottom - top);
    context.clip();
    context.clearRect(left, top, right - left, bottom - top);
    drawGround(context, tile.ground, tile, theme);
    const margin = grid.reach * (MARGIN - 1);
    grid.visit(tile.left + left / unit - margin, tile.top + top / unit - margin, tile.left + right / unit + margin,
      tile.top + bottom / unit + margin, seat => sprites.draw(context, (seat.x - tile.left) * unit,
        (seat.y - tile.top) * unit, seat.radius * unit, look(seat), seat.seat));
    context.restore();
  }
});
