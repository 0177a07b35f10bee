import { guessLanguage } from '../wording/guess-language.js';
import { termsOf } from '../wording/words.js';
import type { AnswerSource } from './answer-source.js';
import { type Clause, readClauses } from './claims/clause.js';
import { countriesOf } from './claims/countries.js';
import { type FigurePlace, readFigurePlaces } from './claims/figure-places.js';
import { SourceFigures } from './figures/source-figures.js';
import { TermIndex } from './term-index.js';

/** A clause of a source with its terms ready for looking up. */
export interface IndexedClause extends Clause {
  index: TermIndex;
}

/** A place that states figures, under its title and headings, ready for looking up. */
export interface IndexedPlace extends FigurePlace {
  index: TermIndex;
  stated: SourceFigures;
}

/** What is read from the chunks that a sentence cites; each part once, when first asked for. */
export class SourceReading {
  readonly text: string;
  /** Without what tools tell in words of their own. */
  private readonly pageText: string;
  private readonly places: readonly string[];
  private readonly parts = new Map<string, unknown>();

  constructor(private readonly chunks: readonly AnswerSource[]) {
    this.pageText = chunks
      .map(({ title, headingPath, text }) => [title, ...headingPath, text].join('\n'))
      .join('\n');
    const facts = chunks.flatMap((chunk) => chunk.facts ?? []);
    this.text = [this.pageText, ...facts].join('\n');
    this.places = chunks.flatMap(({ url, alsoOn }) => [url, ...alsoOn.map((other) => other.url)]);
  }

  get figures(): SourceFigures {
    return this.once('figures', () => new SourceFigures(this.text, this.places));
  }

  get language() {
    return this.once('language', () => guessLanguage(this.pageText));
  }

  get index(): TermIndex {
    return this.once('index', () => new TermIndex(termsOf(this.text)));
  }

  get clauses(): readonly IndexedClause[] {
    return this.once('clauses', () =>
      readClauses(this.text).map((clause) => ({ ...clause, index: new TermIndex(clause.terms) })),
    );
  }

  get figurePlaces(): readonly IndexedPlace[] {
    return this.once('figurePlaces', () => this.chunks.flatMap(placesOf));
  }

  get countries(): ReadonlyMap<string, string> {
    return this.once('countries', () => countriesOf(this.text));
  }

  /** Its words in lower case, for names, which have no synonyms. */
  get words(): ReadonlySet<string> {
    return this.once('words', () => {
      return new Set(this.text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
    });
  }

  private once<Part>(name: string, read: () => Part): Part {
    if (!this.parts.has(name)) this.parts.set(name, read());
    return this.parts.get(name) as Part;
  }
}

function placesOf({ title, headingPath, text, facts = '' }: AnswerSource): IndexedPlace[] {
  const head = termsOf([title, ...headingPath].join('\n'));
  return readFigurePlaces([text, facts].join('\n\n')).map((place) => ({
    ...place,
    index: new TermIndex(new Set([...head, ...place.terms])),
    stated: new SourceFigures(place.text),
  }));
}
