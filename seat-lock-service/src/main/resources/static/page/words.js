/** Turns seats and times into the words of the page. */

export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param {number} seconds */
export function inWords(seconds) {
  const minutes = Math.floor(seconds / 60);
  const rest = Math.floor(seconds % 60);
  return [minutes > 0 ? `${minutes} min` : '', rest > 0 || minutes === 0 ? `${rest} s` : ''].filter(part => part).join(' ');
}

/** The names of the first three seats, and the number of the others. */
export function namesInWords(plan, seats) {
  const names = seats.slice(0, 3).map(seat => plan.nameOf(seat)).join('; ');
  return capital(names) + (seats.length > 3 ? ` and ${seats.length - 3} more` : '');
}
