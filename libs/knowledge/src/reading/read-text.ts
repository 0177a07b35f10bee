import { joinBlocks } from '../crawling/extraction/markdown-blocks.js';
import { decodeHtml } from '../crawling/fetching/decode-html.js';
import { cutDetail, type FileText, maxCharacters, type RawFile } from './file-reading.js';

export function readText(file: RawFile): FileText {
  const { text, detail } = startOf(file);
  return { markdown: asParagraphs(text), detail };
}

/** Its first heading of the first level is its title. */
export function readMarkdown(file: RawFile): FileText {
  const { text, detail } = startOf(file);
  const markdown = text.replaceAll('\r\n', '\n');
  const withoutHead = markdown.replace(/^---\n[\s\S]{0,5000}?\n---\n/, '');
  return { title: /^# +(.+?)[ #]*$/m.exec(withoutHead)?.[1], markdown: withoutHead, detail };
}

/** What is kept of a text is much less; to shape all of one takes ten times its memory. */
function startOf({ bytes, contentType }: RawFile): { text: string; detail?: string } {
  const text = decodeHtml(bytes, contentType).trimStart();
  const most = 2 * maxCharacters;
  return text.length > most ? { text: text.slice(0, most), detail: cutDetail } : { text };
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
