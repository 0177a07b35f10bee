import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { cleanLine, cleanText } from '../crawling/extraction/clean-text.js';
import type { Snippet } from '../snippets/snippet.entity.js';
import { SnippetService } from '../snippets/snippet.service.js';
import type { Source } from '../sources/source.entity.js';
import type { ImportReading, OpenImport } from './import-reading.js';

const prefix = 'snippet:';
const snippetsAtOnce = 50;

/** The snippets of a store as pages: the question is the title, the answer the text. */
@Injectable()
export class SnippetImport {
  constructor(private readonly snippets: SnippetService) {}

  async open(scope: StoreScope, { id }: Source): Promise<OpenImport> {
    const ids = await this.snippets.findIds(scope, id);
    return {
      urls: ids.map((snippetId) => `${prefix}${snippetId}`),
      atOnce: snippetsAtOnce,
      read: async (url) => readingOf(await this.snippets.find(scope, url.slice(prefix.length))),
    };
  }
}

function readingOf(snippet: Snippet | null): ImportReading {
  if (snippet === null) {
    return { kind: 'ended', result: { outcome: 'empty', detail: 'removed before it was read' } };
  }
  return {
    kind: 'text',
    text: {
      link: snippet.url,
      title: cleanLine(snippet.question),
      description: null,
      language: null,
      markdown: cleanText(snippet.answer).trim(),
      kind: 'faq',
      products: [],
      fetchedAt: snippet.updatedAt,
    },
  };
}
