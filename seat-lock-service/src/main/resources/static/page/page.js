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

/** The widgets that act on the house that is shown. */
const widgets = ['#list', '#picture', '#basket', '#best', '#crowd'].map(find);

/** @type {House|null} null while a plan is loaded, and if the venue has none */
let house = null;

/** The number of calls of {@link show}, by which an answer knows that the user has chosen again meanwhile. */
let shows = 0;

async function show(venueId) {
  const own = ++shows;
  leave();
  houseForm.show(venueId);
  const answer = await calls.plan(venueId);
  if (own !== shows) {
    return;
  }
  find('#login').hidden = answer.status !== 401;
  houseForm.offerPlans(answer.code === 'NO_PLAN');
  document.body.dataset.house = answer.ok ? 'shown' : 'none';
  setInert(!answer.ok);
  if (!answer.ok) {
    entitle(venueId);
    find('#counts').textContent = '';
    connected('refused');
    say(refusalInWords(answer), 'refused');
    return;
  }
  begin(venueId, new SeatPlan(answer.body), answer.etag);
}

/** Removes the house. Until the next one is there its widgets would act on a venue that is not the chosen one. */
function leave() {
  house?.remove();
  house = null;
  basketView.leave();
  setInert(true);
  point(-1);
  sayNothing();
}

function setInert(inert) {
  widgets.forEach(widget => Object.assign(widget, { inert }));
}

function entitle(name) {
  find('#name').textContent = name;
  document.title = `${name} – Seat map`;
}

function begin(venueId, plan, etag) {
  entitle(plan.name || venueId);
  const shown = new House({ venueId, plan, etag, calls, userId: person.userId, seconds: basketView.seconds },
    { map: find('#map'), list: find('#list .rows') });
  house = shown;
  house.choosesSeveral = find('#several').checked;
  showLegend(find('#legend'), plan);
  [basketView, bestForm, crowdForm].forEach(widget => widget.show(house, person));
  // A call or the stream of a house may still have an answer when another house is shown.
  const on = (type, action) => shown.addEventListener(type, event => shown === house && action(event));
  on('change', () => showCounts(house));
  on('unauthorized', () => {
    find('#login').hidden = false;
  });
  on('replaced', () => show(venueId));
  on('connection', event => connected(event.state, event.problem));
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
  const asked = house;
  const answer = await asked.hold([...asked.chosen].map(index => asked.plan.seats[index]));
  if (answer.ok && asked === house) {
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
