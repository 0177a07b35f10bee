import { splitUnits } from '../../extracting/split-units.js';
import type { Figure } from '../figures/figure.js';
import { findFigures, inDigits } from '../figures/find-figures.js';
import { dimensionOf } from '../figures/units.js';
import { BORDER, contentTerms, LEANING } from './clause.js';

/** Figures of one kind in a text, with the words that tell what they are of. */
export interface FigurePlace {
  /** Of the figures: `time`, `money` or the like. */
  dimension: string;
  figures: readonly Figure[];
  text: string;
  terms: ReadonlySet<string>;
}

interface Segment {
  text: string;
  unit: number;
  block: number;
  figures: readonly Figure[];
  terms: ReadonlySet<string>;
}

/** "3 and 5 days" are one figure; what else is joined by these words may be two matters. */
const AND = /(?<!\d)\s(?:and|while|whereas|und|während|et|y|e|en)\s(?!\d)/giu;
const ENDS_SENTENCE = /[.!?…]["”')\]]*$/u;

/**
 * Where a text states figures with a unit. A figure is of the words of its own part of a sentence, and of the parts around
 * it as far as they state none of its kind: of the list's introduction, too, and of what "it" stands for.
 * With `leadsOnly` what follows is left out where anything goes before: "A refund takes 5 days and is made to your card".
 */
export function readFigurePlaces(text: string, { leadsOnly = false } = {}): FigurePlace[] {
  const segments = readSegments(text);
  return segments.flatMap((segment, at) => {
    return [...dimensionsOf(segment)].map((dimension) => ({
      dimension,
      figures: segment.figures.filter((figure) => dimensionOf(figure) === dimension),
      text: segment.text,
      terms: termsAround(segments, { at, dimension, leadsOnly }),
    }));
  });
}

function readSegments(text: string): Segment[] {
  return splitUnits(text).flatMap(({ start, end, block }, unit) => {
    const parts = text.slice(start, end).split(BORDER);
    return parts.flatMap((part) => part.split(AND)).map((part) => readSegment(part, unit, block));
  });
}

function readSegment(text: string, unit: number, block: number): Segment {
  const figures = findFigures(text);
  const words = figures.reduce((rest, figure) => rest.replaceAll(figure.text, ' '), inDigits(text));
  return { text, unit, block, figures, terms: contentTerms(words) };
}

function dimensionsOf({ figures }: Segment): Set<string> {
  return new Set(figures.flatMap((figure) => dimensionOf(figure) ?? []));
}

interface Figures {
  at: number;
  dimension: string;
  leadsOnly: boolean;
}

function termsAround(segments: readonly Segment[], figures: Figures): Set<string> {
  const leading = termsIn(before(segments, figures));
  if (figures.leadsOnly && leading.size > 0) return leading;
  return new Set([...leading, ...termsIn(after(segments, figures))]);
}

function termsIn(segments: readonly Segment[]): Set<string> {
  return new Set(segments.flatMap(({ terms }) => [...terms]));
}

function before(segments: readonly Segment[], { at, dimension }: Figures): Segment[] {
  const own = segments[at]!;
  const found = [own, ...leantOn(segments, at), ...introduction(segments, own)];
  for (let i = at - 1; isAside(segments[i], own, dimension); i -= 1) {
    if (segments[i]!.unit < own.unit - 1) break;
    found.push(segments[i]!);
  }
  return found;
}

function after(segments: readonly Segment[], { at, dimension }: Figures): Segment[] {
  const own = segments[at]!;
  let end = at + 1;
  while (isAside(segments[end], own, dimension) && segments[end]!.unit === own.unit) end += 1;
  return segments.slice(at + 1, end);
}

/** Whether a part of the same block states no figure of that kind. */
function isAside(one: Segment | undefined, { block }: Segment, dimension: string): boolean {
  return one?.block === block && !dimensionsOf(one).has(dimension);
}

/** "They take 5 days" is of what was said just before, whatever figures that has. */
function leantOn(segments: readonly Segment[], at: number): Segment[] {
  const before = segments[at - 1];
  return LEANING.test(segments[at]!.text) && before !== undefined ? [before] : [];
}

/** The heading, the head of the table or the line before the list that a place stands under. */
function introduction(segments: readonly Segment[], { block }: Segment): Segment[] {
  const first = segments.find((one) => one.block === block);
  const opening = segments.filter((one) => one.unit === first?.unit);
  const isSentence = ENDS_SENTENCE.test(opening.at(-1)?.text ?? '');
  return isSentence || opening.some(({ figures }) => figures.length > 0) ? [] : opening;
}
