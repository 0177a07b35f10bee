import { Injectable } from '@nestjs/common';

import { PlatformRepository } from '../database/platform.repository.js';

export type IsolationOutcome = 'passed' | 'failed' | 'incomplete';

/** What leaked where, in words that hold nothing of any store. */
export interface IsolationFailure {
  probe: string;
  what: string;
}

/** What one run tried and found. */
export interface IsolationFindings {
  routes: { probed: number; of: number };
  requests: number;
  jobs: { tried: number; of: number };
  retrievalPaths: number;
  failures: IsolationFailure[];
  /** Why it could not look everywhere; null where it did. */
  reason: string | null;
}

export interface IsolationCheck {
  id: string;
  startedAt: Date;
  endedAt: Date;
  outcome: IsolationOutcome;
  findings: IsolationFindings;
}

/** Runs that are kept, some days of an hourly check. */
const keptRuns = 200;
/** No run takes as long: its process died. */
const diedAfter = `interval '20 minutes'`;

const died: IsolationFindings = {
  routes: { probed: 0, of: 0 },
  requests: 0,
  jobs: { tried: 0, of: 0 },
  retrievalPaths: 0,
  failures: [],
  reason: 'its process died',
};

/** The runs of the isolation check, which belong to no store; one process runs it at a time, whose row is not ended. */
@Injectable()
export class IsolationChecks {
  constructor(private readonly platform: PlatformRepository) {}

  /** The id of a run that is ours, or null while another runs or began less than `everyMs` ago. */
  async claim(everyMs: number): Promise<string | null> {
    await this.platform.rows(
      `UPDATE isolation_checks SET ended_at = now(), outcome = 'incomplete', report = $1
       WHERE ended_at IS NULL AND started_at < now() - ${diedAfter} RETURNING id`,
      [JSON.stringify(died)],
    );
    const [row] = await this.platform.rows<{ id: string }>(
      `INSERT INTO isolation_checks (started_at) SELECT now() WHERE NOT EXISTS (
         SELECT FROM isolation_checks WHERE started_at > now() - $1 * interval '1 millisecond')
       ON CONFLICT DO NOTHING RETURNING id`,
      [everyMs],
    );
    return row?.id ?? null;
  }

  async end(id: string, outcome: IsolationOutcome, findings: IsolationFindings): Promise<void> {
    await this.platform.rows(
      `UPDATE isolation_checks SET ended_at = now(), outcome = $2, report = $3
       WHERE id = $1 AND ended_at IS NULL RETURNING id`,
      [id, outcome, JSON.stringify(findings)],
    );
    await this.platform.rows(
      `DELETE FROM isolation_checks WHERE ended_at IS NOT NULL AND id NOT IN (
         SELECT id FROM isolation_checks ORDER BY started_at DESC LIMIT ${keptRuns}) RETURNING id`,
    );
  }

  /** The newest run that ended. */
  async findLast(): Promise<IsolationCheck | null> {
    const [row] = await this.platform.rows<IsolationCheck>(
      `SELECT id, started_at AS "startedAt", ended_at AS "endedAt", outcome, report AS findings
       FROM isolation_checks WHERE ended_at IS NOT NULL ORDER BY started_at DESC LIMIT 1`,
    );
    return row ?? null;
  }

  /** When the newest run began, ended or not, null before the first; and whether one is going on. */
  async findNewest(): Promise<{ startedAt: Date | null; isRunning: boolean }> {
    const [row] = await this.platform.rows<{ startedAt: Date | null; isRunning: boolean }>(
      `SELECT max(started_at) AS "startedAt", count(*) > count(ended_at) AS "isRunning"
       FROM isolation_checks`,
    );
    return row ?? { startedAt: null, isRunning: false };
  }

  /** When a run last passed. */
  async findLastPass(): Promise<Date | null> {
    const [row] = await this.platform.rows<{ at: Date | null }>(
      `SELECT max(ended_at) AS at FROM isolation_checks WHERE outcome = 'passed'`,
    );
    return row?.at ?? null;
  }
}
