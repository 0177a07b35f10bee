import { checkPdfStreams } from './check-pdf-streams.js';
import { FileFaultError, type FileText, type RawFile } from './file-reading.js';
import { asParagraphs } from './read-text.js';

interface TextItem {
  str: string;
  height: number;
  transform: number[];
  hasEOL: boolean;
}

const maxPages = 2_000;
/** The mark of the end stands in the last KiB, whatever was appended. */
const endWithin = 1_024;
/** Lines further apart than this many times their height are paragraphs. */
const paragraphGap = 1.8;
const silent = 0;

/** Every page is a section of its own; text only, no pictures, scripts or attachments. */
export async function readPdf({ bytes }: RawFile): Promise<FileText> {
  const end = Buffer.from(bytes.subarray(-endWithin)).toString('latin1');
  if (!end.includes('%%EOF')) throw truncated();
  checkPdfStreams(bytes);
  try {
    return { markdown: (await readPages(bytes)).join('\n\n') };
  } catch (error) {
    throw error instanceof FileFaultError ? error : faultOf(error);
  }
}

async function readPages(bytes: Uint8Array): Promise<string[]> {
  const { getDocumentProxy } = await import('unpdf');
  // a copy: the library takes the bytes away from their owner
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: silent });
  try {
    if (pdf.numPages > maxPages) throw tooLong(pdf.numPages);
    const sections: string[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const text = asParagraphs(textOf(items.flatMap((item) => ('str' in item ? [item] : []))));
      if (text !== '') sections.push(`## Page ${number}\n\n${text}`);
      page.cleanup();
    }
    if (sections.length === 0) throw withoutText();
    return sections;
  } finally {
    await pdf.loadingTask.destroy();
  }
}

/** The library names what it meets in a hundred ways, of which one can be told apart with use. */
const faultOf = (error: unknown): FileFaultError =>
  (error as Error).name === 'PasswordException'
    ? new FileFaultError('encrypted', 'the file asks for a password; save it without one')
    : new FileFaultError('unreadable', 'the file is damaged; save it anew from its program');

const tooLong = (pages: number) =>
  new FileFaultError(
    'too_large',
    `the file has ${pages} pages, while ${maxPages} are read; give it in parts`,
  );

const withoutText = () =>
  new FileFaultError('empty', 'the file holds no text; it may be a scan, which is a picture');

const truncated = () =>
  new FileFaultError('truncated', 'the file stops in the middle; give it again');

/** What stands on one line is one line, and a wider gap ends a paragraph. */
function textOf(items: readonly TextItem[]): string {
  let text = '';
  let above: TextItem | null = null;
  for (const item of items) {
    if (above !== null && isApart(above, item)) text += '\n';
    text += item.str + (item.hasEOL ? '\n' : '');
    if (item.str.trim() !== '') above = item;
  }
  return text;
}

function isApart(above: TextItem, item: TextItem): boolean {
  const [one = 0, other = 0] = [above.transform[5], item.transform[5]];
  const height = Math.max(above.height, item.height, 1);
  return item.str.trim() !== '' && Math.abs(one - other) > paragraphGap * height;
}
