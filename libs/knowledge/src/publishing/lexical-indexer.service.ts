import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { inParts } from '../in-parts.js';
import { ChunkRepository, type ChunkText } from '../indexing/chunk.repository.js';
import { contextualText } from '../indexing/contextual-text.js';
import type { Release } from '../releases/release.entity.js';
import { Vocabulary } from '../spelling/vocabulary.js';
import { WordRepository } from '../spelling/word.repository.js';
import { DEFAULT_LANGUAGE, type Language, readLanguage } from '../terms/languages.js';
import { type IndexedText, type Posting, Postings } from './postings.js';
import { TermRepository } from './term.repository.js';

/** A turn of the event loop that takes about 50 ms. */
const CHUNKS_AT_ONCE = 200;
const TERMS_AT_ONCE = 200;

/** Of the terms of one statement, which holds the embedded database's one session; the first terms stand in most chunks. */
const NUMBERS_AT_ONCE = 8_000;

/** Bounds the memory of building: about 100 MB for a segment. */
const CHUNKS_OF_SEGMENT = 20_000;

/** What the index of a release turned out to hold. */
type IndexContents = Pick<Release, 'chunkCount' | 'languages'>;

/**
 * Builds the inverted index of a release before it is published: exact statistics of exactly the chunks it shows, which no
 * later ingest changes. Safe to be killed and to run twice, also at the same time: what a release shows is settled by then,
 * so every run writes the same rows, passes over those that stand, and ends with all of them there.
 */
@Injectable()
export class LexicalIndexer {
  constructor(
    private readonly chunks: ChunkRepository,
    private readonly terms: TermRepository,
    private readonly words: WordRepository,
  ) {}

  /** `previous` is the live release, whose index is copied when nothing changed. */
  async build(
    scope: StoreScope,
    { release, previous }: { release: number; previous: Release | null },
  ): Promise<IndexContents> {
    const numbers = await this.chunks.findNumbers(scope, release);
    const chunkCount = numbers.length;
    const languages = await this.languagesOf(scope, release);
    if (previous !== null && (await this.isAsBefore(scope, release, previous))) {
      await this.terms.copyRelease(scope, previous.number, release);
      if (!(await this.words.copyRelease(scope, previous.number, release))) {
        await this.readWords(scope, release, numbers);
      }
      return { chunkCount, languages };
    }
    const vocabulary = new Vocabulary();
    for (const [segment, some] of inParts(numbers, CHUNKS_OF_SEGMENT).entries()) {
      const postings = await this.collect(scope, some, vocabulary);
      for (const rows of inStatements(postings.rows())) {
        await this.terms.insertPostings(scope, { release, segment }, rows);
      }
    }
    await this.words.insertShelves(scope, release, vocabulary.shelves());
    return { chunkCount, languages };
  }

  /** Whether the index of a release is that of the one before: of the same texts, read in the same languages. */
  async isAsBefore(scope: StoreScope, release: number, previous: Release): Promise<boolean> {
    const languages = await this.languagesOf(scope, release);
    if (languages.toSorted().join() !== previous.languages.toSorted().join()) return false;
    return !(await this.chunks.hasChanges(scope, release));
  }

  private async languagesOf(scope: StoreScope, release: number): Promise<Language[]> {
    const tags = await this.terms.findLanguages(scope, release);
    return [...new Set(tags.map(indexLanguage))];
  }

  /** The words alone. */
  private async readWords(
    scope: StoreScope,
    release: number,
    numbers: readonly number[],
  ): Promise<void> {
    const vocabulary = new Vocabulary();
    for (const some of inParts(numbers, CHUNKS_OF_SEGMENT)) {
      await this.collect(scope, some, vocabulary);
    }
    await this.words.insertShelves(scope, release, vocabulary.shelves());
  }

  private async collect(
    scope: StoreScope,
    numbers: readonly number[],
    vocabulary: Vocabulary,
  ): Promise<Postings> {
    const postings = new Postings(vocabulary);
    for (const some of inParts(numbers, CHUNKS_AT_ONCE)) {
      const chunks = await this.chunks.findTexts(scope, some);
      for (const chunk of chunks) postings.add(toIndexedText(chunk));
    }
    return postings;
  }
}

function toIndexedText(chunk: ChunkText): IndexedText {
  const { number, pageId, language } = chunk;
  const text = contextualText(chunk, chunk.text);
  return { number, pageId, language: indexLanguage(language), text };
}

const indexLanguage = (tag: string | null): Language => readLanguage(tag) ?? DEFAULT_LANGUAGE;

function* inStatements(postings: Iterable<Posting>): Generator<Posting[]> {
  let rows: Posting[] = [];
  let count = 0;
  for (const posting of postings) {
    const isFull = count + posting.numbers.length > NUMBERS_AT_ONCE;
    if (rows.length > 0 && (isFull || rows.length === TERMS_AT_ONCE)) {
      yield rows;
      rows = [];
      count = 0;
    }
    rows.push(posting);
    count += posting.numbers.length;
  }
  if (rows.length > 0) yield rows;
}
