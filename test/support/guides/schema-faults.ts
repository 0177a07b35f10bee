import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Ajv2020 } from 'ajv/dist/2020.js';

const file = path.resolve(__dirname, '../../../apps/api/openapi.json');

/** JSON of a guide against a shape of openapi.json: what is wrong with it. Without a name it only has to be JSON. */
export function findSchemaFaults(name: string, text: string): string[] {
  const value: unknown = JSON.parse(text);
  if (name === '') return [];
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema(JSON.parse(readFileSync(file, 'utf8')) as object, 'api');
  const isValid = ajv.compile({ $ref: `api#/components/schemas/${name}` });
  return isValid(value) ? [] : [`${name}: ${ajv.errorsText(isValid.errors)}`];
}
