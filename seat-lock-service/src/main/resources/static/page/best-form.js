/** The form in which the user asks for the best available seats: their number and, optionally, a category. */
export class BestForm {

  #form;
  #house = null;
  /** The houses with a call under way. */
  #asking = new Set();

  constructor(element) {
    this.#form = element.querySelector('form');
    this.#form.addEventListener('submit', event => {
      event.preventDefault();
      this.#find();
    });
    // Each call holds more seats, so neither the second click of a double click counts, nor one before the answer.
    this.#form.querySelector('button').addEventListener('click', event => event.detail > 1 && event.preventDefault());
  }

  show(house) {
    this.#house = house;
    const { categories } = house.plan;
    this.#form.elements.category.replaceChildren(new Option('any', ''),
      ...categories.map((category, index) => new Option([category.name, category.price].join(' ').trim(), index)));
    this.#form.elements.category.closest('label').hidden = categories.length < 2;
  }

  async #find() {
    const house = this.#house;
    if (this.#asking.has(house)) {
      return;
    }
    const { count, category } = this.#form.elements;
    const wish = { count: Number(count.value) };
    if (category.value !== '') {
      wish.category = house.plan.categories[category.value].id;
    }
    this.#asking.add(house);
    const answer = await house.holdBest(wish);
    this.#asking.delete(house);
    if (answer.ok && house === this.#house) {
      document.querySelector('#basket-title').focus({ preventScroll: true });
    }
  }
}
