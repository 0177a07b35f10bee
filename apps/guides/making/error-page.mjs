import { findMessages } from './find-messages.mjs';

/** What a caller does about any problem of a status, whatever its code. */
const statuses = {
  400: [
    'The request is broken',
    'Mend what you send: it could not be read. The same again fails again.',
  ],
  401: [
    'An accepted key is needed',
    'Send a key that is valid. Do not try again with the same one.',
  ],
  403: ['This key may not do this', 'Use another key, or have an operator change this one.'],
  404: [
    'There is nothing here',
    'Check the id. What belongs to another store looks exactly like this.',
  ],
  405: ['The path has other methods', 'Use a method that `details.allowed` names.'],
  408: ['Too slow', 'Send it again over a faster line.'],
  409: [
    'Something else is in the way',
    'Look at the thing again, then decide. The same again fails until it changes.',
  ],
  413: ['Too large', 'Send less.'],
  414: ['The URL is too long', 'Check the id in the address.'],
  415: [
    'Unsupported kind of body',
    'Change the header `Content-Type`, or leave out `Content-Encoding`.',
  ],
  422: ['A value is not acceptable', 'Change what `errors` names. The same again fails again.'],
  429: ['Too many requests', 'Wait the seconds of `Retry-After`, then send the same again.'],
  431: ['The headers are too large', 'Send fewer or shorter headers.'],
  500: [
    'Something failed on our side',
    'Try once more; then give the operator the `correlation_id`.',
  ],
  503: [
    'Not available right now',
    'Wait the seconds of `Retry-After`, or 5, then send the same again, a few times at most.',
  ],
};

/** As many operations are named; of more it is said how many there are. */
const namedOperations = 4;

/** The page of all errors, as Markdown, from the OpenAPI document and the sources that make them. */
export function errorPage(api, sources) {
  const all = catalogueOf(api);
  const messages = findMessages(
    sources,
    all.map(({ code }) => code),
  );
  const operations = operationsByCode(api);
  const bySection = Object.keys(statuses).map((status) => {
    const own = all.filter((one) => String(one.status) === status);
    const parts = own.map((one) => entry(one, messages.get(one.code), operations));
    return own.length > 0
      ? [`## ${status}: ${statuses[status][0]}`, statuses[status][1], ...parts]
      : [];
  });
  const unknown = all.filter(({ status }) => !(status in statuses));
  if (unknown.length > 0) throw new Error(`No words for: ${JSON.stringify(unknown)}`);
  return `${[head(api), ...bySection.flat()].join('\n\n')}\n`;
}

/** The document lists every code in its description. */
const catalogueOf = ({ info }) =>
  [...info.description.matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \| (.+) \|$/gm)].map(
    ([, code, status, when]) => ({ code, status: Number(status), when }),
  );

function operationsByCode({ paths }) {
  const found = new Map();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { responses }] of Object.entries(methods)) {
      const text = JSON.stringify(responses);
      for (const code of new Set([...text.matchAll(/`([A-Z_]+)`: /g)].map(([, one]) => one))) {
        found.set(code, [...(found.get(code) ?? []), `${method.toUpperCase()} ${path}`]);
      }
    }
  }
  return found;
}

function entry({ code, status, when }, made, operations) {
  const detail = made?.sentences
    .map((sentence) => `> ${sentence.replaceAll('<', '&lt;')}`)
    .join('\n>\n');
  const waits = made?.waits ? ['It says in `retry_after` how many seconds to wait.'] : [];
  const source = made ? [`Made in \`${made.file}\`.`] : [];
  return [
    `### \`${code}\``,
    `**${status}.** ${when} The API says:`,
    ...(detail ? [detail] : []),
    [nextStep(status), ...waits, comesFrom(operations.get(code) ?? []), ...source].join(' '),
  ].join('\n\n');
}

/** What somebody who came here by a link has not read above. */
const nextStep = (status) => `[Next: ${statuses[status][1]}](#${anchorOf(status)})`;

const anchorOf = (status) =>
  `${status}: ${statuses[status][0]}`.toLowerCase().replaceAll(':', '').replaceAll(' ', '-');

function comesFrom(operations) {
  if (operations.length === 0)
    return 'No operation lists it: it comes before a request is understood, as an event of a stream, or in the log alone.';
  if (operations.length > namedOperations) return `Comes from ${operations.length} operations.`;
  return `Comes from ${operations.map((one) => `\`${one}\``).join(', ')}.`;
}

const head = ({ components }) => `# Errors

Every refusal is a problem document (RFC 9457, \`application/problem+json\`). This is one:

\`\`\`json Problem
${JSON.stringify(components.examples.TENANCY_STORE_NOT_FOUND.value, null, 2)}
\`\`\`

- **\`code\`** is for your program. It never changes its meaning; decide by it.
- **\`detail\`** is for people. It names the thing and the next step, and may be worded better one day; never parse it.
- **\`correlation_id\`** finds the request in the operator's log. It is also in the header \`X-Correlation-Id\`.
- **\`retry_after\`** stands there where waiting helps, in seconds, as in the header \`Retry-After\`.
- **\`errors\`** lists the fields that are wrong; **\`details\`** holds what else a program may want to know.

In a stream of an answer the same document is the event \`error\`. At \`/v1\` it is OpenAI's error, at \`/mcp\` JSON-RPC's, with
the same \`code\`.

This page is made from the code: \`npm run openapi\` writes it, and a test holds it to the code. Every code is a heading, so
you can link to it: \`/guides/errors#TENANCY_STORE_NOT_FOUND\`. In what the API says, … stands for what it fills in.`;
