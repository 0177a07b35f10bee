import { decodeHtml } from '../crawling/fetching/decode-html.js';
import { FileFaultError, type RawFile } from './file-reading.js';
import { readRows } from './read-csv.js';

/** One product, or one variant of a product, as its columns or members name it: names in lower case, `_` between words. */
export type FeedRow = Readonly<Record<string, string>>;

const lists = ['products', 'items', 'data', 'entries', 'results'];

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

export interface FeedRows {
  rows: FeedRow[];
  /** Where each stands, as a person counts: the header of a table is row 1. */
  places: ReadonlyMap<FeedRow, number>;
  hasMore: boolean;
}

/** The rows of a feed in CSV, or of one in JSON, in which variants may stand inside their product. */
export function feedRows(file: RawFile, most: number): FeedRows {
  const text = decodeHtml(file.bytes, file.contentType).trimStart();
  if (!/^[[{]/.test(text)) return csvRows(file, most);
  const records = recordsIn(parsed(text));
  const placed = records
    .slice(0, most)
    .flatMap((record, at) => rowsOf(record).map((row) => [row, at + 1] as const));
  return { ...inPlaces(placed), hasMore: records.length > most };
}

function csvRows(file: RawFile, most: number): FeedRows {
  const { header, rows, hasMore } = readRows(file, most);
  const names = header.map(named);
  const placed = rows.map(
    (cells, at) =>
      [
        Object.fromEntries(names.map((name, column) => [name, cells[column] ?? ''])),
        at + 2,
      ] as const,
  );
  return { ...inPlaces(placed), hasMore };
}

/** Rows that say nothing are none. */
function inPlaces(placed: readonly (readonly [FeedRow, number])[]): Omit<FeedRows, 'hasMore'> {
  const said = placed.filter(([row]) => Object.values(row).some((value) => value !== ''));
  return { rows: said.map(([row]) => row), places: new Map(said) };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const isCut = /unexpected end|unterminated/i.test(String(error));
    throw isCut
      ? new FileFaultError('truncated', 'the feed stops in the middle; give it again')
      : new FileFaultError('unreadable', 'the feed is neither JSON nor CSV');
  }
}

function recordsIn(value: Json): Record<string, Json>[] {
  const list = Array.isArray(value)
    ? value
    : isRecord(value)
      ? lists.map((name) => value[name]).find(Array.isArray)
      : undefined;
  if (list === undefined) {
    const detail = `the feed holds no list of products, by itself or as ${lists.join(', ')}`;
    throw new FileFaultError('unreadable', detail);
  }
  return list.filter(isRecord);
}

/** A product with variants gives a row for each, with what the product says where the variant says nothing. */
function rowsOf(record: Record<string, Json>): FeedRow[] {
  const own = flat(record);
  const variants = [record.variants].flat().filter((one) => isRecord(one));
  if (variants.length === 0) return [own];
  const group = own.item_group_id || own.id || own.handle || '';
  return variants.map((variant) => {
    const { title: variantName, ...inner } = flat(variant);
    return { ...own, ...inner, item_group_id: group, variant: variantName ?? inner.name ?? '' };
  });
}

function flat(record: Record<string, Json>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record)
      .map(([name, value]) => [named(name), textOf(value)] as const)
      .filter(([, value]) => value !== ''),
  );
}

/** A price as Google's API writes it has an amount and a currency; other records say nothing in one line. */
function textOf(value: Json): string {
  if (isRecord(value))
    return [value.value ?? value.amount ?? '', value.currency ?? ''].join(' ').trim();
  return Array.isArray(value) || value === null ? '' : String(value);
}

/** `g:Item Group ID` and `itemGroupId` are `item_group_id`. */
const named = (name: string): string =>
  name
    .replace(/^g:/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');

const isRecord = (value: Json | undefined): value is Record<string, Json> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
