import { CsvError, parse } from 'csv-parse/sync';

import { cleanLine } from '../crawling/extraction/clean-text.js';
import { decodeHtml } from '../crawling/fetching/decode-html.js';
import { FileFaultError, type FileText, type RawFile } from './file-reading.js';

/** A table for people has hundreds; beyond this it is data, which a product feed or several files hold better. */
const maxRows = 5_000;
const maxColumns = 200;
const maxHeadingLength = 100;
/** Only a quotation mark that nothing closes makes a row as long. */
const maxRowLength = 1_000_000;
const delimiters = [',', ';', '\t', '|'];

/** Every row is a section with its columns by name, so that a row is understandable by itself. */
export function readCsv(file: RawFile): FileText {
  const { header, rows, hasMore } = readRows(file, maxRows);
  const sections = rows.map((row) => section(header, row)).filter((text) => text !== '');
  const detail = `only the first ${maxRows} rows were read; give the others in files of their own`;
  return { markdown: sections.join('\n\n'), ...(hasMore && { detail }) };
}

export interface CsvRows {
  header: string[];
  rows: string[][];
  hasMore: boolean;
}

/** The first rows below the header, whatever separates their columns. */
export function readRows({ bytes, contentType }: RawFile, most: number): CsvRows {
  const text = decodeHtml(bytes, contentType);
  const [header = [], ...rows] = parsed(text, most + 2);
  if (header.length > maxColumns) {
    throw new FileFaultError('unreadable', `a row has ${header.length} columns, as no table has`);
  }
  return { header, rows: rows.slice(0, most), hasMore: rows.length > most };
}

function parsed(text: string, most: number): string[][] {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      to: most,
      max_record_size: maxRowLength,
      bom: true,
      trim: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
      throw new FileFaultError('truncated', 'the file ends inside a quoted value; give it again');
    }
    if (error.code === 'CSV_MAX_RECORD_SIZE') {
      const detail = `a row is longer than ${maxRowLength} characters; is a quotation mark not closed?`;
      throw new FileFaultError('unreadable', detail);
    }
    throw new FileFaultError('unreadable', `the file is no table of CSV (${error.code})`);
  }
}

/** The one that the first line holds most of; tabs, semicolons and bars are in use where commas are decimal points. */
function delimiterOf(text: string): string {
  const line = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? '';
  const counts = delimiters.map((delimiter) => line.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}

function section(header: readonly string[], row: readonly string[]): string {
  const cells = row.slice(0, maxColumns).map(cleanLine);
  const name = cells.find((cell) => cell !== '');
  if (name === undefined) return '';
  const lines = cells.map((cell, at) => (cell === '' ? '' : `- ${labelled(header[at], cell)}`));
  const heading = `## ${name.slice(0, maxHeadingLength)}`;
  return [heading, lines.filter((line) => line !== '').join('\n')].join('\n\n');
}

const labelled = (column: string | undefined, cell: string): string =>
  column === undefined || column === '' ? cell : `${cleanLine(column)}: ${cell}`;
