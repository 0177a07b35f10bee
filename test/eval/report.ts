import { topFinds } from './ask-questions.js';
import type { Verdict } from './judge-answer.js';
import { refusalCurve } from './refusal-curve.js';

/** One line of the table. */
export function verdictLine({ question, answer, latencyMs, ...verdict }: Verdict): string {
  const marks = verdict.isAnswerable
    ? [
        mark('found', verdict.findsPage),
        mark('cited', verdict.citesPage),
        mark('facts', verdict.hasFacts),
      ]
    : [mark('refused', verdict.isRefused), '', ''];
  const evidence = answer.usage?.evidence?.toFixed(2) ?? '–';
  return [
    question.id.padEnd(6),
    question.kind.padEnd(12),
    answer.outcome.padEnd(10),
    marks.map((text) => text.padEnd(9)).join(' '),
    evidence.padStart(5),
    `${Math.round(latencyMs)} ms`.padStart(8),
    ` ${question.question}`,
  ].join(' ');
}

/** The figures of all questions, and the curve behind the floor. */
export function summary(verdicts: readonly Verdict[]): string {
  const answerable = verdicts.filter(({ isAnswerable }) => isAnswerable);
  const others = verdicts.filter(({ isAnswerable }) => !isAnswerable);
  const times = verdicts.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.floor((times.length - 1) * share)] ?? 0);
  return [
    '',
    `Expected page among the top ${topFinds}      ${part(answerable, ({ findsPage }) => findsPage === true)}`,
    `Expected page among the citations  ${part(answerable, ({ citesPage }) => citesPage === true)}`,
    `Facts in the answer                ${part(answerable, ({ hasFacts }) => hasFacts === true)}`,
    `Unanswerable refused               ${part(others, ({ isRefused }) => isRefused === true)}`,
    `Answers with an unquoted number    ${part(verdicts, (verdict) => verdict.unquotedFigures.length > 0)}`,
    `Failed                             ${part(verdicts, ({ answer }) => answer.outcome === 'failed')}`,
    `Latency                            p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`,
    '',
    ...kindLines(verdicts),
    ...curveLines(verdicts),
  ].join('\n');
}

/** A row for each kind of question. */
function kindLines(verdicts: readonly Verdict[]): string[] {
  const kinds = [...new Set(verdicts.map(({ question }) => question.kind))];
  const rows = kinds.map((kind) => {
    const of = verdicts.filter(({ question }) => question.kind === kind);
    const share = (counts: (verdict: Verdict) => boolean | null) => {
      const judged = of.map(counts).filter((each) => each !== null);
      return percent(judged.filter(Boolean).length / judged.length).padStart(12);
    };
    return [
      kind.padEnd(14),
      String(of.length).padStart(4),
      share(({ findsPage }) => findsPage),
      share(({ citesPage }) => citesPage),
      share(({ hasFacts }) => hasFacts),
      share(({ isRefused }) => isRefused),
      share(({ unquotedFigures }) => unquotedFigures.length === 0),
    ].join(' ');
  });
  return [
    'kind              n    in top 5   page cited   facts held      refused   figures quoted',
    ...rows,
  ];
}

function curveLines(verdicts: readonly Verdict[]): string[] {
  const points = refusalCurve(verdicts);
  if (points.length === 0) return ['', 'No evidence was reported, so there is no refusal curve.'];
  const lines = points.map(({ floor, answered, refused }) => {
    return `  ${floor.toFixed(2)}   ${percent(answered)}      ${percent(refused)}`;
  });
  return [
    '',
    'Refusal curve',
    '  floor  answerable  unanswerable',
    '         answered    refused',
    ...lines,
  ];
}

function part(verdicts: readonly Verdict[], counts: (verdict: Verdict) => boolean): string {
  const count = verdicts.filter(counts).length;
  return `${percent(count / verdicts.length)}  (${count} of ${verdicts.length})`;
}

function percent(share: number): string {
  return Number.isNaN(share) ? '   –  ' : `${(share * 100).toFixed(1).padStart(5)} %`;
}

function mark(name: string, isGood: boolean | null): string {
  return `${isGood ? '✓' : '✗'} ${name}`;
}
