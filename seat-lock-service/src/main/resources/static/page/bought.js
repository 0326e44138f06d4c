/** Which seats this window bought; kept for the session, because no endpoint returns what somebody bought. */
export class Bought {

  #key;
  #names;

  constructor(venueId, userId) {
    this.#key = `seat-lock.bought ${venueId} ${userId}`;
    this.#names = new Set(JSON.parse(sessionStorage.getItem(this.#key) ?? '[]'));
  }

  has(seat) {
    return this.#names.has(`${seat.row} ${seat.seat}`);
  }

  add(seats) {
    seats.forEach(seat => this.#names.add(`${seat.row} ${seat.seat}`));
    sessionStorage.setItem(this.#key, JSON.stringify([...this.#names]));
  }
}
