import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

import { apiDocument, type Operation } from '../described-api.js';

const id = 'api';
const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
formats.default(ajv);
ajv.addSchema(apiDocument, id);

const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a value by the schema that the document has for it, else null. */
export function faultOf(
  { method, path }: Operation,
  status: string,
  type: string,
  value: unknown,
): string | null {
  const place = [
    'paths',
    path,
    method.toLowerCase(),
    'responses',
    status,
    'content',
    type,
    'schema',
  ];
  return faultAt(place, value);
}

export const problemFault = (value: unknown) =>
  faultAt(['components', 'schemas', 'Problem'], value);

function faultAt(place: readonly string[], value: unknown): string | null {
  const pointer = place
    .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
  const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `${id}#/${pointer}` });
  compiled.set(pointer, validate);
  return validate(value) ? null : ajv.errorsText(validate.errors);
}
