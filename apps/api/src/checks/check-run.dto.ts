import { checkFaults, type CheckReport, type CheckResult } from '@app/knowledge';
import { z } from 'zod';

import { count, uuid } from '../http/input/fields.js';
import { ReleaseNumber } from '../releases/release.dto.js';

export const RunCheckQuestions = z
  .strictObject({
    release: ReleaseNumber.optional().describe(
      'The release to ask, live, superseded or held; the live one when left out.',
    ),
  })
  .meta({ id: 'RunCheckQuestions', description: 'Which release to ask.' });
export type RunCheckQuestionsDto = z.infer<typeof RunCheckQuestions>;

const rank = (what: string) =>
  z.int().nullable().describe(`Place of the first result ${what} from 1, down to 20; else null.`);

const CheckQuestionResult = z
  .object({
    check_question_id: uuid('The check question.'),
    question: z
      .string()
      .describe('What was asked.')
      .meta({ example: 'How long do I have to return a pillow?' }),
    passed: z
      .boolean()
      .describe('Whether what is expected is among the first five results.')
      .meta({ example: false }),
    fault: z
      .enum(checkFaults)
      .nullable()
      .describe(
        'Why it is not passed: `page_missing`: the release does not have the page; `…_not_found`: not among the first 20 results; `…_too_low`: not among the first five.',
      )
      .meta({ example: 'page_too_low' }),
    page_rank: rank('that is of the expected page').meta({ example: 8 }),
    text_rank: rank('that holds the expected text').meta({ example: null }),
    found: z
      .array(
        z.object({
          rank: z.int().describe('Its place, from 1.').meta({ example: 1 }),
          url: z
            .string()
            .describe('The address of its page.')
            .meta({ example: 'https://shop.example/pages/care' }),
          title: z.string().describe('The title of its page.').meta({ example: 'Care' }),
        }),
      )
      .describe('The first five results.'),
  })
  .meta({ id: 'CheckQuestionResult', description: 'How a release answers a check question.' });

export const CheckQuestionRun = z
  .object({
    release: z.int().describe('The release that was asked.').meta({ example: 4 }),
    asked: count('Questions asked.', 10),
    passed: count('Questions passed.', 9),
    required_share: z
      .number()
      .describe('Share that must be passed before a release goes live, by the settings.')
      .meta({ example: 1 }),
    is_enough: z
      .boolean()
      .describe('Whether so many are passed that the release may go live.')
      .meta({ example: false }),
    results: z.array(CheckQuestionResult).describe('The questions, oldest first.'),
  })
  .meta({ id: 'CheckQuestionRun', description: "How a release answers its store's questions." });
export type CheckQuestionRunDto = z.infer<typeof CheckQuestionRun>;

export function toCheckQuestionRunDto(report: CheckReport): CheckQuestionRunDto {
  const passed = report.results.filter(({ fault }) => fault === null).length;
  const asked = report.results.length;
  return {
    release: report.release,
    asked,
    passed,
    required_share: report.requiredShare,
    is_enough: asked === 0 || passed / asked >= report.requiredShare,
    results: report.results.map(toResultDto),
  };
}

const toResultDto = ({ check, fault, pageRank, textRank, found }: CheckResult) => ({
  check_question_id: check.id,
  question: check.question,
  passed: fault === null,
  fault,
  page_rank: pageRank,
  text_rank: textRank,
  found: found.map((result, place) => ({ rank: place + 1, ...result })),
});
