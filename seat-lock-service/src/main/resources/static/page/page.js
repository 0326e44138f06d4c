/** The page: determines the user and the venue, and connects the widgets with it. */
import { SeatPlan } from '../map/plan.js';
import { refusalInWords } from '../map/refusals.js';
import { SeatCalls } from '../map/seat-calls.js';
import { BasketView } from './basket-view.js';
import { BestForm } from './best-form.js';
import { CrowdForm } from './crowd-form.js';
import { House } from './house.js';
import { HouseForm } from './house-form.js';
import { showLegend } from './legend.js';
import { say, sayNothing } from './messages.js';
import { Person } from './person.js';

const find = selector => document.querySelector(selector);

/** The parameters of the address: `venue` to show, and `hold`, for how many seconds seats are held. */
const wish = new URLSearchParams(location.search);

const CONNECTION_WORDS = { connecting: 'Connecting …', live: 'Live', stale: 'Delayed: changes may come late',
  waiting: 'Reconnecting …', closed: 'Paused', refused: 'Not connected', offline: 'Offline' };

const person = new Person();
const calls = new SeatCalls(new URL('.', document.baseURI), person.token);
const basketView = new BasketView(find('#basket'), find('#warning'));
const bestForm = new BestForm(find('#best'));
const crowdForm = new CrowdForm(find('#crowd'), calls);
const houseForm = new HouseForm(find('#house'), calls, show);

/** @type {House|null} */
let house = null;

async function show(venueId) {
  house?.remove();
  house = null;
  sayNothing();
  houseForm.show(venueId);
  const answer = await calls.plan(venueId);
  find('#login').hidden = answer.status !== 401;
  houseForm.offerPlans(answer.code === 'NO_PLAN');
  document.body.dataset.house = answer.ok ? 'shown' : 'none';
  if (!answer.ok) {
    connected('refused');
    say(refusalInWords(answer), 'refused');
    return;
  }
  begin(venueId, new SeatPlan(answer.body), answer.etag);
}

function begin(venueId, plan, etag) {
  find('#name').textContent = plan.name || venueId;
  document.title = `${plan.name || venueId} – Seat map`;
  house = new House({ venueId, plan, etag, calls, userId: person.userId, seconds: basketView.seconds },
    { map: find('#map'), list: find('#list .rows') });
  showLegend(find('#legend'), plan);
  [basketView, bestForm, crowdForm].forEach(widget => widget.show(house, person));
  house.addEventListener('change', () => showCounts(house));
  house.addEventListener('unauthorized', () => {
    find('#login').hidden = false;
  });
  house.addEventListener('replaced', () => show(venueId), { once: true });
  house.addEventListener('connection', event => connected(event.state, event.problem));
  house.map.addEventListener('point', event => point(event.index));
  showCounts(house);
  if (!document.hidden) {
    house.open();
  }
}

const number = new Intl.NumberFormat('en');

function showCounts(shown) {
  const [free, held, sold] = shown.states.counts.map(count => number.format(count));
  find('#counts').textContent = `${free} free · ${held} held · ${sold} sold`;
  const { size } = shown.chosen;
  find('#hold-chosen').hidden = size === 0;
  find('#hold-chosen').textContent = size === 1 ? 'Hold 1 seat' : `Hold ${size} seats`;
}

function point(index) {
  find('#point').textContent = index < 0 || house === null ? '' : house.describe(house.plan.seats[index]);
  find('#map').classList.toggle('over-seat', index >= 0);
}

let connection = '';

/** Reads the basket again after a break, because the stream does not tell what happened to the user's seats meanwhile. */
function connected(state, problem) {
  const shown = navigator.onLine || state === 'live' ? state : 'offline';
  if (shown === 'live' && connection !== 'live' && connection !== 'stale') {
    house?.refreshSoon();
  }
  if (shown === 'refused' && problem) {
    find('#login').hidden = problem.status !== 401;
    say(refusalInWords({ code: problem.code, body: problem }), 'refused');
  }
  connection = shown;
  const pill = find('#connection');
  if (pill.dataset.state !== shown) {
    pill.dataset.state = shown;
    pill.textContent = CONNECTION_WORDS[shown];
  }
}

/** A hidden page needs no stream. After a sleep of the machine the connection may be dead without a notice, so it is replaced. */
document.addEventListener('visibilitychange', () => document.hidden ? house?.close() : house?.open());
globalThis.addEventListener('pageshow', event => event.persisted && house?.open());
globalThis.addEventListener('online', () => house?.open());
globalThis.addEventListener('offline', () => connected('offline'));

find('#several').addEventListener('change', event => {
  if (house !== null) {
    house.choosesSeveral = event.target.checked;
    house.clearChosen();
  }
});

find('#whole').addEventListener('click', () => house?.map.showAll());

find('#hold-chosen').addEventListener('click', async () => {
  const answer = await house.hold([...house.chosen].map(index => house.plan.seats[index]));
  if (answer.ok) {
    find('#basket-title').focus();
  }
});

find('#login form').addEventListener('submit', event => {
  event.preventDefault();
  person.usePastedToken(event.target.elements.token.value.trim());
  event.target.reset();
  show(houseForm.venueId);
});

basketView.offerSeconds(Number(wish.get('hold')));
matchMedia('(max-width: 60rem)').matches && find('#list details').removeAttribute('open');
await show(wish.get('venue') ?? 'theatre');

/** For an embedder's scripts and for tests: the venue that is shown. */
globalThis.seatLock = Object.assign(globalThis.seatLock ?? {}, { house: () => house });
