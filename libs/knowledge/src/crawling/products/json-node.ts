import { Parser } from 'htmlparser2';

import { cleanLine } from '../extraction/clean-text.js';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonNode = Record<string, Json>;

const maxReferences = 2_000;
const maxDepth = 12;
const maxCommentedLength = 100_000;

/**
 * Parses JSON as shops write it: two thirds of the product blocks on real shops hold raw line breaks, comments, entities or
 * trailing commas. Null when nothing helps.
 */
export function parseTolerantly(block: string): Json {
  const text = block
    .trim()
    .replace(/^(<!--|\/\*<!\[CDATA\[\*\/|\/\/<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(-->|\/\*]]>\*\/|\/\/]]>|]]>)$/, '');
  const withoutControls = text
    .replace(/\p{Cc}+/gu, ' ')
    .trimEnd()
    .replace(/;$/, '');
  const candidates = [
    () => text,
    () => withoutControls,
    () => withoutControls.replace(/,\s*([}\]])/g, '$1'),
    () => withoutComments(withoutControls).replace(/,\s*([}\]])/g, '$1'),
    () => withoutControls.replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  ];
  for (const candidate of candidates) {
    try {
      return JSON.parse(candidate()) as Json;
    } catch {
      continue;
    }
  }
  return null;
}

export function asNode(value: Json | undefined): JsonNode | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
}

/** One value or many, as nodes: what is no object is left out. */
export function nodesIn(value: Json | undefined): JsonNode[] {
  return [value]
    .flat()
    .map(asNode)
    .filter((node) => node !== null);
}

/** `schema:Product` and `http://schema.org/Product` are `Product`. */
export function typesOf(node: JsonNode): string[] {
  return [node['@type']].flat().map((type) => String(type).split(/[/#:]/).at(-1) ?? '');
}

export function isOfType(node: JsonNode, types: RegExp): boolean {
  return typesOf(node).some((type) => types.test(type));
}

/** The text of a value: itself, the first of several, or the name of what it describes; without markup. */
export function textOf(value: Json | undefined, member = 'name'): string {
  if (typeof value === 'string') return cleanLine(decoded(value.replace(/<[^>]{0,500}>/g, ' ')));
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return textOf(value[0], member);
  if (value === null || typeof value !== 'object') return '';
  const inner = value[member] ?? value['@value'];
  return typeof inner === 'object' ? '' : textOf(inner, member);
}

/** Shops escape JSON as if it were HTML: `Vase &amp; Stand`. */
function decoded(text: string): string {
  return text.replace(/&(?:#x?)?\w{1,32};/gi, (entity) => {
    let read = '';
    new Parser({ ontext: (part) => (read += part) }).end(entity);
    return read;
  });
}

/** The text of the first of these members that has one, at most `maxLength` long; null where none has. */
export function firstText(
  node: JsonNode | null,
  names: readonly string[],
  maxLength = 100,
): string | null {
  const found = names.map((name) => textOf(node?.[name])).find((text) => text !== '');
  return found?.slice(0, maxLength) ?? null;
}

/** The same graph with `{"@id": …}` replaced by what it names, where the page says it. */
export function withReferences(blocks: readonly Json[]): Json[] {
  const named = new Map<string, JsonNode>();
  for (const block of blocks) collectNamed(block, named, 0);
  return named.size === 0 ? [...blocks] : blocks.map((block) => resolved(block, named, 0));
}

function collectNamed(value: Json, named: Map<string, JsonNode>, depth: number): void {
  if (depth > maxDepth || named.size >= maxReferences) return;
  if (Array.isArray(value)) value.forEach((item) => collectNamed(item, named, depth + 1));
  const node = asNode(value);
  if (node === null) return;
  const id = node['@id'];
  if (typeof id === 'string' && Object.keys(node).length > 2 && !named.has(id)) named.set(id, node);
  for (const member of Object.values(node)) collectNamed(member, named, depth + 1);
}

/** Replaced once and not again inside of what replaced it: graphs have circles. */
function resolved(value: Json, named: ReadonlyMap<string, JsonNode>, depth: number): Json {
  if (depth > maxDepth) return value;
  if (Array.isArray(value)) return value.map((item) => resolved(item, named, depth + 1));
  const node = asNode(value);
  if (node === null) return value;
  const id = node['@id'];
  if (typeof id === 'string' && Object.keys(node).length === 1) return named.get(id) ?? node;
  return Object.fromEntries(
    Object.entries(node).map(([name, member]) => [name, resolved(member, named, depth + 1)]),
  );
}

/** Only of blocks of a usual size: a comment that is never closed is looked for again from every start. */
function withoutComments(text: string): string {
  if (text.length > maxCommentedLength) return text;
  return text.replace(
    /("(?:[^"\\]|\\.)*")|\/\*[\s\S]*?\*\//g,
    (_all, quoted?: string) => quoted ?? '',
  );
}
