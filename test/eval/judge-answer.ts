import type { Answer } from './api.js';
import { unquotedFigures } from './figures-in.js';
import type { Question } from './question-file.js';

export interface Verdict {
  question: Question;
  answer: Answer;
  latencyMs: number;
  isAnswerable: boolean;
  /** Whether a page that answers is among the first finds; whether one is cited; whether all facts are in the text. Null where the site does not answer. */
  findsPage: boolean | null;
  citesPage: boolean | null;
  hasFacts: boolean | null;
  /** Whether the answer is an "I don't know" without a citation and without what must not be said. Null where it should answer. */
  isRefused: boolean | null;
  /** Numbers that it states and no citation holds. */
  unquotedFigures: string[];
}

/** Whether everything that is asked of an answer to such a question holds. */
export const isRight = ({ citesPage, hasFacts, isRefused, unquotedFigures: figures }: Verdict) =>
  citesPage !== false && hasFacts !== false && isRefused !== false && figures.length === 0;

/** What the store did with a question. */
export interface Outcome {
  answer: Answer;
  /** Addresses of what a search for it finds, as many as the figure counts. */
  found: readonly string[];
  latencyMs: number;
}

export function judgeAnswer(question: Question, { answer, found, latencyMs }: Outcome): Verdict {
  const isAnswerable = question.urls.length > 0;
  return {
    question,
    answer,
    latencyMs,
    isAnswerable,
    findsPage: isAnswerable ? isAnyOf(question.urls, found) : null,
    citesPage: isAnswerable ? isAnyOf(question.urls, citedBy(answer)) : null,
    hasFacts: isAnswerable ? hasFacts(question, answer) : null,
    isRefused: isAnswerable ? null : isRefusal(question, answer),
    unquotedFigures: unquotedFigures(answer),
  };
}

const citedBy = ({ citations }: Answer): string[] => citations.flatMap(({ url }) => url ?? []);

function isAnyOf(endings: readonly string[], urls: readonly string[]): boolean {
  return urls.some((url) => endings.some((ending) => pathOf(url).endsWith(ending)));
}

function hasFacts(question: Question, { content, outcome }: Answer): boolean {
  const text = plain(content);
  const facts = question.must_include.every((wordings) =>
    wordings.some((wording) => text.includes(plain(wording))),
  );
  return outcome === 'answered' && facts && !saysForbidden(question, content);
}

function isRefusal(question: Question, { content, outcome, citations }: Answer): boolean {
  return (
    outcome !== 'answered' &&
    outcome !== 'failed' &&
    citations.length === 0 &&
    !saysForbidden(question, content)
  );
}

function saysForbidden({ must_not_include }: Question, content: string): boolean {
  const text = plain(content).toLowerCase();
  return must_not_include.some((words) => text.includes(plain(words).toLowerCase()));
}

/** A site's front page is its index.html; file names may hold what URLs write in percent signs. */
function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
  return decodeURIComponent(path) + decodeURIComponent(search);
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ');
}
