/** One house on the screen: its plan, how each seat stands, and what a click on it does. */
import { Basket } from '../map/basket.js';
import { SeatList } from '../map/seat-list.js';
import { SeatMap } from '../map/seat-map.js';
import { AVAILABLE, FINALIZED, LOCKED, SeatStates } from '../map/seat-states.js';
import { SeatStream } from '../map/seat-stream.js';
import { refusalInWords } from '../map/refusals.js';
import { Bought } from './bought.js';
import { say, sayNothing } from './messages.js';

/** A change of an own seat is followed by others of the same purchase. */
const REFRESH_AFTER_MS = 100;

const KINDS = { [AVAILABLE]: 'free', [LOCKED]: 'held', [FINALIZED]: 'sold' };

const STATE_WORDS = { free: 'available', chosen: 'chosen', held: 'held by somebody else', sold: 'sold', mine: 'held by you',
  bought: 'bought by you' };

/** Fires `change` with the `indexes` of seats that look different (null: all), and `connection` with `state`, `problem`. */
export class House extends EventTarget {

  /** Seats that are chosen to be held together. @type {Set<number>} */
  chosen = new Set();
  /** Whether a click chooses instead of holding. */
  choosesSeveral = false;

  #stream;
  #bought;
  /** Seats whose call is under way. */
  #pending = new Set();
  /** Seats that were let go or bought, with the version of the lock, until the stream says so. */
  #ended = new Map();
  #refresh = 0;

  /**
   * @param {{venueId: string, plan: import('../map/plan.js').SeatPlan, calls: import('../map/seat-calls.js').SeatCalls,
   *     userId: string, seconds: number}} parts
   * @param {{map: HTMLElement, list: HTMLElement}} elements
   */
  constructor({ venueId, plan, calls, userId, seconds }, elements) {
    super();
    this.plan = plan;
    this.venueId = venueId;
    this.states = new SeatStates(plan);
    this.basket = new Basket(calls, plan, { venueId, userId, seconds });
    this.#bought = new Bought(venueId, userId);
    this.map = new SeatMap(elements.map, plan, seat => this.look(seat));
    this.list = new SeatList(elements.list, plan, seat => this.stand(seat));
    [this.map, this.list].forEach(view => view.addEventListener('seat', event => this.take(event.index)));
    this.states.addEventListener('change', event => this.#changed(event.indexes));
    this.basket.addEventListener('change', event => this.#show(event.indexes));
    this.basket.addEventListener('lost', event => this.#lost(event.indexes));
    this.#stream = new SeatStream(calls.streamUrl(venueId), () => calls.headers(), {
      snapshot: snapshot => this.states.replace(snapshot),
      seats: change => this.states.apply(change),
      state: (state, problem) => this.#connected(state, problem)
    });
  }

  open() {
    this.#stream.open();
  }

  close() {
    this.#stream.close();
  }

  remove() {
    this.close();
    this.map.remove();
  }

  /** @returns {import('../map/seat-sprites.js').Look} */
  look(seat) {
    return { kind: this.kindOf(seat), color: this.plan.colorOf(seat), accessible: seat.accessible,
      left: this.basket.partLeft(seat.index) };
  }

  /** For the list. */
  stand(seat) {
    const kind = this.kindOf(seat);
    return { kind, words: this.describe(seat), pressed: kind === 'mine' || kind === 'chosen' };
  }

  describe(seat) {
    const name = this.plan.nameOf(seat);
    return [name.charAt(0).toUpperCase() + name.slice(1), STATE_WORDS[this.kindOf(seat)],
      seat.accessible ? 'for a wheelchair' : '', this.plan.priceOf(seat)].filter(part => part).join(', ');
  }

  /** @returns {'free'|'held'|'sold'|'mine'|'bought'|'chosen'} */
  kindOf(seat) {
    const { index } = seat;
    const state = this.states.at(index);
    if (this.basket.has(index)) {
      return 'mine';
    }
    const ended = this.#ended.has(index) && this.#ended.get(index) === this.states.versionOf(index);
    if (this.#bought.has(seat) && (state === FINALIZED || ended)) {
      return 'bought';
    }
    if (state === AVAILABLE || ended) {
      return this.chosen.has(index) || this.#pending.has(index) ? 'chosen' : 'free';
    }
    return KINDS[state];
  }

  /** What a click on a seat does: hold it, let it go, or choose it for a group. */
  async take(index) {
    const seat = this.plan.seats[index];
    if (this.#pending.has(index)) {
      return;
    }
    if (this.basket.has(index)) {
      await this.letGo([seat]);
    } else if (this.choosesSeveral) {
      this.#choose(seat);
    } else {
      await this.hold([seat]);
    }
  }

  #choose(seat) {
    if (this.chosen.delete(seat.index) || this.kindOf(seat) !== 'free') {
      this.kindOf(seat) === 'free' ? sayNothing() : say(`${this.describe(seat)}. Choose another one.`, 'refused');
    } else {
      this.chosen.add(seat.index);
    }
    this.#show([seat.index]);
  }

  clearChosen() {
    const before = [...this.chosen];
    this.chosen.clear();
    this.#show(before);
  }

  async hold(seats) {
    const answer = await this.#whilePending(seats, () => this.basket.hold(seats));
    this.#granted(answer, seats);
    return answer;
  }

  async holdBest(wish) {
    const answer = await this.basket.holdBest(wish);
    const seats = (answer.body.seats ?? []).map(name => this.plan.seats[this.plan.indexOf(name.row, name.seat)])
      .filter(seat => seat);
    if (answer.ok && seats.length > 0) {
      this.map.show(seats.map(seat => seat.index));
    }
    this.#granted(answer, seats);
    return answer;
  }

  async extend(seats) {
    const answer = await this.basket.extend(seats);
    this.#say(answer, () => `You have more time: ${inWords(answer.body.expiresInSeconds)}.`);
    return answer;
  }

  async letGo(seats) {
    const answer = await this.#whilePending(seats, () => this.basket.letGo(seats));
    this.#say(answer, () => `${this.#names(seats)}: free again.`);
    this.#end(answer, seats);
    return answer;
  }

  async buy(seats) {
    const answer = await this.#whilePending(seats, () => this.basket.buy(seats));
    if (answer.ok) {
      this.#bought.add(seats);
    }
    this.#say(answer, () => `${this.#names(seats)}: bought.`);
    this.#end(answer, seats);
    return answer;
  }

  #granted(answer, seats) {
    if (answer.ok) {
      seats.forEach(seat => this.chosen.delete(seat.index));
      this.states.note((answer.body.seats ?? []).map(seat => ({ ...seat, status: 'LOCKED' })));
    }
    this.#say(answer, () => `${this.#names(seats)}: yours for ${inWords(answer.body.expiresInSeconds)}.`);
    this.#show(seats.map(seat => seat.index));
  }

  /** Until the stream says the same, the answer does. */
  #end(answer, seats) {
    if (answer.ok) {
      seats.forEach(seat => this.#ended.set(seat.index, this.states.versionOf(seat.index)));
    }
    this.#show(seats.map(seat => seat.index));
  }

  async #whilePending(seats, call) {
    const indexes = seats.map(seat => seat.index);
    indexes.forEach(index => this.#pending.add(index));
    this.#show(indexes);
    const answer = await call();
    indexes.forEach(index => this.#pending.delete(index));
    this.#show(indexes);
    return answer;
  }

  /** A refusal may mean that the picture or the basket is behind. */
  #say(answer, done) {
    if (answer.ok) {
      say(done());
      return;
    }
    say(refusalInWords(answer, name => {
      const seat = this.plan.seats[this.plan.indexOf(name.row, name.seat)];
      return seat ? this.plan.nameOf(seat) : `row ${name.row}, seat ${name.seat}`;
    }), 'refused');
    if (answer.status === 403 || answer.status === 404 || answer.code === 'LOCK_EXPIRED') {
      this.refreshSoon();
    }
  }

  #names(seats) {
    const names = seats.slice(0, 3).map(seat => this.plan.nameOf(seat)).join('; ');
    return names.charAt(0).toUpperCase() + names.slice(1) + (seats.length > 3 ? ` and ${seats.length - 3} more` : '');
  }

  #changed(indexes) {
    const own = indexes === null || indexes.some(index => this.basket.has(index) && this.states.at(index) !== LOCKED);
    if (own) {
      this.refreshSoon();
    }
    indexes?.forEach(index => this.states.at(index) === AVAILABLE || this.chosen.delete(index));
    this.#show(indexes);
  }

  /** Asks for the basket; several reasons within a moment ask once. */
  refreshSoon() {
    this.#refresh ||= setTimeout(async () => {
      this.#refresh = 0;
      await this.basket.refresh();
    }, REFRESH_AFTER_MS);
  }

  #lost(indexes) {
    const seats = indexes.map(index => this.plan.seats[index]);
    if (!seats.every(seat => this.#bought.has(seat))) {
      say(`${this.#names(seats)}: no longer yours, the time is over. Choose again if it is still free.`, 'refused');
    }
  }

  #connected(state, problem) {
    this.dispatchEvent(Object.assign(new Event('connection'), { state, problem }));
  }

  #show(indexes) {
    this.map.update(indexes);
    this.list.update(indexes);
    this.dispatchEvent(Object.assign(new Event('change'), { indexes }));
  }
}

/** @param {number} seconds */
export function inWords(seconds) {
  const minutes = Math.floor(seconds / 60);
  const rest = Math.floor(seconds % 60);
  return [minutes > 0 ? `${minutes} min` : '', rest > 0 || minutes === 0 ? `${rest} s` : ''].filter(part => part).join(' ');
}
