import { plainName } from './plan.js';

/** Explains each refusal code to the buyer and says what to do. A test compares the codes with the service's. */
export const WORDS = {
  OFFLINE: 'There is no connection to the seats. It is tried again by itself; nothing was changed that you can rely on.',
  UNAVAILABLE: 'The seats can’t be reached at the moment. Try again in a few seconds.',
  SEAT_LOCKED: 'Somebody else is buying this seat. Choose another one, or wait: it may come back.',
  SEAT_FINALIZED: 'This seat is sold. Choose another one.',
  SEAT_UNKNOWN: 'This seat is not in the plan any more. Load the page again to see the new plan.',
  ALREADY_YOURS: 'One of these seats is yours already. Let it go first, or choose the others only.',
  ORPHAN_SEAT: 'This would leave a single seat alone. Choose the seat beside it, or take it too.',
  NO_SEATS: 'There are not so many free seats as you wish. Choose fewer, or another category.',
  SEAT_LIMIT_REACHED: 'You hold as many seats as one person may. Let one go before you take another.',
  LOCK_PAUSED: 'You held this seat a moment ago. Choose another one, or wait before you take it again.',
  LOCK_EXPIRED: 'The time for this seat is over. Choose it again; nobody else has it yet.',
  NOT_LOCKED: 'You don’t hold this seat any more: its time is over. Choose it again if it is free.',
  NOT_THE_HOLDER: 'This seat is somebody else’s now. Choose another one.',
  NOT_FINALIZED: 'This seat is not sold, so it can’t be put back on sale.',
  SEAT_DAMAGED: 'This seat can’t be sold at the moment. Choose another one, and tell the box office.',
  STORAGE_LIMIT_REACHED: 'This house takes no further seats. Tell the box office.',
  RATE_LIMITED: 'That was very fast. Wait a few seconds, then try again.',
  TOO_MANY_STREAMS: 'This page is open too often. Close some of its windows; it connects by itself then.',
  UNAUTHORIZED: 'You are not logged in, or no longer. Log in again; the seats that you hold stay yours for their time.',
  FORBIDDEN: 'Your login does not allow this. Ask the box office.',
  NOT_YOU: 'You are logged in as somebody else. Load the page again.',
  NO_PLAN: 'This house has no plan yet. Choose one below, or upload one.',
  INVALID_PLAN: 'This is no seating plan that can be used. Correct it and upload it again.',
  PLAN_IN_USE: 'The new plan leaves out seats that are held or sold. Keep them, or wait until they are free.',
  INVALID_REQUEST: 'The service did not understand the request. Load the page again.',
  REQUEST_TOO_LARGE: 'This is too large. Choose fewer seats, or a smaller plan.',
  REQUEST_TOO_OLD: 'The request came too late. Try again.',
  REQUEST_FROM_FUTURE: 'The request has a wrong time. Try again.',
  NOT_FOUND: 'The service does not offer this.',
  METHOD_NOT_ALLOWED: 'The service does not offer this.',
  NOT_ACCEPTABLE: 'The service can’t answer this page. Load it again.',
  UNSUPPORTED_MEDIA_TYPE: 'This is no JSON. Upload the file that the plan editor saves.',
  FOREIGN_ORIGIN: 'This page may not call the service. An operator has to allow its address.',
  WRONG_HOST: 'The service does not know this address. Use its own name.',
  INTERNAL_ERROR: 'Something went wrong in the service. Try again; if it stays, tell the box office.'
};

const OTHERWISE = 'The service refused this. Try again; if it stays, tell the box office.';

/**
 * @param {import('./seat-calls.js').Answer} answer a refusal
 * @param {(seat: {row: string, seat: string}) => string} [nameOf] used if the answer contains the seats that caused the refusal
 * @returns {string} one or a few sentences
 */
export function refusalInWords(answer, nameOf = ({ row, seat }) => `row ${row}, seat ${seat}`) {
  const { code, body } = answer;
  const words = [WORDS[code] ?? OTHERWISE];
  const conflicts = (body.conflicts ?? []).filter(conflict => conflict.code === code);
  const inTheWay = (code === 'PLAN_IN_USE' ? body.seats ?? [] : conflicts).map(seat => plainName(nameOf(seat)));
  if (inTheWay.length > 0) {
    words.unshift(`${capital(inTheWay.slice(0, 5).join('; '))}${inTheWay.length > 5 ? ' and others' : ''}:`);
  }
  if (code === 'NO_SEATS' && body.possible) {
    words.push(possibleInWords(body.possible));
  }
  if (code === 'INVALID_PLAN') {
    words.push(...(body.errors ?? []).slice(0, 5).map(error => `${plainName(error.pointer)}: ${plainName(error.message)}`));
  }
  return words.join(' ');
}

function possibleInWords({ largestBlock, singleSeats, categories = [] }) {
  const words = [singleSeats > 0 ? `${singleSeats} are free, at most ${largestBlock} of them side by side.` : 'None is free.'];
  const others = categories.slice(0, 5).map(other => `${plainName(other.category)} (${other.singleSeats})`);
  if (others.length > 0) {
    words.push(`Other categories have some: ${others.join(', ')}.`);
  }
  return words.join(' ');
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
