import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

import { operationsOf } from './operations-of.mjs';

const blob = ts.factory.createTypeReferenceNode('Blob');

/** The types of the document: what goes in and out, one line a summary, no examples and one refusal for all. */
export async function describeTypes(document) {
  const nodes = await openapiTS(withoutTalk(document), {
    silent: true,
    transform: ({ format }) => (format === 'binary' ? blob : undefined),
  });
  return astToString(nodes);
}

/** Descriptions of operations stay, by their first sentence; one kind of refusal stands for all. */
function withoutTalk(document) {
  const refused = {
    description: '',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  const paths = {};
  for (const { name, operation } of operationsOf(document)) {
    const [method, path] = name.split(' ');
    const { description = '', responses, ...rest } = plain(operation);
    const [summary] = /^[^]+?\.(?=\s|$)/.exec(operation.description ?? '') ?? [];
    const good = Object.entries(responses).filter(([status]) => status.startsWith('2'));
    paths[path] ??= {};
    paths[path][method.toLowerCase()] = {
      ...rest,
      summary: summary ?? description,
      responses: { ...Object.fromEntries(good), default: refused },
    };
  }
  const { schemas } = plain(document.components);
  return { openapi: document.openapi, info: document.info, paths, components: { schemas } };
}

const talk = new Set(['description', 'example', 'examples', 'default', 'tags', 'security']);

/** Without the words that say nothing of types; a field may be called like one of them. */
function plain(node, isNames = false) {
  if (Array.isArray(node)) return node.map((item) => plain(item));
  if (node === null || typeof node !== 'object') return node;
  const kept = Object.entries(node).filter(([key]) => isNames || !talk.has(key));
  const isList = (key) => !isNames && ['properties', 'schemas'].includes(key);
  return Object.fromEntries(kept.map(([key, value]) => [key, plain(value, isList(key))]));
}
