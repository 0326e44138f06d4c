/** The seats that were bought in this window. Kept for the session, because no endpoint returns a user's purchases. */
export class Purchases {

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
