/**
 * Messages to the user, one at a time. A refusal stays until it is closed or replaced by the next message. A message of
 * success disappears by itself, because its result is visible elsewhere, too.
 */
const GOES_AFTER_MS = 8000;

const element = document.querySelector('#message');
const text = element.querySelector('span');
let going;

element.querySelector('button').addEventListener('click', () => {
  element.hidden = true;
});

/** @param {'done'|'refused'} kind */
export function say(words, kind = 'done') {
  clearTimeout(going);
  if (kind === 'done') {
    going = setTimeout(sayNothing, GOES_AFTER_MS);
  }
  element.dataset.kind = kind;
  element.hidden = false;
  text.textContent = words;
}

export function sayNothing() {
  element.hidden = true;
  text.textContent = '';
}
