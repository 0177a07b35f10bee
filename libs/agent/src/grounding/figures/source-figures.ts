import { splitWords } from '../../wording/words.js';
import { type Figure, type FigureKind } from './figure.js';
import { findFigures } from './find-figures.js';
import { plainLink } from './read-contacts.js';
import { unitNamed } from './units.js';

/** Words such as "m" and "in" are units beside a number only. */
const MIN_UNIT_WORD = 2;

/** What a text holds that figures are compared with; read once, however many sentences rest on it. */
export class SourceFigures {
  private readonly byKind = new Map<FigureKind, Figure[]>();
  /** Its words and pairs of neighbours without hyphens, so that codes are found whole and not within another. */
  private readonly codes: ReadonlySet<string>;
  private readonly unitWords: ReadonlySet<string>;
  private readonly links: ReadonlySet<string>;

  constructor(text: string, places: readonly string[] = []) {
    for (const found of findFigures(text)) {
      this.byKind.set(found.kind, [...(this.byKind.get(found.kind) ?? []), found]);
    }
    this.codes = codesOf(text);
    this.unitWords = unitsOf(text);
    this.links = new Set([
      ...places.flatMap(linksTo),
      ...this.of('link').map(({ value }) => value),
    ]);
  }

  of(kind: FigureKind): readonly Figure[] {
    return this.byKind.get(kind) ?? [];
  }

  hasCode(code: string): boolean {
    return this.codes.has(code) || this.of('code').some(({ value }) => value === code);
  }

  hasLink(link: string): boolean {
    return this.links.has(link);
  }

  /** Whether the unit is named somewhere without a number, as in the head of a table. */
  namesUnit(unit: string): boolean {
    return this.unitWords.has(unit);
  }
}

/** A page, and the site that it stands on. */
function linksTo(place: string): string[] {
  const link = plainLink(place);
  return [link, link.split('/')[0] ?? link];
}

function codesOf(text: string): Set<string> {
  const words = text.toUpperCase().match(/[\p{L}\p{N}_-]+/gu) ?? [];
  const plain = words.map((word) => word.replaceAll('-', ''));
  const parts = words.flatMap((word) => word.split('-'));
  const pairs = plain.map((word, i) => word + (plain[i + 1] ?? ''));
  const names = (text.toUpperCase().match(/[\p{L}\p{N}_.-]+[\p{L}\p{N}]/gu) ?? []).map((name) =>
    name.replaceAll('-', ''),
  );
  return new Set([...plain, ...parts, ...pairs, ...names]);
}

function unitsOf(text: string): Set<string> {
  const words = splitWords(text).map((word) => word.text);
  const symbols = text.match(/[%$€£¥₹°](?!\s?\d)/gu) ?? [];
  const named = [...words.filter(({ length }) => length >= MIN_UNIT_WORD), ...symbols];
  return new Set(named.flatMap((word) => unitNamed(word) ?? []));
}
