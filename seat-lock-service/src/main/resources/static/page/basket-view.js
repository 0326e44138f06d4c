/** Shows the user's holds with their remaining time, and lets the user extend, buy or release them. Warns before one ends. */
import { inWords } from './words.js';

const WARN_AT_SECONDS = 20;

const OFFERED_SECONDS = [30, 60, 120, 300, 600];

const USUAL_SECONDS = 120;

export class BasketView {

  #element;
  #warning;
  #select;
  #list;
  #house = null;
  /** @type {Map<number, HTMLElement>} the element with the remaining time, by the index of the seat */
  #times = new Map();
  /** The end times of holds for which the warning was given. */
  #warned = new Set();

  constructor(element, warning) {
    this.#element = element;
    this.#warning = warning;
    this.#select = element.querySelector('#seconds');
    this.#list = element.querySelector('.holds');
    const on = (selector, action) => element.querySelector(selector).addEventListener('click', () => this.#applyToAll(action));
    on('.buy', (house, seats) => house.buy(seats));
    on('.extend', (house, seats) => house.extend(seats));
    on('.let-go', (house, seats) => house.letGo(seats));
    warning.querySelector('button').addEventListener('click', () => this.#applyToAll((house, seats) => house.extend(seats)));
    this.#select.addEventListener('change', () => {
      if (this.#house !== null) {
        this.#house.basket.seconds = this.seconds;
      }
    });
    setInterval(() => this.#tick(), 1000);
  }

  /** How long seats are to be held. */
  get seconds() {
    return Number(this.#select.value);
  }

  /** @param {number} wished an additional choice, which is selected; NaN or 0: none */
  offerSeconds(wished) {
    const own = wished >= 1 && wished <= 900 ? Math.floor(wished) : USUAL_SECONDS;
    const offered = [...new Set([...OFFERED_SECONDS, own])].sort((one, other) => one - other);
    this.#select.replaceChildren(...offered.map(seconds =>
      new Option(inWords(seconds), seconds, seconds === own, seconds === own)));
  }

  show(house, person) {
    this.#house = house;
    const reason = this.#element.querySelector('.reason');
    reason.textContent = person.whyNotBuy;
    reason.hidden = person.whyNotBuy === '';
    this.#element.querySelector('.buy').hidden = person.whyNotBuy !== '';
    house.basket.addEventListener('change', () => house === this.#house && this.#draw());
    this.#draw();
  }

  /** Called when the house is removed: its holds need no warning while another one is shown. */
  leave() {
    this.#house = null;
    this.#endWarning();
  }

  #endWarning() {
    this.#warned.clear();
    this.#warning.hidden = true;
    this.#warning.querySelector('span').textContent = '';
  }

  /**
   * Applies an action to all of the user's seats, fifty in each call, the most that the service accepts. All calls are
   * for the house of the click, even if another one is shown meanwhile.
   */
  async #applyToAll(action) {
    const house = this.#house;
    const seats = house.basket.entries().map(([index]) => house.plan.seats[index]);
    for (let at = 0; at < seats.length; at += 50) {
      const answer = await action(house, seats.slice(at, at + 50));
      if (!answer.ok) {
        return;
      }
    }
    if (house !== this.#house) {
      return;
    }
    if (!this.#element.contains(document.activeElement) || document.activeElement === document.body) {
      this.#element.querySelector('h2').focus();
    }
  }

  #draw() {
    const { basket } = this.#house;
    const entries = basket.entries();
    this.#element.querySelector('.empty').hidden = entries.length > 0;
    this.#element.querySelector('.actions').hidden = entries.length === 0;
    const focused = [...this.#list.children].findIndex(item => item.contains(document.activeElement));
    this.#times.clear();
    this.#list.replaceChildren(...entries.map(([index]) => this.#item(index)));
    if (focused >= 0) {
      (this.#list.children[Math.min(focused, entries.length - 1)]?.querySelector('button')
        ?? this.#element.querySelector('h2')).focus();
    }
    this.#tick();
  }

  #item(index) {
    const seat = this.#house.plan.seats[index];
    const name = this.#house.plan.nameOf(seat);
    const item = document.createElement('li');
    const words = document.createElement('span');
    const time = Object.assign(document.createElement('span'), { className: 'time' });
    const letGo = Object.assign(document.createElement('button'), { type: 'button', textContent: '×', title: `Let ${name} go` });
    letGo.setAttribute('aria-label', `Let ${name} go`);
    // After the first click of a double click another seat may be in this place.
    letGo.addEventListener('click', event => event.detail > 1 || this.#house.letGo([seat]));
    words.append(element('bdi', name), ' ', element('small', this.#house.plan.priceOf(seat)));
    item.append(words, time, letGo);
    this.#times.set(index, time);
    return item;
  }

  #tick() {
    if (this.#house === null) {
      return;
    }
    const { basket, map } = this.#house;
    let ended = false;
    for (const [index, time] of this.#times) {
      const left = basket.secondsLeft(index);
      time.textContent = clock(left);
      time.classList.toggle('soon', left <= WARN_AT_SECONDS);
      ended ||= left === 0;
    }
    map.update([...this.#times.keys()]);
    if (ended) {
      this.#house.refreshSoon();
    }
    this.#warn();
  }

  /** Warns once for each hold. The text stays until the hold is extended or ends. */
  #warn() {
    const soon = this.#house.basket.entries().filter(([, hold]) =>
      hold.endsAt - performance.now() <= Math.min(WARN_AT_SECONDS * 1000, hold.lastsMs / 2));
    if (soon.length === 0) {
      this.#endWarning();
      return;
    }
    this.#warning.hidden = false;
    if (soon.some(([, hold]) => !this.#warned.has(hold.endsAt))) {
      soon.forEach(([, hold]) => this.#warned.add(hold.endsAt));
      this.#warning.querySelector('span').textContent =
        `${soon.length === 1 ? 'A seat' : `${soon.length} seats`} of yours will be free again in `
        + `${inWords(this.#house.basket.secondsLeft(soon[0][0]))}.`;
    }
  }
}

function clock(seconds) {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function element(name, text) {
  return Object.assign(document.createElement(name), { textContent: text });
}
