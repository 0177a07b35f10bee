import fc from 'fast-check';

import { resolved, type Schema } from '../described-api.js';
import { addresses } from './odd-values.js';

type Any = fc.Arbitrary<unknown>;

const words = [
  'pillow',
  'How do I wash the feathercloud pillow?',
  'Wie lange dauert der Versand?',
  'האם הכרית רכה?',
  '枕头怎么洗？',
  '👩‍👩‍👧 é ß',
  'a',
];
const farMost = 2_147_483_647;
const mostItems = 4;
const idNames = /^(\w+_)?id$/;
const urlName = /url/;

/**
 * Values that a schema allows, its bounds among them. Ids are named and not made: `«source_id:7»` is the seventh that the
 * run has come to know. Addresses come from a fixed list, so that none leads outside.
 */
export function goodValue(schema: Schema, name = ''): Any {
  const plain = resolved(schema);
  if (plain.const !== undefined) return fc.constant(plain.const);
  if (plain.enum) return fc.constantFrom(...plain.enum);
  const choices = plain.oneOf ?? plain.anyOf ?? plain.allOf;
  if (choices) return fc.oneof(...choices.map((choice) => goodValue(choice, name)));
  const types = [plain.type ?? 'object'].flat();
  return fc.oneof(...types.map((type) => ofType(type, plain, name)));
}

function ofType(type: string, schema: Schema, name: string): Any {
  switch (type) {
    case 'string':
      return goodString(schema, name);
    case 'integer':
      return goodInteger(schema);
    case 'number':
      return goodNumber(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return goodArray(schema, name);
    default:
      return goodObject(schema);
  }
}

function goodInteger({ minimum = 0, maximum = farMost }: Schema): Any {
  const near = fc.integer({ min: minimum, max: Math.min(maximum, minimum + 20) });
  return fc.oneof(
    near,
    fc.constantFrom(minimum, maximum),
    fc.integer({ min: minimum, max: maximum }),
  );
}

const goodNumber = ({ minimum: min = 0, maximum: max = 1 }: Schema): Any =>
  fc.oneof(fc.double({ min, max, noNaN: true }), fc.constantFrom(min, max));

function goodArray({ items = {}, minItems = 0, maxItems = mostItems }: Schema, name: string): Any {
  const most = Math.max(minItems, Math.min(maxItems, mostItems));
  const few = fc.array(goodValue(items, name), { minLength: minItems, maxLength: most });
  if (maxItems > 100 || maxItems <= most) return few;
  const full = fc.array(goodValue(items, name), { minLength: maxItems, maxLength: maxItems });
  return fc.oneof({ weight: 9, arbitrary: few }, { weight: 1, arbitrary: full });
}

function goodObject({ properties = {}, required = [], additionalProperties }: Schema): Any {
  const parts = Object.fromEntries(
    Object.entries(properties).map(([name, part]) => [name, goodValue(part, name)]),
  );
  const known = fc.record(parts, { requiredKeys: required });
  if (typeof additionalProperties !== 'object') return known;
  const own = fc.dictionary(
    fc.constantFrom('note', 'ключ', 'a b'),
    fc.constantFrom(1, 'x', [true], null),
  );
  return fc.tuple(own, known).map(([more, given]) => ({ ...more, ...given }));
}

function goodString(schema: Schema, name: string): Any {
  const { format = '', pattern, minLength, maxLength, example } = schema;
  const known = knownStrings[format] ?? (idNames.test(name) ? goodId : undefined);
  if (known) return known(name);
  if (urlName.test(name)) return goodAddress;
  if (pattern !== undefined) return matching(pattern);
  const text = goodText(minLength, maxLength);
  if (typeof example !== 'string' || example.includes('//')) return text;
  return fc.oneof({ weight: 3, arbitrary: text }, { weight: 1, arbitrary: fc.constant(example) });
}

const knownStrings: Record<string, ((name: string) => Any) | undefined> = {
  // what is to be made has an id of its own
  uuid: (name) => (name === 'id' ? fc.uuid() : goodId(name)),
  'date-time': () => goodTime().map((time) => time.toISOString()),
  date: () => goodTime().map((time) => time.toISOString().slice(0, 10)),
};

const goodAddress = fc.oneof(
  fc.constantFrom('«site»/', '«site»/care', '«site»/hook', '«site»/orders'),
  fc.constantFrom(...addresses),
);

const goodId = (name: string): Any =>
  fc.oneof(
    { weight: 9, arbitrary: fc.nat(50).map((n) => `«${name}:${n}»`) },
    { weight: 1, arbitrary: fc.uuid() },
  );

const goodTime = () =>
  fc.oneof(
    fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
    fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
  );

function goodText(min = 1, max = 200): Any {
  const filled = (length: number) =>
    fc.constantFrom('a', '😀', 'ß').map((one) => one.repeat(length));
  const said = fc.constantFrom(...words).map((text) => text.slice(0, max));
  return fc.oneof({ weight: 8, arbitrary: said }, filled(Math.max(1, min)), filled(max));
}

/** A look ahead at the length is beyond the library. */
function matching(pattern: string): Any {
  const plain = pattern.replace(/\(\?=[^)]*\)/, '');
  return fc.stringMatching(new RegExp(plain), { maxLength: 100 });
}
