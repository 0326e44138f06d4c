/** The form in which the user selects a venue and can give it a plan. */
import { refusalInWords } from '../map/refusals.js';
import { say } from './messages.js';

const PLANS = [['theatre', 'A theatre of about 300 seats'], ['arena', 'An arena of 20,000 seats']];

export class HouseForm {

  #element;
  #input;
  #plans;
  #calls;
  #show;
  /** The venue that was chosen last. */
  #shown = '';
  /** The number of calls of {@link offerPlans}, of which only the last one counts. */
  #offers = 0;

  /** @param {(venueId: string) => Promise<void>} show shows a house */
  constructor(element, calls, show) {
    this.#element = element;
    this.#input = element.querySelector('input[name=venue]');
    this.#plans = element.querySelector('.plans');
    this.#calls = calls;
    this.#show = show;
    element.querySelector('form').addEventListener('submit', event => {
      event.preventDefault();
      this.#go();
    });
    const file = element.querySelector('input[type=file]');
    file.addEventListener('change', async () => {
      await this.#put(() => file.files[0]);
      file.value = '';
    });
    this.#plans.replaceChildren(...PLANS.map(([plan, words]) => this.#button(plan, words)));
  }

  get venueId() {
    return this.#input.value.trim();
  }

  show(venueId) {
    this.#shown = venueId;
    this.offerPlans(false);
    this.#input.value = venueId;
    const address = new URL(location.href);
    address.searchParams.set('venue', venueId);
    history.replaceState(null, '', address);
  }

  /** Offers the example plans, which the standalone program has. @param {boolean} wanted whether the venue has no plan */
  async offerPlans(wanted) {
    const own = ++this.#offers;
    this.#plans.hidden = true;
    if (wanted) {
      const answer = await this.#calls.send('HEAD', `plans/${PLANS[0][0]}.json`);
      if (own === this.#offers) {
        this.#plans.hidden = !answer.ok;
      }
    }
  }

  async #go() {
    await this.#show(this.venueId);
  }

  #button(plan, words) {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: words });
    button.addEventListener('click', () => this.#put(async () => {
      const answer = await this.#calls.send('GET', `plans/${plan}.json`);
      return answer.ok ? JSON.stringify(answer.body) : '';
    }));
    return button;
  }

  /** Gives the venue a plan and shows it, unless the user has chosen another venue meanwhile. */
  async #put(read) {
    const { venueId } = this;
    const before = this.#shown;
    const layout = await read();
    if (!layout) {
      return;
    }
    const answer = await this.#calls.putPlan(venueId, layout);
    if (!answer.ok) {
      this.#say(venueId, refusalInWords(answer), 'refused');
      return;
    }
    if ([before, venueId].includes(this.#shown)) {
      await this.#show(venueId);
    }
    this.#say(venueId, `The plan is in use: ${answer.body.seats} seats.`, 'done');
  }

  /** Names the venue if it is not the one that is shown. */
  #say(venueId, words, kind) {
    say(venueId === this.#shown ? words : `${venueId}: ${words}`, kind);
  }
}
