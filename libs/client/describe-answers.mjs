import { operationsOf } from './operations-of.mjs';

/** What each JSON answer has to hold: the kind of each operation's answer, and the fields of each kind. */
export function describeAnswers(document) {
  const answers = {};
  const met = new Map();
  for (const { name, operation } of operationsOf(document)) {
    const kind = kindOf(answerOf(operation), met, name);
    if (kind) answers[name] = kind;
  }
  const shapes = {};
  // grows while it is gone through
  for (const [name, inline] of met) {
    shapes[name] = fieldsOf(inline ?? document.components.schemas[name], met, name);
  }
  return { answers: sorted(answers), shapes: sorted(shapes) };
}

const sorted = (record) =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

const answerOf = ({ responses }) =>
  Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1].content?.[
    'application/json'
  ]?.schema;

const fieldsOf = ({ properties = {}, required = [] }, met, name) =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([field]) => required.includes(field))
      .map(([field, schema]) => [field, kindOf(schema, met, `${name}.${field}`)]),
  );

/** `Store`, `Move.verified|null`, `Key[]`, `string`: what has fields by a name, everything else by its kind. */
function kindOf(schema, met, at) {
  if (!schema) return undefined;
  if (schema.$ref) return noted(schema.$ref.split('/').at(-1), met);
  const choices = choicesOf(schema);
  if (choices) return oneOf(choices.map((one) => kindOf(one, met, at)));
  if (schema.type === 'array') return listOf(kindOf(schema.items ?? {}, met, at));
  if (schema.type === 'object' && schema.required) return noted(at, met, schema);
  return schema.type === 'integer' ? 'number' : (schema.type ?? 'any');
}

function choicesOf(schema) {
  const { anyOf, oneOf: several = anyOf, allOf, type } = schema;
  if (several) return several;
  if (allOf?.length === 1) return allOf;
  return Array.isArray(type) ? type.map((one) => ({ ...schema, type: one })) : undefined;
}

/** A list of several kinds is only looked at as a list. */
const listOf = (items) => (items.includes('|') ? 'any[]' : `${items}[]`);

const oneOf = (kinds) => [...new Set(kinds.join('|').split('|'))].join('|');

function noted(name, met, inline) {
  if (!met.has(name)) met.set(name, inline);
  return name;
}
