/**
 * The same house as a list, for those who can't use a picture: section, then row, then its seats, each with its state in
 * words. Only one row is in the document, and only one of its seats can be reached by Tab; arrows go on from there, left
 * and right along the row, up and down from row to row.
 *
 * Fires `seat` with the `index` of the seat that was chosen.
 */
export class SeatList extends EventTarget {

  #plan;
  #words;
  #section;
  #row;
  #seats;
  /** @type {Map<string, import('./plan.js').Seat[]>} */
  #rows = new Map();
  /** @type {Map<number, HTMLButtonElement>} */
  #buttons = new Map();

  /**
   * @param {HTMLElement} element is filled
   * @param {import('./plan.js').SeatPlan} plan
   * @param {(seat: import('./plan.js').Seat) => {kind: string, words: string, pressed: boolean}} words how a seat stands
   */
  constructor(element, plan, words) {
    super();
    this.#plan = plan;
    this.#words = words;
    this.#section = choice('Section', plan.sections.map((section, index) => [index, section.name]));
    this.#row = choice('Row', []);
    this.#seats = Object.assign(document.createElement('div'), { className: 'seats' });
    this.#seats.setAttribute('role', 'toolbar');
    this.#section.label.hidden = plan.sections.length < 2;
    element.replaceChildren(this.#section.label, this.#row.label, this.#seats);
    this.#section.select.addEventListener('change', () => this.#showSection());
    this.#row.select.addEventListener('change', () => this.#showRow());
    this.#seats.addEventListener('keydown', event => this.#key(event));
    this.#showSection();
  }

  /** Describes seats anew that have changed; null: all. */
  update(indexes) {
    const shown = indexes === null ? this.#buttons.keys() : indexes.filter(index => this.#buttons.has(index));
    for (const index of shown) {
      this.#describe(this.#buttons.get(index), this.#plan.seats[index]);
    }
  }

  #showSection() {
    this.#rows = this.#plan.rowsOf(Number(this.#section.select.value));
    fill(this.#row.select, [...this.#rows].map(([row, seats]) => [row, seats[0].rowName]));
    this.#showRow();
  }

  #showRow() {
    const seats = this.#rows.get(this.#row.select.value) ?? [];
    this.#buttons = new Map(seats.map(seat => [seat.index, this.#button(seat)]));
    this.#seats.setAttribute('aria-label', seats.length > 0 ? `Seats of row ${seats[0].rowName}` : 'No seats');
    this.#seats.replaceChildren(...this.#buttons.values());
    this.#reach(this.#seats.firstElementChild);
  }

  #button(seat) {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: seat.seat, tabIndex: -1 });
    button.addEventListener('click', () => this.dispatchEvent(Object.assign(new Event('seat'), { index: seat.index })));
    button.addEventListener('focus', () => this.#reach(button));
    this.#describe(button, seat);
    return button;
  }

  #describe(button, seat) {
    const { kind, words, pressed } = this.#words(seat);
    button.className = kind;
    button.title = words;
    button.setAttribute('aria-label', words);
    button.setAttribute('aria-pressed', String(pressed));
  }

  /** The one seat that Tab reaches. */
  #reach(button) {
    this.#buttons.forEach(other => {
      other.tabIndex = other === button ? 0 : -1;
    });
  }

  #key(event) {
    const buttons = [...this.#seats.children];
    const at = buttons.indexOf(document.activeElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey || (next === undefined && step === undefined)) {
      return;
    }
    event.preventDefault();
    if (next !== undefined) {
      buttons[next]?.focus();
    } else if (this.#row.select.options[this.#row.select.selectedIndex + step]) {
      this.#row.select.selectedIndex += step;
      this.#showRow();
      (this.#seats.children[at] ?? this.#seats.lastElementChild).focus();
    }
  }
}

function choice(name, entries) {
  const label = document.createElement('label');
  const select = document.createElement('select');
  label.append(`${name} `, select);
  fill(select, entries);
  return { label, select };
}

/** As text only: names come from whoever made the plan. */
function fill(select, entries) {
  select.replaceChildren(...entries.map(([value, text]) => new Option(text, value)));
}
