import type { z } from 'zod';

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a JSON object',
  record: 'a JSON object',
};

/** Says in a caller's words what a value must be. A schema's own message wins over it. */
export function describeFault(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return describeType(issue.expected, issue.input);
    case 'too_small':
      return `Must ${bound('at least', Number(issue.minimum), issue.origin)}`;
    case 'too_big':
      return `Must ${bound('at most', Number(issue.maximum), issue.origin)}`;
    case 'invalid_value':
      return `Must be one of ${issue.values.join(', ')}`;
    case 'invalid_union':
      return issue.inclusive !== false && issue.options
        ? `Must be one of ${issue.options.join(', ')}`
        : undefined;
    case 'invalid_format':
      return issue.format === 'guid'
        ? 'Must be a UUID such as the ids that the API returns'
        : undefined;
    default:
      return undefined;
  }
}

function describeType(expected: string, input: unknown): string {
  if (input === undefined) return 'Required, but missing';
  if (Number.isNaN(input)) return `Must be ${kinds[expected] ?? expected}`;
  const given = typeof input === 'number' ? String(input) : nameOf(input);
  return `Must be ${kinds[expected] ?? expected}, not ${given}`;
}

function nameOf(input: unknown): string {
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'a list';
  return typeof input === 'object' ? 'a JSON object' : (kinds[typeof input] ?? typeof input);
}

function bound(side: string, limit: number, origin: string): string {
  if (origin === 'string' && side === 'at least' && limit === 1) return 'not be empty';
  if (origin === 'string') return `have ${side} ${limit} characters`;
  if (origin === 'array') return `have ${side} ${limit} items`;
  // zod's own bound of whole numbers comes before ours and means nothing to a caller
  return Math.abs(limit) < Number.MAX_SAFE_INTEGER ? `be ${side} ${limit}` : 'be a smaller number';
}
