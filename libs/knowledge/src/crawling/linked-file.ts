import type { FileType } from '../files/file-type.js';
import type { ReadFile } from '../reading/file-reading.js';
import type { ExtractedPage } from './extraction/extract-page.js';
import { hashBlock, sha256, splitBlocks } from './extraction/split-blocks.js';
import type { FetchedPage } from './fetching/fetch-result.js';

/** A file that a website links to, as its readers take it. */
export function linkedFile(url: string, type: FileType, { body, contentType }: FetchedPage) {
  return { name: lastSegment(url), type, contentType, bytes: body };
}

/** What was read of it, as a page of the crawl without links of its own. */
export function pageOfFile({ title, markdown }: ReadFile): ExtractedPage {
  return {
    title,
    markdown,
    description: null,
    language: null,
    canonicalUrl: null,
    kind: 'file',
    products: [],
    contentHash: sha256([title, markdown].join('\n')),
    blockHashes: splitBlocks(markdown).map(hashBlock),
    links: [],
    isNoindex: false,
    refreshTo: null,
    nearKeys: [],
    standIn: null,
  };
}

function lastSegment(url: string): string {
  const { hostname, pathname } = new URL(url);
  const segment = pathname.split('/').findLast((part) => part !== '') ?? hostname;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
