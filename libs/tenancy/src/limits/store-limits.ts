interface LimitMeaning {
  /** What a store has where neither the operator nor the deployment says otherwise. */
  usual: number;
  most: number;
  counts: string;
  /** Of what comes in so many seconds; left out where the store has it at once. */
  seconds?: number;
  /** What one does who meets it, beside asking the operator. */
  nextStep: string;
}

const minute = 60;
const day = 86_400;

/** What a store may ask for and have: the names of the API, of STORE_LIMITS and of what refuses. */
export const storeLimits = {
  requests_per_minute: {
    usual: 12_000,
    most: 1_000_000,
    counts: 'Requests with keys of the store',
    seconds: minute,
    nextStep: 'wait',
  },
  answers_per_minute: {
    usual: 3_000,
    most: 1_000_000,
    counts: 'Questions to its agent',
    seconds: minute,
    nextStep: 'wait',
  },
  answers_per_day: {
    usual: 200_000,
    most: 100_000_000,
    counts: 'Questions to its agent',
    seconds: day,
    nextStep: 'wait',
  },
  conversations_per_day: {
    usual: 200_000,
    most: 100_000_000,
    counts: 'New conversations',
    seconds: day,
    nextStep: 'wait',
  },
  waiting_ingests: {
    usual: 100,
    most: 10_000,
    counts: 'Ingests that have not ended',
    nextStep: 'wait until one has ended, or cancel one',
  },
  sources: { usual: 1_000, most: 100_000, counts: 'Sources', nextStep: 'remove one' },
  pages: {
    usual: 200_000,
    most: 10_000_000,
    counts: 'Pages of all its sources',
    nextStep: 'ask for fewer with "max_pages", or remove a source',
  },
  snippets: {
    usual: 5_000,
    most: 5_000,
    counts: 'Snippets',
    nextStep: 'remove one, or give long lists as a file',
  },
  storage_bytes: {
    usual: 2 * 1024 ** 3,
    most: 1024 ** 4,
    counts: 'Bytes of the files it was given',
    nextStep: 'remove a file',
  },
  keys: {
    usual: 100,
    most: 200,
    counts: 'Keys that were not revoked and have not expired',
    nextStep: 'revoke one',
  },
} as const satisfies Record<string, LimitMeaning>;

export type LimitName = keyof typeof storeLimits;
/** Of what comes in a time, counted for all processes together. */
export type RateName =
  'requests_per_minute' | 'answers_per_minute' | 'answers_per_day' | 'conversations_per_day';
/** Of what a store has. */
export type CapName = Exclude<LimitName, RateName>;
export type Limits = Record<LimitName, number>;

export const limitNames = Object.keys(storeLimits) as LimitName[];

/** Reads `name=value` pairs with commas between; throws with the name that is wrong and what was expected. */
export function parseLimits(text: string): Partial<Limits> {
  const pairs = text.split(',').map((pair) => pair.trim().split('='));
  return Object.fromEntries(
    pairs.map(([name = '', value = '']) => {
      const meaning = Object.entries<LimitMeaning>(storeLimits).find(
        ([known]) => known === name,
      )?.[1];
      if (!meaning) throw new Error(`"${name}" is none of ${limitNames.join(', ')}`);
      const number = Number(value);
      if (!/^\d+$/.test(value) || number > meaning.most) {
        throw new Error(`"${name}" must be a whole number up to ${meaning.most}`);
      }
      return [name, number];
    }),
  );
}

/** What counts for a store: its own, else that of the deployment, else the usual. */
export const effectiveLimits = (own: Partial<Limits>, deployment: Partial<Limits>): Limits =>
  Object.fromEntries(
    limitNames.map((name) => [name, own[name] ?? deployment[name] ?? storeLimits[name].usual]),
  ) as Limits;
