const REFRESH_MS = 1000;

/** The form for simulated buyers. It is shown where the service offers them, as the standalone program does. */
export class CrowdForm {

  #element;
  #form;
  #calls;
  #venueId = '';
  /** Whether the user may operate; another user may have logged in before a call is answered. */
  #isOffered = false;

  constructor(element, calls) {
    this.#element = element;
    this.#form = element.querySelector('form');
    this.#calls = calls;
    this.#form.addEventListener('submit', event => {
      event.preventDefault();
      this.#call('POST', { venueId: this.#venueId, rate: Number(this.#form.elements.rate.value) });
    });
    element.querySelector('.stop').addEventListener('click', () => this.#call('DELETE'));
    setInterval(() => !document.hidden && this.#form.dataset.running === 'true' && this.#call('GET'), REFRESH_MS);
  }

  async show(house, person) {
    this.#venueId = house.venueId;
    this.#isOffered = person.mayOperate;
    this.#element.hidden ||= !this.#isOffered;
    if (this.#isOffered) {
      await this.#call('GET');
    }
  }

  async #call(method, body) {
    const answer = await this.#calls.send(method, 'demo/crowd', body);
    if (answer.status !== 0) {
      this.#element.hidden = !answer.ok || !this.#isOffered;
    }
    if (answer.ok) {
      this.#show(answer.body);
    }
  }

  #show({ running, perSecond }) {
    this.#form.dataset.running = String(running);
    this.#form.querySelector('[type=submit]').hidden = running;
    this.#form.querySelector('.stop').hidden = !running;
    this.#element.querySelector('dl').hidden = !running;
    for (const what of ['grants', 'refusals', 'expiries']) {
      this.#element.querySelector(`.${what}`).textContent = String(perSecond?.[what] ?? 0);
    }
  }
}
