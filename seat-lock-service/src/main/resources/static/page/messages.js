/**
 * What the page says to a person: one message at a time. A refusal stays until it is closed or the next message comes;
 * what went well can be seen elsewhere, too, and goes by itself.
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
