import type { ReadCounts } from '../frontier/frontier-counts.js';
import type { GateProblem } from '../releases/release.entity.js';
import type { ReleasePolicy } from '../releases/release-settings.js';

/** What is known of a release before it is published, beside what is live. */
export interface ReleaseTally {
  /** Null while nothing is live: then there is nothing to protect, and only the store's own questions count. */
  live: {
    /** Pages that it shows of the source that was read. */
    pages: number;
    /** Those of them that would vanish, duplicates of others aside. */
    lost: number;
    chunks: number;
  } | null;
  chunks: number;
  reads: ReadCounts;
  checks: { asked: number; failed: readonly string[] };
}

/** Fewer than this may be an accident of a small site, and hold nothing whatever their share. */
const pagesAtLeast = 10;
const chunksAtLeast = 20;

const questionsNamed = 3;
const questionLength = 80;

/** Every gate that a release does not pass, the gravest first; it may go live when there is none. */
export function checkGates(tally: ReleaseTally, policy: ReleasePolicy): GateProblem[] {
  const { live, reads, chunks, checks } = tally;
  const problems = live === null ? [] : lossProblems({ live, reads, chunks }, policy);
  const passed = checks.asked - checks.failed.length;
  const share = checks.asked === 0 ? 1 : passed / checks.asked;
  if (share < policy.requiredCheckShare) {
    const detail = `${checks.failed.length} of ${checks.asked} check questions are not passed, while ${percent(policy.requiredCheckShare)} must be: ${named(checks.failed)}.`;
    problems.push({ code: 'KNOWLEDGE_CHECKS_FAILED', detail });
  }
  return problems;
}

function lossProblems(
  {
    live,
    reads,
    chunks,
  }: Pick<ReleaseTally, 'reads' | 'chunks'> & { live: NonNullable<ReleaseTally['live']> },
  policy: ReleasePolicy,
): GateProblem[] {
  const gates: (Gate & { code: string })[] = [
    {
      code: 'KNOWLEDGE_TOO_MUCH_LOST',
      count: live.lost,
      of: live.pages,
      what: 'live pages would vanish',
      share: policy.maxLostShare,
      atLeast: pagesAtLeast,
    },
    {
      code: 'KNOWLEDGE_TOO_MANY_FAILED',
      count: reads.failed,
      of: reads.read,
      what: 'reads failed',
      share: policy.maxFailedShare,
      atLeast: pagesAtLeast,
    },
    {
      code: 'KNOWLEDGE_TOO_MANY_EMPTY',
      count: reads.empty,
      of: reads.read,
      what: 'pages read hold no text',
      share: policy.maxEmptyShare,
      atLeast: pagesAtLeast,
    },
    {
      code: 'KNOWLEDGE_CHUNKS_COLLAPSED',
      count: live.chunks - chunks,
      of: live.chunks,
      what: 'searchable pieces would be gone',
      share: policy.maxChunkLossShare,
      atLeast: chunksAtLeast,
    },
  ];
  return gates.filter(isShut).map((gate) => ({ code: gate.code, detail: describe(gate) }));
}

interface Gate {
  count: number;
  of: number;
  what: string;
  /** More than this share shuts it. */
  share: number;
  atLeast: number;
}

const isShut = ({ count, of, share, atLeast }: Gate): boolean =>
  count >= atLeast && count > share * of;

const describe = ({ count, of, what, share }: Gate): string =>
  `${count} of ${of} ${what} (${percent(count / of)}, at most ${percent(share)} may).`;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function named(questions: readonly string[]): string {
  const some = questions.slice(0, questionsNamed).map((question) => {
    const short =
      question.length > questionLength ? `${question.slice(0, questionLength)}…` : question;
    return `“${short}”`;
  });
  return [...some, ...(questions.length > questionsNamed ? ['…'] : [])].join(', ');
}
