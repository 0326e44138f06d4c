/**
 * Which seats of a plan are free, held or sold, according to the stream. Which of them are the user's own is known to the
 * basket only. Uses no DOM.
 */

export const AVAILABLE = 0;
export const LOCKED = 1;
export const FINALIZED = 2;

const CODES = { AVAILABLE, LOCKED, FINALIZED };

/** Fires `change`, an event whose `indexes` are the seats that changed, or null if all may have. */
export class SeatStates extends EventTarget {

  #plan;
  #states;
  /** Version of each seat's last change; a change with a lower version is not applied. 0: unknown. */
  #versions;
  #seq = null;

  /** @param {import('./plan.js').SeatPlan} plan */
  constructor(plan) {
    super();
    this.#plan = plan;
    this.#states = new Uint8Array(plan.seats.length);
    this.#versions = new Float64Array(plan.seats.length);
    /** How many seats are free, held and sold, by the constants above. */
    this.counts = [plan.seats.length, 0, 0];
  }

  /** The position in the stream; null before the first snapshot. */
  get seq() {
    return this.#seq;
  }

  /** @returns {number} one of the constants above */
  at(index) {
    return this.#states[index];
  }

  /** Version of the seat's last known change; 0 if none is known. */
  versionOf(index) {
    return this.#versions[index];
  }

  /** Applies a snapshot: every seat that it does not contain is free. */
  replace(snapshot) {
    this.#states.fill(AVAILABLE);
    this.#versions.fill(0);
    this.counts = [this.#states.length, 0, 0];
    this.#seq = snapshot.seq;
    snapshot.seats.forEach(seat => this.#set(this.#plan.indexOf(seat.row, seat.seat), CODES[seat.status], seat.version));
    this.#notify(null);
  }

  /**
   * Applies a change of the stream.
   *
   * @returns {boolean} false if changes before it are missing, so that a new snapshot is needed
   */
  apply(change) {
    if (this.#seq === null || change.from !== this.#seq) {
      return this.#seq !== null && change.seq <= this.#seq;
    }
    this.#seq = change.seq;
    this.note(change.seats);
    return true;
  }

  /** Applies single seats, from the stream or from the answer to the user's own call, each unless a newer version is known. */
  note(seats) {
    const changed = [];
    for (const seat of seats) {
      const index = this.#plan.indexOf(seat.row, seat.seat);
      if (this.#set(index, CODES[seat.status], seat.version)) {
        changed.push(index);
      }
    }
    if (changed.length > 0) {
      this.#notify(changed);
    }
  }

  #set(index, state, version) {
    if (index < 0 || state === undefined || version < this.#versions[index]) {
      return false;
    }
    this.counts[this.#states[index]]--;
    this.counts[state]++;
    this.#states[index] = state;
    this.#versions[index] = version;
    return true;
  }

  #notify(indexes) {
    this.dispatchEvent(Object.assign(new Event('change'), { indexes }));
  }
}
