import type { IsolationCheck } from '@app/tenancy';
import { z } from 'zod';

import { count, time, uuid } from '../http/input/fields.js';

const tried = (what: string, example: number) =>
  z
    .object({
      tried: count(`${what} that were tried.`, example),
      of: count(`${what} that there are.`, example),
    })
    .describe(`${what}, with the wrong key or store.`);

const Check = z
  .object({
    id: uuid('The run.'),
    started_at: time('When it began.'),
    ended_at: time('When it ended.'),
    duration_ms: count('How long it took.', 6_400),
    outcome: z
      .enum(['passed', 'failed', 'incomplete'])
      .describe(
        '`passed`: all was tried and nothing leaked; `failed`: something leaked; `incomplete`: not all could be tried, and nothing leaked.',
      )
      .meta({ example: 'passed' }),
    reason: z
      .string()
      .nullable()
      .describe('Why not all was tried; null where it was.')
      .meta({ example: null }),
    routes: tried('Routes of `/openapi.json`', 96),
    requests: count('Requests that were made for it, within the process.', 390),
    jobs: tried('Kinds of jobs', 7),
    retrieval_paths: count('Ways to the text of a store that were tried.', 13),
    failures: z
      .array(
        z.object({
          probe: z
            .string()
            .describe('What was tried.')
            .meta({ example: "getConversation with the other store's ids" }),
          what: z
            .string()
            .describe('What went wrong, without any content.')
            .meta({ example: "the answer holds the other store's text" }),
        }),
      )
      .describe('At most 50.')
      .meta({ example: [] }),
  })
  .meta({ id: 'IsolationCheck', description: 'What one run of the isolation check found.' });

export const IsolationReport = z
  .object({
    every_minutes: count('How often it runs; 0: only when it is asked to.', 60),
    is_running: z.boolean().describe('A run is going on.').meta({ example: false }),
    is_late: z
      .boolean()
      .describe('The next run should have begun a whole turn ago: nobody looks any more.')
      .meta({ example: false }),
    due_at: time('When the next run is due; null where none runs by itself.').nullable(),
    last_passed_at: time('When a run last passed; null where none has.').nullable(),
    last: Check.nullable().describe('The newest run that ended; null before the first.'),
  })
  .meta({ id: 'IsolationReport', description: 'Whether stores are apart, as last tried.' });

export const IsolationStart = z
  .object({
    started: z.boolean().describe('False while a run is going on already.').meta({ example: true }),
  })
  .meta({ id: 'IsolationStart', description: 'Whether a run was begun.' });

interface Report {
  everyMinutes: number;
  isRunning: boolean;
  isLate: boolean;
  dueAt: Date | null;
  lastPassedAt: Date | null;
  last: IsolationCheck | null;
}

export const toIsolationReportDto = (report: Report): z.infer<typeof IsolationReport> => ({
  every_minutes: report.everyMinutes,
  is_running: report.isRunning,
  is_late: report.isLate,
  due_at: report.dueAt?.toISOString() ?? null,
  last_passed_at: report.lastPassedAt?.toISOString() ?? null,
  last: report.last && toCheckDto(report.last),
});

const toCheckDto = ({ id, startedAt, endedAt, outcome, findings }: IsolationCheck) => ({
  id,
  started_at: startedAt.toISOString(),
  ended_at: endedAt.toISOString(),
  duration_ms: endedAt.getTime() - startedAt.getTime(),
  outcome,
  reason: findings.reason,
  routes: { tried: findings.routes.probed, of: findings.routes.of },
  requests: findings.requests,
  jobs: findings.jobs,
  retrieval_paths: findings.retrievalPaths,
  failures: findings.failures,
});
