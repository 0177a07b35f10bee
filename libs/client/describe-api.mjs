import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

/** Doors of other standards: their clients are others', and so are their refusals. */
const others = /^\/(v1|mcp)(\/|$)/;
const methods = ['get', 'put', 'post', 'patch', 'delete'];

const blob = ts.factory.createTypeReferenceNode('Blob');

/** The types of the document: what goes in and out, one line a summary, no examples and one refusal for all. */
export async function describeTypes(document) {
  const nodes = await openapiTS(withoutTalk(document), {
    silent: true,
    transform: ({ format }) => (format === 'binary' ? blob : undefined),
  });
  return `${notice}${astToString(nodes)}`;
}

/** What each JSON answer has to hold, as values, for a caller that is not sure who answers. */
export function describeAnswers(document) {
  const answers = new Map();
  const wanted = new Set();
  for (const { name, operation } of operationsOf(document)) {
    const kind = kindOf(answerOf(operation), wanted);
    if (kind) answers.set(name, kind);
  }
  const shapes = new Map();
  for (const name of wanted) shapes.set(name, fieldsOf(document.components.schemas[name], wanted));
  return [
    notice,
    `export const answers: Record<string, string> = ${inLines(answers)};\n\n`,
    `export const shapes: Record<string, Record<string, string>> = ${inLines(shapes)};\n`,
  ].join('');
}

const notice = `/** Made from apps/api/openapi.json by "npm run openapi". Do not change by hand. */\n\n`;

function inLines(map) {
  const sorted = [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return `{\n${sorted.map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`).join('')}}`;
}

function* operationsOf({ paths }) {
  for (const [path, item] of Object.entries(paths)) {
    if (others.test(path)) continue;
    for (const method of methods) {
      if (item[method]) yield { name: `${method.toUpperCase()} ${path}`, operation: item[method] };
    }
  }
}

const answerOf = ({ responses }) =>
  Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1].content?.[
    'application/json'
  ]?.schema;

const fieldsOf = ({ properties = {}, required = [] }, wanted) =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.includes(name))
      .map(([name, schema]) => [name, kindOf(schema, wanted)]),
  );

/** `Store`, `string`, `Key[]`, `number|null`: a schema by its name, another by its kind. */
function kindOf(schema, wanted) {
  if (!schema) return undefined;
  if (schema.$ref) return named(schema.$ref, wanted);
  const choices = schema.anyOf ?? schema.oneOf ?? (schema.allOf?.length === 1 && schema.allOf);
  if (choices)
    return [...new Set(choices.flatMap((one) => kindOf(one, wanted).split('|')))].join('|');
  if (schema.type === 'array') {
    const items = kindOf(schema.items ?? {}, wanted);
    // a list of several kinds is only looked at as a list
    return items.includes('|') ? 'any[]' : `${items}[]`;
  }
  if (Array.isArray(schema.type)) {
    return schema.type.map((type) => kindOf({ ...schema, type }, wanted)).join('|');
  }
  if (schema.const !== undefined) return typeof schema.const;
  return { integer: 'number' }[schema.type] ?? schema.type ?? 'any';
}

function named($ref, wanted) {
  const name = $ref.split('/').at(-1);
  wanted.add(name);
  return name;
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
