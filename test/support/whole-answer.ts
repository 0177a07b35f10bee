import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describeAnswers } from '../../libs/client/describe-answers.mjs';

const document = path.resolve(__dirname, '../../apps/api/openapi.json');
const { answers, shapes } = describeAnswers(JSON.parse(readFileSync(document, 'utf8')) as object);

const routes = Object.entries(answers).map(([operation, kind]) => ({
  kind,
  pattern: new RegExp(`^${operation.replace(/\{\w+\}/g, '[^/?]+')}(\\?|$)`),
}));

/**
 * A scripted answer to `GET /stores/s` with what a script left out and the document asks for: nothing, zero, no items. What
 * has no field of the API's, and what the API answers otherwise, is left as it is.
 */
export function wholeAnswer(route: string, answer: unknown): unknown {
  const asked = route.replace(' ', ' /api/v1');
  const found = routes.find(({ pattern }) => pattern.test(asked));
  return found ? whole(found.kind, answer) : answer;
}

/** The same for a shape of the document by its name. */
export function whole(kinds: string, value: unknown): unknown {
  const kind = kinds.split('|')[0] ?? '';
  if (kind.endsWith('[]') && Array.isArray(value)) {
    return value.map((item) => whole(kind.slice(0, -2), item));
  }
  const fields = shapes[kind];
  if (!fields || !isObject(value) || !Object.keys(fields).some((name) => name in value)) {
    return value;
  }
  const filled = Object.entries(fields).map(([name, of]) => [
    name,
    name in value ? whole(of, value[name]) : blank(of),
  ]);
  return { ...value, ...(Object.fromEntries(filled) as object) };
}

function blank(kinds: string): unknown {
  const all = kinds.split('|');
  const [kind = ''] = all;
  if (all.includes('null')) return null;
  if (kind.endsWith('[]')) return [];
  const fields = shapes[kind];
  if (fields) {
    return Object.fromEntries(Object.entries(fields).map(([name, of]) => [name, blank(of)]));
  }
  return { string: '', number: 0, boolean: false }[kind] ?? {};
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
