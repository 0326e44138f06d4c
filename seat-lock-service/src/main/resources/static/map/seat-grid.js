/**
 * Finds seats by position with a uniform grid over the plan, so that a click or the repainting of a small rectangle
 * does not have to examine all seats. Uses no DOM.
 */
export class SeatGrid {

  #seats;
  #size;
  #left;
  #top;
  #columns;
  #rows;
  /** The seats of cell c are `members[starts[c]]` to `members[starts[c + 1] - 1]`. */
  #starts;
  #members;

  /** @param {import('./plan.js').SeatPlan} plan */
  constructor(plan) {
    const { left, top, right, bottom } = plan.bounds;
    this.#seats = plan.seats;
    this.#left = left;
    this.#top = top;
    // About two seats for each cell on average. So a few seats that are far apart do not lead to many empty cells.
    this.#size = Math.sqrt((right - left) * (bottom - top) / Math.max(1, plan.seats.length / 2));
    this.#columns = Math.floor((right - left) / this.#size) + 1;
    this.#rows = Math.floor((bottom - top) / this.#size) + 1;
    /** The largest radius: a seat whose centre is farther from a rectangle can't touch it. */
    this.reach = plan.seats.reduce((most, seat) => Math.max(most, seat.radius), 0);
    this.#fill();
  }

  #fill() {
    const cells = this.#seats.map(seat => this.#row(seat.y) * this.#columns + this.#column(seat.x));
    this.#starts = new Uint32Array(this.#columns * this.#rows + 1);
    cells.forEach(cell => this.#starts[cell + 1]++);
    for (let cell = 1; cell < this.#starts.length; cell++) {
      this.#starts[cell] += this.#starts[cell - 1];
    }
    const next = this.#starts.slice();
    this.#members = new Uint32Array(this.#seats.length);
    cells.forEach((cell, index) => {
      this.#members[next[cell]++] = index;
    });
  }

  #column(x) {
    return Math.max(0, Math.min(this.#columns - 1, Math.floor((x - this.#left) / this.#size)));
  }

  #row(y) {
    return Math.max(0, Math.min(this.#rows - 1, Math.floor((y - this.#top) / this.#size)));
  }

  /** Calls `visit(seat)` for all seats that may touch the rectangle. */
  visit(left, top, right, bottom, visit) {
    const lastColumn = this.#column(right + this.reach);
    const lastRow = this.#row(bottom + this.reach);
    for (let row = this.#row(top - this.reach); row <= lastRow; row++) {
      for (let column = this.#column(left - this.reach); column <= lastColumn; column++) {
        const cell = row * this.#columns + column;
        for (let at = this.#starts[cell]; at < this.#starts[cell + 1]; at++) {
          visit(this.#seats[this.#members[at]]);
        }
      }
    }
  }

  /** The seat under a point, or the nearest whose rim is no farther than `slack`. @returns {number} -1 if there is none */
  find(x, y, slack = 0) {
    let nearest = -1;
    let least = Infinity;
    this.visit(x - slack, y - slack, x + slack, y + slack, seat => {
      const distance = Math.hypot(seat.x - x, seat.y - y);
      if (distance <= seat.radius + slack && distance < least) {
        nearest = seat.index;
        least = distance;
      }
    });
    return nearest;
  }
}
