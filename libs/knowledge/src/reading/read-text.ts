import { joinBlocks } from '../crawling/extraction/markdown-blocks.js';
import { decodeHtml } from '../crawling/fetching/decode-html.js';
import type { FileText, RawFile } from './file-reading.js';

export function readText({ bytes, contentType }: RawFile): FileText {
  return { markdown: asParagraphs(decodeHtml(bytes, contentType)) };
}

/** Its first heading of the first level is its title. */
export function readMarkdown({ bytes, contentType }: RawFile): FileText {
  const markdown = decodeHtml(bytes, contentType).replaceAll('\r\n', '\n');
  const withoutHead = markdown.replace(/^---\n[\s\S]{0,5000}?\n---\n/, '');
  return { title: /^# +(.+?)[ #]*$/m.exec(withoutHead)?.[1], markdown: withoutHead };
}

/** Plain text as Markdown that shows the same. */
export function asParagraphs(text: string): string {
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .split(/\n[^\S\n]*\n/)
    .map((paragraph) => paragraph.replace(/[^\S\n]+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '');
  return joinBlocks(
    paragraphs.map((paragraph) => ({ kind: 'paragraph', text: trimmed(paragraph) })),
  );
}

/** Four spaces at the start of a line would make it code. */
const trimmed = (paragraph: string): string => paragraph.replace(/\n +/g, '\n');
