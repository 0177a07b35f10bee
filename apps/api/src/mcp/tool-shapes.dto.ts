import { answerOutcomes, safeChunk, type StatelessEvent } from '@app/agent';
import type { RetrievedChunk, SearchOutcome } from '@app/knowledge';
import { z } from 'zod';

import { Citation, toCitationDto } from '../conversations/message.dto.js';
import { text } from '../http/input/text.js';
import type { ProblemDto } from '../http/problems/problem.dto.js';

type Answer = Extract<StatelessEvent, { type: 'done' }>['answer'];

const release = z
  .int()
  .nullable()
  .describe("The version of the store's knowledge; null while nothing is live.");

export const searchInput = {
  query: text({ max: 8_000 }).describe('What to look for, in words of the question.'),
  limit: z.int().min(1).max(50).default(10).describe('Results wanted.'),
};

export const searchOutput = {
  release,
  results: z
    .array(
      z.object({
        url: z.string().nullable().describe('The page; null where it has no address on the web.'),
        title: z.string().describe("The page's title."),
        text: z
          .string()
          .describe("The page's own words; […] stands for what gives orders to a language model."),
        score: z.number().describe('Of this search; higher is better.'),
      }),
    )
    .describe('The best first.'),
};

export const askInput = {
  question: text({ max: 4_000 }).describe('What a shopper asks, whole: nothing is remembered.'),
};

export const askOutput = {
  answer: z.string().describe('The text; [1] marks what citation 1 carries.'),
  outcome: z.enum(answerOutcomes).describe('`abstained` where the pages do not answer.'),
  release,
  // a shape of its own: clients of tools get one schema without references
  citations: z.array(z.object(Citation.shape)).describe('Empty unless answered.'),
};

const said = (...parts: string[]) => [{ type: 'text' as const, text: parts.join('\n\n') }];

/** Who reads it is a language model, so it gets of a page what the store's own model would get. */
export function toSearchResult({ release, results }: SearchOutcome) {
  const found = results.map(safeChunk).map(toResult);
  const listed = found.map(({ title, url, text }, i) =>
    [`[${i + 1}] ${title}`, url, text].filter(Boolean).join('\n'),
  );
  const content = said(...(listed.length > 0 ? listed : ['Nothing was found.']));
  return { content, structuredContent: { release, results: found } };
}

const toResult = ({ url, title, text, score }: RetrievedChunk) => ({
  url: /^https?:/.test(url) ? url : null,
  title,
  text,
  score,
});

export function toAskResult({ content, outcome, release, citations }: Answer) {
  const cited = citations.map(toCitationDto);
  const sources = cited.map(({ number, title, url }) => `[${number}] ${title} ${url ?? ''}`.trim());
  return {
    content: said(content, ...(sources.length > 0 ? [`Sources:\n${sources.join('\n')}`] : [])),
    structuredContent: { answer: content, outcome, release, citations: cited },
  };
}

/** A call that failed, for the model that made it to read. */
export const toToolError = ({ code, detail, correlation_id }: ProblemDto) => ({
  content: said(`${code}: ${detail} (${correlation_id})`),
  isError: true,
});
