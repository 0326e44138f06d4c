/** Draws what is behind the seats: the stage, walls, texts and the names of the rows. */

/** Smaller text, in pixels, is not drawn. */
const LEGIBLE = 7;

/**
 * The shapes and labels that a part of the plan shows, so that repainting one seat does not have to examine all of them.
 *
 * @param {import('./plan.js').SeatPlan} plan
 * @param {{left: number, top: number, right: number, bottom: number}} part in the units of the plan
 */
export function groundOf(plan, part) {
  const touches = ({ x, y, reach }) =>
    x + reach > part.left && x - reach < part.right && y + reach > part.top && y - reach < part.bottom;
  return { shapes: plan.shapes.filter(touches), labels: plan.labels.filter(touches) };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {ReturnType<typeof groundOf>} ground
 * @param {{left: number, top: number, unit: number}} tile which part of the plan the canvas shows, and how large a unit is
 * @param {object} theme colours
 */
export function drawGround(context, ground, tile, theme) {
  for (const shape of ground.shapes) {
    context.save();
    context.translate((shape.x - tile.left) * tile.unit, (shape.y - tile.top) * tile.unit);
    context.rotate(shape.rotation * Math.PI / 180);
    shape.kind === 'text' ? drawText(context, shape, tile.unit, theme) : drawShape(context, shape, tile.unit, theme);
    context.restore();
  }
  ground.labels.forEach(label => drawLabel(context, label, tile, theme));
}

/** Uses the colours of the theme, because the plan's own would be too bright or too dark in one of the two themes. */
function drawShape(context, shape, unit, theme) {
  context.beginPath();
  if (shape.kind === 'polygon') {
    shape.points.forEach(point => context.lineTo(point.x * unit, point.y * unit));
    context.closePath();
  } else if (shape.kind === 'rectangle') {
    context.rect(0, 0, shape.width * unit, shape.height * unit);
  } else {
    context.ellipse(0, 0, shape.radiusX * unit, shape.radiusY * unit, 0, 0, 2 * Math.PI);
  }
  context.fillStyle = theme.shape;
  context.strokeStyle = theme.border;
  context.lineWidth = 1;
  context.fill();
  context.stroke();
}

function drawText(context, shape, unit, theme) {
  write(context, shape.text, 0, 0, shape.size * unit, theme);
}

function drawLabel(context, label, tile, theme) {
  write(context, label.text, (label.x - tile.left) * tile.unit, (label.y - tile.top) * tile.unit, label.size * tile.unit,
    theme);
}

function write(context, text, x, y, size, theme) {
  if (size >= LEGIBLE) {
    context.font = `${Math.round(size)}px system-ui, sans-serif`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillStyle = theme.ink;
    context.fillText(text, x, y);
  }
}
