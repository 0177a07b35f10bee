import { operations } from './described-api.js';

type Ids = Record<string, string>;

const names = new Set(operations.flatMap(({ parameters }) => parameters.map(({ name }) => name)));
/** What the last word of a path lists or makes. */
const nouns: Record<string, string> = {
  'failed-jobs': 'job',
  deliveries: 'delivery',
  replies: 'message',
  'check-questions': 'check_question',
};
const mostKept = 40;

/** The ids of one store that its answers have named, so that later requests can name what is there. */
export class KnownIds {
  /** A message is kept together with its conversation. */
  private readonly kept = new Map<string, Ids[]>();

  /** `spared`: keys in use, which nobody is to revoke. */
  constructor(
    readonly storeId: string,
    private readonly spared: ReadonlySet<string>,
  ) {}

  /** Takes every id out of an answer; `path` is that of the request. */
  learn(path: string, body: unknown): void {
    const [, conversation] = /\/conversations\/([0-9a-f-]{36})/.exec(path) ?? [];
    this.walk(body, nounOf(path), conversation);
  }

  /** What stands last in a path is there no more. */
  forget(path: string): void {
    const gone = path.replace(/\?.*/, '').split('/').at(-1);
    for (const [name, known] of this.kept) {
      this.kept.set(
        name,
        known.filter((one) => one[name] !== gone),
      );
    }
  }

  /** Values for the names in a request, by what came to be known: the `n`-th of its kind, counted round. */
  pick(name: string, n: number, beside: readonly string[]): string | undefined {
    if (name === 'store_id') return this.storeId;
    // a message belongs to its conversation
    const kind = name === 'conversation_id' && beside.includes('message_id') ? 'message_id' : name;
    const known = this.kept.get(kind) ?? [];
    return known[n % Math.max(1, known.length)]?.[name];
  }

  private walk(value: unknown, noun: string, conversation: string | undefined): void {
    if (Array.isArray(value)) return value.forEach((one) => this.walk(one, noun, conversation));
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'object') {
        this.walk(inner, names.has(`${name}_id`) ? name : noun, conversation);
      } else {
        const own = name === 'id' ? `${noun}_id` : name;
        // citations have numbers, too
        if (own !== 'number' || noun === 'release') this.keep(own, String(inner), conversation);
      }
    }
  }

  private keep(name: string, value: string, conversation: string | undefined): void {
    if (!names.has(name) || name === 'store_id' || this.spared.has(value)) return;
    // what the requests themselves put into an answer, as metadata, may be anything
    if (!/^[\w.:-]+$/.test(value)) return;
    const entry: Ids = { [name]: value };
    if (name === 'message_id') {
      if (conversation === undefined) return;
      entry['conversation_id'] = conversation;
    }
    const known = this.kept.get(name) ?? [];
    if (known.some((one) => one[name] === value)) return;
    this.kept.set(name, [entry, ...known].slice(0, mostKept));
  }
}

function nounOf(path: string): string {
  const words = path.replace(/\?.*/, '').split('/');
  const word = words.findLast((one) => /^[a-z-]+$/.test(one) && !verbs.has(one)) ?? '';
  return nouns[word] ?? word.replace(/s$/, '');
}

const verbs = new Set(['cancel', 'retry', 'resume', 'crawl', 'refresh', 'answer', 'replay', 'redeliver', 'dismiss', 'reopen', 'publish', 'rotate', 'close', 'handoff', 'take-over', 'give-back']); // prettier-ignore
