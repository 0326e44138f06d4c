/**
 * The seats as a list, for people who can't use the picture: a section, a row, and the seats of that row with their states
 * in words. Only one row is in the document, and Tab reaches only one of its seats. The arrow keys left and right move
 * along the row, up and down to the neighbouring rows.
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
   * @param {(seat: import('./plan.js').Seat) => {kind: string, words: string, pressed: boolean}} words describes a seat
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

  /** Updates the descriptions of changed seats; null: of all. */
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
    // The second click of a double click would undo the first one.
    button.addEventListener('click', event =>
      event.detail > 1 || this.dispatchEvent(Object.assign(new Event('seat'), { index: seat.index })));
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

  /** Makes this seat the one that Tab reaches. */
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

/** Names are set as text only, because they come from the plan, which may contain anything. */
function fill(select, entries) {
  select.replaceChildren(...entries.map(([value, text]) => new Option(text, value)));
}
