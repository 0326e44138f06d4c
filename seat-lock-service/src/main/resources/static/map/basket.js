/**
 * The seats that one user holds, with the time that is left. Time runs by `performance.now()` from what the service says
 * is left: a clock that is wrong, or is set, changes nothing. Nothing is stored: after a reload the service is asked.
 * Uses no DOM.
 *
 * @typedef {object} Hold
 * @property {string} row
 * @property {string} seat
 * @property {number} endsAt by `performance.now()`, ms
 * @property {number} lastsMs how long it lasted when it was first seen or last extended
 */

/**
 * Fires `change` with the `indexes` of seats that come or go or get more time, and `lost` with the `indexes` of those that went by themselves:
 * their time was over, or another page of the same user did it.
 */
export class Basket extends EventTarget {

  #calls;
  #venueId;
  #userId;
  /** How long seats are held from now on. */
  seconds;
  /** @type {Map<number, Hold>} by index in the plan */
  #holds = new Map();
  #indexOf;
  /** Rises with each change, so that an answer that was asked for before is not taken for newer. */
  #edition = 0;

  /**
   * @param {import('./seat-calls.js').SeatCalls} calls
   * @param {import('./plan.js').SeatPlan} plan
   * @param {{venueId: string, userId: string, seconds: number}} whose in token mode the user of the token; `seconds` is
   *     how long seats are held
   */
  constructor(calls, plan, { venueId, userId, seconds }) {
    super();
    this.#calls = calls;
    this.#venueId = venueId;
    this.#userId = userId;
    this.seconds = seconds;
    this.#indexOf = ({ row, seat }) => plan.indexOf(row, seat);
  }

  get size() {
    return this.#holds.size;
  }

  has(index) {
    return this.#holds.has(index);
  }

  /** @returns {[number, Hold][]} the first to end first */
  entries() {
    return [...this.#holds].sort(([, one], [, other]) => one.endsAt - other.endsAt);
  }

  /** Seconds until a hold ends, never negative; 0 if it is not held. */
  secondsLeft(index) {
    const hold = this.#holds.get(index);
    return hold ? Math.max(0, (hold.endsAt - performance.now()) / 1000) : 0;
  }

  /** What part of its time a hold has left, from 1 to 0. */
  partLeft(index) {
    const hold = this.#holds.get(index);
    return hold ? Math.max(0, Math.min(1, (hold.endsAt - performance.now()) / hold.lastsMs)) : 0;
  }

  /** Asks the service; after a start, a break, or when the stream says that something happened to an own seat. */
  async refresh() {
    const edition = this.#edition;
    const answer = await this.#calls.basket(this.#venueId, this.#userId);
    if (answer.ok && edition !== this.#edition) {
      return this.refresh();
    }
    if (answer.ok) {
      const before = this.#holds;
      this.#holds = new Map();
      answer.body.locks.forEach(lock => this.#put(lock, lock.expiresInSeconds, answer.sentAt, before));
      this.#notify([...new Set([...before.keys(), ...this.#holds.keys()])]);
      const lost = [...before.keys()].filter(index => !this.#holds.has(index));
      if (lost.length > 0) {
        this.#fire('lost', lost);
      }
    }
    return answer;
  }

  /** Locks seats, all or none. */
  async hold(seats) {
    return this.#taken(await this.#calls.lock(this.#venueId, names(seats), this.#userId, this.seconds), seats);
  }

  /** Lets the service choose. The answer's body names the `seats`. */
  async holdBest(wish) {
    const answer = await this.#calls.lockBest(this.#venueId, wish, this.#userId, this.seconds);
    return this.#taken(answer, answer.body.seats);
  }

  async extend(seats) {
    return this.#taken(await this.#calls.extend(this.#venueId, names(seats), this.#userId, this.seconds), seats);
  }

  async letGo(seats) {
    return this.#gone(await this.#calls.unlock(this.#venueId, names(seats), this.#userId), seats);
  }

  /** Sells them to the user. A buyer's token does not allow that. */
  async buy(seats) {
    return this.#gone(await this.#calls.finalize(this.#venueId, names(seats), this.#userId), seats);
  }

  #taken(answer, seats) {
    if (answer.ok) {
      seats.forEach(seat => this.#put(seat, answer.body.expiresInSeconds, answer.sentAt, new Map()));
      this.#notify(seats.map(this.#indexOf));
    }
    return answer;
  }

  #gone(answer, seats) {
    if (answer.ok) {
      seats.forEach(seat => this.#holds.delete(this.#indexOf(seat)));
      this.#notify(seats.map(this.#indexOf));
    }
    return answer;
  }

  #put({ row, seat }, seconds, sentAt, before) {
    const index = this.#indexOf({ row, seat });
    if (index >= 0) {
      const known = before.get(index);
      const leftMs = seconds * 1000;
      this.#holds.set(index, { row, seat, endsAt: sentAt + leftMs, lastsMs: Math.max(leftMs, known?.lastsMs ?? this.#usualMs(leftMs)) });
    }
  }

  /** Of a hold that an earlier page began, it is only known how long holds usually last. */
  #usualMs(leftMs) {
    return Math.max(leftMs, this.seconds * 1000);
  }

  #notify(indexes) {
    this.#edition++;
    this.#fire('change', indexes);
  }

  #fire(type, indexes) {
    this.dispatchEvent(Object.assign(new Event(type), { indexes: indexes.filter(index => index >= 0) }));
  }
}

function names(seats) {
  return seats.map(({ row, seat }) => ({ row, seat }));
}
