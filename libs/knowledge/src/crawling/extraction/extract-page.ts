import { canonicalUrl } from '../../addresses/canonical-url.js';
import { decodeHtml } from '../fetching/decode-html.js';
import { cleanText } from './clean-text.js';
import { readHead } from './page-head.js';
import { pageLinks } from './page-links.js';
import { parsePage } from './parse-page.js';
import { hashBlock, sha256, splitBlocks } from './split-blocks.js';
import { structuredLines } from './structured-data.js';
import { writeMarkdown } from './write-markdown.js';

export interface RawPage {
  url: string;
  body: Uint8Array;
  contentType: string;
  robotsTag: string;
}

export interface ExtractedPage {
  title: string;
  description: string | null;
  language: string | null;
  /** What the page declares, canonical in spelling; it may name another host. */
  canonicalUrl: string | null;
  markdown: string;
  /** SHA-256 of title and Markdown. */
  contentHash: string;
  /** One for each of `splitBlocks(markdown)`, in order. */
  blockHashes: string[];
  links: string[];
  isNoindex: boolean;
}

/**
 * From the bytes of a page to its cleaned text as Markdown, its metadata and its links. Pure, synchronous and CPU-bound:
 * run it through `ExtractionPool`. Strips and converts instead of guessing the "article": shops are lists, tables,
 * questions and answers, which article extractors lose.
 */
export function extractPage({ url, body, contentType, robotsTag }: RawPage): ExtractedPage {
  const parts = parsePage(decodeHtml(body, contentType));
  const head = readHead(parts, robotsTag);
  const text = cleanText(writeMarkdown(parts.root));
  const added = structuredLines(parts.structuredData, text).map((line) => `- ${line}`);
  const title = head.title || lastSegment(url);
  const markdown = [text, added.join('\n')].filter((part) => part !== '').join('\n\n');
  return {
    title,
    description: head.description,
    language: head.language,
    canonicalUrl: head.canonicalLink === null ? null : canonicalUrl(head.canonicalLink, url),
    markdown,
    contentHash: sha256(`${title}\n${markdown}`),
    blockHashes: splitBlocks(markdown).map(hashBlock),
    links: pageLinks(parts, url),
    isNoindex: head.isNoindex,
  };
}

function lastSegment(url: string): string {
  const { hostname, pathname } = new URL(url);
  const segment = pathname.split('/').findLast((part) => part !== '') ?? hostname;
  try {
    return cleanText(decodeURIComponent(segment));
  } catch {
    return segment;
  }
}
