/** The legend of the picture. Its symbols are drawn with the same code. */
import { DARK, LIGHT, SeatSprites } from '../map/seat-sprites.js';

const SIGNS = [['free', 'free'], ['mine', 'yours, with the time left'], ['held', 'held by somebody else'], ['sold', 'sold'],
  ['bought', 'bought by you']];

const RADIUS = 8;

export function showLegend(element, plan) {
  const theme = matchMedia('(prefers-color-scheme: dark)');
  const draw = () => element.replaceChildren(
    ...SIGNS.map(([kind, words]) => item(kind, plan.categories[0]?.color ?? '#3565c4', words, theme.matches ? DARK : LIGHT)),
    ...(plan.categories.length > 1 ? plan.categories : []).map(category =>
      item('free', category.color, [category.name, category.price].join(' '), theme.matches ? DARK : LIGHT)));
  draw();
  theme.onchange = draw;
}

function item(kind, color, words, theme) {
  const density = devicePixelRatio || 1;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 24 * density;
  canvas.setAttribute('aria-hidden', 'true');
  const context = canvas.getContext('2d');
  context.scale(density, density);
  new SeatSprites(theme, density).draw(context, 12, 12, RADIUS, { kind, color, accessible: false, left: 0.7 }, '');
  const entry = document.createElement('li');
  entry.append(canvas, Object.assign(document.createElement('bdi'), { textContent: words }));
  return entry;
}
