import { type Figure, findFigures } from './find-figures.js';

/** Whether every price, percentage, date, code, link and number of a sentence stands in the text it rests on. */
export function figuresStandIn(sentence: string, source: string): boolean {
  const known = findFigures(source);
  const compact = source.toLowerCase().replace(/[\s-]+/g, '');
  return findFigures(sentence).every((figure) => stands(figure, known, compact));
}

function stands(figure: Figure, known: readonly Figure[], compact: string): boolean {
  if (figure.kind !== 'number')
    return compact.includes(figure.value.toLowerCase().replaceAll('-', ''));
  return known.some(
    (other) => other.kind === 'number' && other.value === figure.value && unitsAgree(figure, other),
  );
}

/** A sentence may leave a unit out or name one that the page leaves out, but never another one, and never invent a %. */
function unitsAgree(said: Figure, found: Figure): boolean {
  if (said.unit === found.unit || said.unit === null) return true;
  return found.unit === null && said.unit !== '%';
}
