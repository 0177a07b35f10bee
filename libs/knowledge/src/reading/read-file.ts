import { cleanLine, cleanText } from '../crawling/extraction/clean-text.js';
import type { FileType } from '../files/file-type.js';
import { checkContent } from './check-content.js';
import {
  cutDetail,
  FileFaultError,
  type FileReading,
  type FileText,
  maxCharacters,
  type RawFile,
  type ReadFile,
} from './file-reading.js';
import { readCsv } from './read-csv.js';
import { readDocx } from './read-docx.js';
import { readPdf } from './read-pdf.js';
import { readMarkdown, readText } from './read-text.js';

const maxTitleLength = 300;

const readers: Readonly<Record<FileType, (file: RawFile) => FileText | Promise<FileText>>> = {
  text: readText,
  markdown: readMarkdown,
  csv: readCsv,
  pdf: readPdf,
  docx: readDocx,
};

/**
 * From the bytes of a file to Markdown for retrieval, or to the reason why not. CPU-bound and of untrusted input: run it
 * through `ExtractionPool`. Throws only where a library fails in a way that nobody foresaw.
 */
export async function readFile(file: RawFile): Promise<FileReading> {
  try {
    checkContent(file);
    return finished(file, await readers[file.type](file));
  } catch (error) {
    if (error instanceof FileFaultError) return { outcome: error.outcome, detail: error.message };
    throw error;
  }
}

function finished({ name }: RawFile, { title, markdown, detail }: FileText): ReadFile {
  const text = cleanText(markdown).trim();
  if (!/[\p{L}\p{N}]/u.test(text)) throw new FileFaultError('empty', 'the file holds no text');
  const isLonger = text.length > maxCharacters;
  return {
    outcome: 'read',
    title: (cleanLine(title ?? '') || titleOf(name)).slice(0, maxTitleLength),
    markdown: isLonger ? text.slice(0, maxCharacters) : text,
    detail: detail ?? (isLonger ? cutDetail : null),
  };
}

const titleOf = (name: string): string => cleanLine(name.replace(/\.[a-z0-9]{1,10}$/i, '')) || name;
