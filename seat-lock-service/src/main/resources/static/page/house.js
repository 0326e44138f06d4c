/** A venue on the screen: its plan, the state of each seat, and the effect of a click. */
import { Basket } from '../map/basket.js';
import { isUncertain } from '../map/seat-calls.js';
import { SeatList } from '../map/seat-list.js';
import { SeatMap } from '../map/seat-map.js';
import { AVAILABLE, SeatStates } from '../map/seat-states.js';
import { SeatStream } from '../map/seat-stream.js';
import { refusalInWords } from '../map/refusals.js';
import { Purchases } from './purchases.js';
import { say, sayNothing } from './messages.js';
import { SeatKinds } from './seat-kinds.js';
import { inWords, namesInWords } from './words.js';

/** Changes of the user's seats often come in groups, which this pause combines into one refresh. */
const REFRESH_AFTER_MS = 100;

/**
 * Fires `change` with the `indexes` of seats that look different (null: all), `connection` with `state` and
 * `problem`, `replaced` if the venue has got another plan, and `unauthorized` if the service answers 401.
 */
export class House extends EventTarget {

  /** Whether a click only chooses a seat, instead of holding it. */
  choosesSeveral = false;

  #stream;
  #purchases;
  #kinds;
  #refresh = 0;
  #isRemoved = false;

  /**
   * @param {{venueId: string, plan: import('../map/plan.js').SeatPlan, etag: string, calls: import('../map/seat-calls.js').SeatCalls,
   *     userId: string, seconds: number}} parts
   * @param {{map: HTMLElement, list: HTMLElement}} elements
   */
  constructor({ venueId, plan, etag, calls, userId, seconds }, elements) {
    super();
    this.plan = plan;
    this.venueId = venueId;
    this.states = new SeatStates(plan);
    this.basket = new Basket(calls, plan, { venueId, userId, seconds });
    this.#purchases = new Purchases(venueId, userId);
    this.#kinds = new SeatKinds(plan, this.states, this.basket, this.#purchases);
    this.map = new SeatMap(elements.map, plan, seat => this.#kinds.look(seat));
    this.list = new SeatList(elements.list, plan, seat => this.#kinds.inWords(seat));
    [this.map, this.list].forEach(view => view.addEventListener('seat', event => this.take(event.index)));
    this.states.addEventListener('change', event => this.#changed(event.indexes));
    this.basket.addEventListener('change', event => this.#show(event.indexes));
    this.basket.addEventListener('lost', event => this.#lost(event.indexes));
    this.#stream = new SeatStream(calls.streamUrl(venueId), renew => calls.headers(renew), {
      snapshot: snapshot => this.#startAnew(snapshot, etag),
      seats: change => this.states.apply(change),
      state: (state, problem) => this.#connected(state, problem)
    });
  }

  /** Seats that are chosen to be held together. @type {Set<number>} */
  get chosen() {
    return this.#kinds.chosen;
  }

  open() {
    this.#stream.open();
  }

  close() {
    this.#stream.close();
  }

  /** Calls that are under way still have their effect in the service, but nothing is said about it any more. */
  remove() {
    this.#isRemoved = true;
    this.close();
    this.map.remove();
  }

  describe(seat) {
    return this.#kinds.describe(seat);
  }

  kindOf(seat) {
    return this.#kinds.kindOf(seat);
  }

  /** What a click on a seat does: hold it, let it go, or choose it for a group. */
  async take(index) {
    const seat = this.plan.seats[index];
    if (this.#kinds.pending.has(index)) {
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
    this.#say(answer, () => `${namesInWords(this.plan, seats)}: free again.`);
    this.#end(answer, seats);
    return answer;
  }

  async buy(seats) {
    const answer = await this.#whilePending(seats, () => this.basket.buy(seats));
    if (answer.ok) {
      this.#purchases.add(seats);
    }
    this.#say(answer, () => `${namesInWords(this.plan, seats)}: bought.`);
    this.#end(answer, seats);
    return answer;
  }

  #granted(answer, seats) {
    seats.forEach(({ index }) => isUncertain(answer) ? this.#kinds.uncertain.add(index) : this.#kinds.uncertain.delete(index));
    if (answer.ok) {
      seats.forEach(seat => this.chosen.delete(seat.index));
      this.states.note((answer.body.seats ?? []).map(seat => ({ ...seat, status: 'LOCKED' })));
    }
    this.#say(answer, () => `${namesInWords(this.plan, seats)}: yours for ${inWords(answer.body.expiresInSeconds)}.`);
    this.#show(seats.map(seat => seat.index));
  }

  /** Shows the effect of a successful call at once; it counts until the stream has a newer version of the seats. */
  #end(answer, seats) {
    if (answer.ok) {
      seats.forEach(seat => this.#kinds.ended.set(seat.index, this.states.versionOf(seat.index)));
    }
    this.#show(seats.map(seat => seat.index));
  }

  async #whilePending(seats, call) {
    const indexes = seats.map(seat => seat.index);
    indexes.forEach(index => this.#kinds.pending.add(index));
    this.#show(indexes);
    const answer = await call();
    indexes.forEach(index => this.#kinds.pending.delete(index));
    this.#show(indexes);
    return answer;
  }

  /** Shows the result as a message. After some refusals the basket is or may be outdated, so it is read again. */
  #say(answer, done) {
    if (this.#isRemoved) {
      return;
    }
    if (answer.ok) {
      say(done());
      return;
    }
    say(refusalInWords(answer, name => {
      const seat = this.plan.seats[this.plan.indexOf(name.row, name.seat)];
      return seat ? this.plan.nameOf(seat) : `row ${name.row}, seat ${name.seat}`;
    }), 'refused');
    if (answer.status === 401) {
      this.dispatchEvent(new Event('unauthorized'));
    }
    if (isUncertain(answer) || answer.status === 403 || answer.status === 404 || answer.code === 'LOCK_EXPIRED') {
      this.refreshSoon();
    }
  }

  #changed(indexes) {
    if (indexes === null || indexes.some(index => this.#kinds.isDoubtful(index))) {
      this.refreshSoon();
    }
    indexes?.forEach(index => this.states.at(index) === AVAILABLE || this.chosen.delete(index));
    this.#show(indexes);
  }

  /** Reads the basket from the service; several requests within a short time lead to one call. */
  refreshSoon() {
    this.#refresh ||= setTimeout(async () => {
      this.#refresh = 0;
      await this.basket.refresh();
    }, REFRESH_AFTER_MS);
  }

  /** Reports lost seats, except those with a call of this page under way, which may be what has removed them. */
  #lost(indexes) {
    const seats = indexes.filter(index => !this.#kinds.pending.has(index)).map(index => this.plan.seats[index])
      .filter(seat => !this.#purchases.has(seat));
    if (seats.length > 0 && !this.#isRemoved) {
      say(`${namesInWords(this.plan, seats)}: no longer yours, the time is over. Choose again if it is still free.`, 'refused');
    }
  }

  #startAnew(snapshot, etag) {
    if (etag && snapshot.plan && snapshot.plan !== etag) {
      this.dispatchEvent(new Event('replaced'));
    } else {
      this.states.replace(snapshot);
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
