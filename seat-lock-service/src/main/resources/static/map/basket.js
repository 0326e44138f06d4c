/**
 * The seats that one user holds, with their remaining time. The service reports the remaining time of a hold, and from
 * then on `performance.now()` counts it down, so a wrong or changed clock has no effect. Nothing is stored: after a
 * reload the holds are read from the service. Uses no DOM.
 *
 * @typedef {object} Hold
 * @property {string} row
 * @property {string} seat
 * @property {number} endsAt by `performance.now()`, ms
 * @property {number} lastsMs its duration when it was first seen or last extended, ms
 */

import { isUncertain } from './seat-calls.js';

/** The longest time that the service accepts. */
const LONGEST_SECONDS = 900;

/**
 * Fires `change` with the `indexes` of seats that are added, removed or extended. Fires `lost` with the `indexes` of those
 * that this page did not remove itself: their time was over, or another page of the same user removed them.
 */
export class Basket extends EventTarget {

  #calls;
  #venueId;
  #userId;
  /** How long newly held or extended seats are held, s. */
  seconds;
  /** @type {Map<number, Hold>} by index in the plan */
  #holds = new Map();
  #indexOf;
  /** Incremented by each change, so that an answer to an earlier request is recognised as outdated. */
  #edition = 0;
  /** The last wish for the best seats, if it is not known whether it was fulfilled, with its `requestId`. */
  #openWish = null;

  /**
   * @param {import('./seat-calls.js').SeatCalls} calls
   * @param {import('./plan.js').SeatPlan} plan
   * @param {{venueId: string, userId: string, seconds: number}} options in token mode `userId` is the user of the token;
   *     `seconds` is how long seats are held
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

  /** @returns {[number, Hold][]} sorted by the end of the holds, the earliest first */
  entries() {
    return [...this.#holds].sort(([, one], [, other]) => one.endsAt - other.endsAt);
  }

  /** Seconds until a hold ends, never negative; 0 if the seat is not held. */
  secondsLeft(index) {
    const hold = this.#holds.get(index);
    return hold ? Math.max(0, (hold.endsAt - performance.now()) / 1000) : 0;
  }

  /** The remaining part of a hold's duration, from 1 down to 0; 0 if the seat is not held. */
  partLeft(index) {
    const hold = this.#holds.get(index);
    return hold ? Math.max(0, Math.min(1, (hold.endsAt - performance.now()) / hold.lastsMs)) : 0;
  }

  /** Reads the holds from the service. Called at the start, after a break of the stream, and after changes of own seats. */
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

  /**
   * Lets the service choose the seats; the answer's body contains them as `seats`. If there is no answer, the same wish can
   * be repeated: it gets the seats of the first try, if that had any.
   */
  async holdBest(wish) {
    const text = JSON.stringify(wish);
    const requestId = this.#openWish?.text === text ? this.#openWish.requestId : randomId();
    const answer = await this.#calls.lockBest(this.#venueId, { ...wish, requestId }, this.#userId, this.seconds);
    this.#openWish = isUncertain(answer) ? { text, requestId } : null;
    return this.#taken(answer, answer.body.seats);
  }

  /** Gives the seats the usual time from now on, or as much as the one that is held longest has left: never less. */
  async extend(seats) {
    const longest = Math.max(...seats.map(seat => this.secondsLeft(this.#indexOf(seat))));
    const seconds = Math.min(LONGEST_SECONDS, Math.max(this.seconds, Math.ceil(longest)));
    return this.#taken(await this.#calls.extend(this.#venueId, names(seats), this.#userId, seconds), seats);
  }

  async letGo(seats) {
    return this.#gone(await this.#calls.unlock(this.#venueId, names(seats), this.#userId), seats);
  }

  /** Sells the seats to the user. A buyer's token does not allow this call. */
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

  /** The assumed duration of a hold that was made before a reload, of which only the remaining time is known. */
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

/** Not `randomUUID()`, which browsers have only in pages that come over HTTPS. */
function randomId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

function names(seats) {
  return seats.map(({ row, seat }) => ({ row, seat }));
}
