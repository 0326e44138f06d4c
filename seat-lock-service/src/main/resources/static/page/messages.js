/** What the page says to a person: one message at a time, until it is closed or the next one comes. */
const element = document.querySelector('#message');
const text = element.querySelector('span');

element.querySelector('button').addEventListener('click', () => {
  element.hidden = true;
});

/** @param {'done'|'refused'} kind */
export function say(words, kind = 'done') {
  element.dataset.kind = kind;
  element.hidden = false;
  text.textContent = words;
}

export function sayNothing() {
  element.hidden = true;
  text.textContent = '';
}
