import { parseArgs } from 'node:util';

export const USAGE = `npm run eval -- <questions.jsonl> [options]

Asks a running deployment each question and prints for how many the right page is among the first five finds of a search,
and how many answers cite it, hold the facts, or refuse. One question a line, as JSON:

  {"id": "q1", "kind": "fact", "question": "How long may I return it?", "urls": ["/returns"],
   "must_include": [["30 days", "thirty days"]], "must_not_include": ["60 days"], "history": []}

"urls" are endings of the pages that answer; empty, the agent should refuse. Each fact of "must_include" is a list of its
wordings. "history" is what was said before, the shopper first; it and "must_not_include" may be left out.

  --url <url>          the deployment (default http://127.0.0.1:8001; STOREHAND_API_URL)
  --key <key>          a store key; with --site the admin key (STOREHAND_API_KEY)
  --site <folder>      serves the folder from loopback, ingests it into a new store, asks, removes the store
  --site-port <port>   where (default 8099); CRAWL_ALLOWED_PRIVATE_HOSTS of the deployment must hold 127.0.0.1:<port>
  --max-pages <n>      for --site (default 500)
  --keep               keeps the store of --site
  --json <file>        writes every answer and verdict
  --save-floor         makes the floor that tells these questions apart best the store's own, for answers in quotes
  --compare <file>     against what --json wrote before; fails if an answer that was right is wrong now
  --help               prints this
`;

/** Throws what is wrong and how it is used for an option that there is not, or one without its value. */
export function readOptions(args: readonly string[]) {
  try {
    return parsed(args);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${USAGE}`, { cause: error });
  }
}

const parsed = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      url: { type: 'string', default: process.env.STOREHAND_API_URL ?? 'http://127.0.0.1:8001' },
      key: { type: 'string', default: process.env.STOREHAND_API_KEY ?? '' },
      site: { type: 'string' },
      'site-port': { type: 'string', default: '8099' },
      'max-pages': { type: 'string', default: '500' },
      keep: { type: 'boolean', default: false },
      json: { type: 'string' },
      compare: { type: 'string' },
      'save-floor': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });

export type Options = ReturnType<typeof parsed>['values'];
