/** The state of each seat for the user of the page, derived from the stream, the basket and the user's clicks. */
import { AVAILABLE, FINALIZED, LOCKED } from '../map/seat-states.js';
import { capital } from './words.js';

const KINDS = { [LOCKED]: 'held', [FINALIZED]: 'sold' };

const WORDS = { free: 'available', chosen: 'chosen', held: 'held by somebody else', sold: 'sold', mine: 'held by you',
  bought: 'bought by you' };

export class SeatKinds {

  /** Seats that the user has chosen to hold together. @type {Set<number>} */
  chosen = new Set();
  /** Seats whose call is under way. @type {Set<number>} */
  pending = new Set();
  /** Seats that the user has released or bought, with their version at that time; they count until the stream has a newer one. */
  ended = new Map();
  /** Seats of calls to which there was no certain answer, so that the user may hold them. @type {Set<number>} */
  uncertain = new Set();

  #plan;
  #states;
  #basket;
  #purchases;

  constructor(plan, states, basket, purchases) {
    this.#plan = plan;
    this.#states = states;
    this.#basket = basket;
    this.#purchases = purchases;
  }

  /** @returns {'free'|'held'|'sold'|'mine'|'bought'|'chosen'} */
  kindOf(seat) {
    const { index } = seat;
    const state = this.#states.at(index);
    if (this.#basket.has(index)) {
      return 'mine';
    }
    const ended = this.ended.has(index) && this.ended.get(index) === this.#states.versionOf(index);
    if (this.#purchases.has(seat) && (state === FINALIZED || ended)) {
      return 'bought';
    }
    if (state === AVAILABLE || ended) {
      return this.chosen.has(index) || this.pending.has(index) ? 'chosen' : 'free';
    }
    return KINDS[state];
  }

  /** Whether the stream and the basket do not agree about the seat, as far as is known. */
  isDoubtful(index) {
    const isLocked = this.#states.at(index) === LOCKED;
    return this.#basket.has(index) ? !isLocked : isLocked && this.uncertain.has(index);
  }

  /** For the picture. @returns {import('../map/seat-sprites.js').Look} */
  look(seat) {
    return { kind: this.kindOf(seat), color: this.#plan.colorOf(seat), accessible: seat.accessible,
      left: this.#basket.partLeft(seat.index) };
  }

  /** For the list. */
  inWords(seat) {
    const kind = this.kindOf(seat);
    return { kind, words: this.describe(seat), pressed: kind === 'mine' || kind === 'chosen' };
  }

  describe(seat) {
    return [capital(this.#plan.nameOf(seat)), WORDS[this.kindOf(seat)], seat.accessible ? 'for a wheelchair' : '',
      this.#plan.priceOf(seat)].filter(part => part).join(', ');
  }
}
